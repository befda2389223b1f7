/** What takes part until its end, as its row has it: the clock closes it before any row says so. */
export interface Ending {
  version: number;
  state: string;
  endsAt: Date | null;
}

/**
 * The version as it is told. Who sees something open past its end tells it closed under the next number, before any row says so, for
 * processes have clocks of their own: another one may still tell it, or even change it, as open, and one number must never stand for both.
 */
export function versionNow({ version, state, endsAt }: Ending, now: Date): number {
  return state === 'open' && endsAt !== null && endsAt <= now ? version + 1 : version;
}

/** The version after a change: behind that of the same thing closed by the clock, which somebody may have been told. */
export function changedVersion({ version, state, endsAt }: Ending): number {
  return state === 'open' && endsAt !== null ? version + 2 : version + 1;
}
