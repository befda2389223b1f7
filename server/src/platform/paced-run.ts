import { BackOff, type Cancel, type Timers } from './timers.js';

const longestRestMs = 500;

/**
 * Runs a job when woken, never twice at the same time and never more often than the pace; wakes that arrive meanwhile
 * are answered by one further run. After a long run it rests as long again, so that a job under load leaves half of the
 * time to others; but not for long, for it may only have waited for a lock. A failed run is tried again after a back-off.
 */
export class PacedRun {
  private state: 'idle' | 'waiting' | 'running' | 'stopped' = 'idle';
  private wokenMeanwhile = false;
  private cancelWait: Cancel = () => undefined;
  private current: Promise<void> = Promise.resolve();
  private readonly backOff = new BackOff(100, 5_000);

  constructor(
    private readonly timers: Timers,
    private readonly paceMs: number,
    /** True when there is more to do, whether or not somebody wakes it. */
    private readonly job: () => Promise<boolean>,
    private readonly onError: (error: unknown) => void,
  ) {}

  wake(): void {
    if (this.state === 'idle') this.start();
    else this.wokenMeanwhile = true;
  }

  /** Resolves when the run under way has ended; none begins after it. */
  async stop(): Promise<void> {
    this.state = 'stopped';
    this.cancelWait();
    await this.current;
  }

  private start(): void {
    this.state = 'running';
    this.wokenMeanwhile = false;
    this.current = this.runOnce();
  }

  private async runOnce(): Promise<void> {
    const startedAt = performance.now();
    let waitMs = this.paceMs;
    try {
      if (await this.job()) this.wokenMeanwhile = true;
      this.backOff.reset();
      waitMs = Math.max(this.paceMs, Math.min(longestRestMs, performance.now() - startedAt));
    } catch (error) {
      this.onError(error);
      this.wokenMeanwhile = true;
      waitMs = this.backOff.next();
    }
    if (this.state === 'stopped') return;
    this.state = 'waiting';
    this.cancelWait = this.timers.after(waitMs, () => {
      if (this.wokenMeanwhile) this.start();
      else this.state = 'idle';
    });
  }
}
