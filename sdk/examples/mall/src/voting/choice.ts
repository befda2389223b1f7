import type { VoteCampaign } from '@jifen/sdk';

type Ballot = Pick<NonNullable<VoteCampaign['ballot']>, 'candidateId' | 'quantity' | 'spent'>;

/** A member who comes back finds what they chose, also that they would exchange none. */
export function chosenBefore(
  ballot: Ballot | null,
): { candidateId: string; quantity: number; points?: number } | Record<string, never> {
  if (ballot === null) return {};
  const { candidateId, quantity, spent } = ballot;
  return { candidateId, quantity, ...(spent > 0 ? { points: spent } : {}) };
}

/** What would be put in: what was chosen, as far as the member has it, and never less than stands behind the ballot. */
export function pointsToPut(chosen: number, spent: number, available: number): number {
  return Math.max(1, spent, Math.min(chosen, spent + available));
}
