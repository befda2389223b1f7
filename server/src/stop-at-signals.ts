import { constants } from 'node:os';

/** Why a program of the command line ends before its work is done. */
export class ToldToStop extends Error {
  constructor(private readonly by: NodeJS.Signals) {
    super(`Told to stop by ${by}.`);
  }

  /** As a shell gives it to whoever was ended by a signal. */
  get exitCode(): number {
    return 128 + constants.signals[this.by];
  }
}

/** Aborts with ToldToStop when a signal comes; a second one ends the process at once. */
export function stopAtSignals(): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      const told = new ToldToStop(name);
      if (stopping.signal.aborted) process.exit(told.exitCode);
      stopping.abort(told);
    });
  }
  return stopping.signal;
}
