/** Stops what a timer would still have done. */
export type Cancel = () => void;

/** Timers are injected, so that tests decide when time passes. */
export interface Timers {
  after(ms: number, run: () => void): Cancel;
  every(ms: number, run: () => void): Cancel;
}

/** Timers that never keep a finished process alive. */
export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** Whether it ended before the time was over; a failure that comes later is nobody's. */
export async function endsWithin(timers: Timers, ms: number, work: Promise<unknown>): Promise<boolean> {
  let cancel: Cancel = () => undefined;
  const late = new Promise<boolean>((over) => {
    cancel = timers.after(ms, () => over(false));
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    cancel();
  }
}

/** Waits that double after each failure, each shortened by chance so that processes do not come back in step. */
export class BackOff {
  private failures = 0;

  constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
  ) {}

  next(): number {
    const full = Math.min(this.longestMs, this.firstMs * 2 ** this.failures);
    this.failures += 1;
    return full * (0.5 + Math.random() / 2);
  }

  reset(): void {
    this.failures = 0;
  }
}
