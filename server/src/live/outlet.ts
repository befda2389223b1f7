/** The part of a WebSocket that frames are written to. */
export interface Wire {
  /** Bytes accepted by `send` that have not left the process. */
  readonly bufferedAmount: number;
  send(frame: Buffer, written: () => void): void;
  /** Everything sent until `uncork` leaves with one call of the kernel. */
  cork?(): void;
  uncork?(): void;
}

export interface OutletLimits {
  /** Above this many buffered bytes nothing more is written. */
  highWaterBytes: number;
  /** Written again once no more than this is buffered. */
  lowWaterBytes: number;
}

/**
 * Where states leave for one socket. While the socket does not keep up only the newest frame of each (subscription, id)
 * is kept, so that a slow reader costs a bounded amount of memory and then continues with the present.
 */
export class Outlet {
  /** Null until the socket falls behind for the first time, which most never do. */
  private waiting: Map<object, Map<string, Buffer>> | null = null;
  private blockedSince: number | null = null;
  private readonly onWritten = () => this.resume();

  constructor(
    private readonly wire: Wire,
    private readonly limits: OutletLimits,
    private readonly now: () => number,
  ) {}

  offer(subscription: object, id: string, frame: Buffer): void {
    this.notice();
    if (this.blockedSince === null) {
      this.wire.send(frame, this.onWritten);
      return;
    }
    this.waiting ??= new Map<object, Map<string, Buffer>>();
    let frames = this.waiting.get(subscription);
    if (frames === undefined) this.waiting.set(subscription, (frames = new Map<string, Buffer>()));
    frames.set(id, frame);
  }

  /** What is offered within leaves together. */
  together(offers: () => void): void {
    this.wire.cork?.();
    offers();
    this.wire.uncork?.();
  }

  /** What was kept for a subscription that ended is not sent any more. */
  forget(subscription: object): void {
    this.waiting?.delete(subscription);
  }

  get blocked(): boolean {
    return this.blockedSince !== null;
  }

  /** Bytes that are kept for the socket in this process, written to it or not. */
  get heldBytes(): number {
    let bytes = this.wire.bufferedAmount;
    for (const frames of this.waiting?.values() ?? [])
      for (const frame of frames.values()) bytes += frame.length;
    return bytes;
  }

  /** For how many milliseconds the socket has not taken anything; 0 when it keeps up. */
  blockedForMs(): number {
    this.notice();
    this.resume();
    return this.blockedSince === null ? 0 : this.now() - this.blockedSince;
  }

  private notice(): void {
    if (this.blockedSince === null && this.wire.bufferedAmount > this.limits.highWaterBytes) {
      this.blockedSince = this.now();
    }
  }

  private resume(): void {
    if (this.blockedSince === null || this.wire.bufferedAmount > this.limits.lowWaterBytes) return;
    this.blockedSince = null;
    if (this.waiting === null) return;
    for (const [subscription, frames] of this.waiting) {
      for (const [id, frame] of frames) {
        this.notice();
        if (this.blockedSince !== null) return;
        frames.delete(id);
        this.wire.send(frame, this.onWritten);
      }
      this.waiting.delete(subscription);
    }
  }
}
