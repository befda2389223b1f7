import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { closing } from './close-codes.js';
import type { ServerMessage } from './messages.js';
import { Outlet, type OutletLimits, type Wire } from './outlet.js';
import type { Credentials, LiveSession } from './session.js';
import { textFrame } from './text-frame.js';

export interface ConnectionLimits extends OutletLimits {
  /** A socket that has been blocked for so long is closed. */
  slowMs: number;
  /** How often it is asked again whether key and token are still good. */
  renewMs: number;
  /** Above this many buffered bytes, answers to the client's own messages included, a socket is cut off at once. */
  cutOffBytes: number;
  /** Time for connection_init. */
  initMs: number;
}

/** What runs under an id that the client chose. */
export interface Running {
  begin(): void;
  end(): void;
}

/** What a client was let in with. */
export interface Pass {
  session: LiveSession;
  credentials: Credentials;
}

/** One socket: what the protocol says over it, and what the sweep looks at. There are thousands, so it is kept small. */
export class Connection implements Wire {
  readonly outlet: Outlet;
  private pass: Pass | null = null;
  private admittedAt = 0;
  private readonly openedAt: number;
  private greeted = false;
  /** Since a sign of life. */
  private silentBeats = 0;
  private closingSince: number | null = null;
  /** By the id that the client chose; made for the first one. */
  private running: Map<string, Running> | null = null;

  constructor(
    /** Counts the sockets of a process. */
    readonly number: number,
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    private readonly limits: ConnectionLimits,
    private readonly now: () => number,
  ) {
    this.outlet = new Outlet(this, limits, now);
    this.openedAt = now();
  }

  get bufferedAmount(): number {
    return this.stream.writableLength;
  }

  /**
   * Whole frames go past ws straight into the stream: with compression off it keeps nothing back, so they cannot get in
   * between the parts of another message, and one buffer costs less than the two that ws would write.
   */
  send(frame: Buffer, written: () => void): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    // Nobody waits for a small frame that finds nothing before it, and not to be told is cheaper.
    if (this.stream.writableLength === 0 && frame.length <= this.limits.lowWaterBytes) {
      this.stream.write(frame);
    } else {
      this.stream.write(frame, written);
    }
  }

  cork(): void {
    this.stream.cork();
  }

  uncork(): void {
    this.stream.uncork();
  }

  get blocked(): boolean {
    return this.outlet.blocked;
  }

  /** False when the client has introduced itself before. */
  greet(): boolean {
    const first = !this.greeted;
    this.greeted = true;
    return first;
  }

  /** Null until the client has been let in. */
  get session(): LiveSession | null {
    return this.pass?.session ?? null;
  }

  admit(pass: Pass): void {
    this.pass = pass;
    this.admittedAt = this.now();
  }

  /** What the client was let in with, when it is time to ask again whether that is still good. */
  passToRenew(): Pass | null {
    if (this.pass === null || this.closingSince !== null) return null;
    if (this.now() - this.admittedAt < this.limits.renewMs) return null;
    this.admittedAt = this.now();
    return this.pass;
  }

  /** How many subscriptions are open. */
  get subscriptions(): number {
    return this.running?.size ?? 0;
  }

  runningAs(id: string): Running | undefined {
    return this.running?.get(id);
  }

  run(id: string, running: Running): void {
    this.running ??= new Map<string, Running>();
    this.running.set(id, running);
  }

  /** False when something else or nothing runs under this id. */
  drop(id: string, running: Running): boolean {
    return this.runningAs(id) === running && this.running?.delete(id) === true;
  }

  /** The client is gone. */
  end(): void {
    const running = this.running;
    this.running = null;
    for (const each of running?.values() ?? []) each.end();
  }

  heard(): void {
    this.silentBeats = 0;
  }

  close({ code, reason }: { code: number; reason: string }): void {
    this.closingSince ??= this.now();
    this.socket.close(code, reason);
  }

  cutOff(): void {
    this.socket.terminate();
  }

  /** Ends what has to end; part of one sweep over all sockets. */
  inspect(now: Date): void {
    const expiresAt = this.session?.expiresAt ?? null;
    const blockedForMs = this.outlet.blockedForMs();
    if (this.closingSince !== null) {
      // Whoever does not answer the closing handshake is not waited for.
      if (this.now() - this.closingSince > this.limits.slowMs) this.socket.terminate();
    } else if (!this.greeted && this.now() - this.openedAt >= this.limits.initMs) {
      this.close(closing.initTimeout);
    } else if (expiresAt !== null && expiresAt <= now) {
      this.close(closing.expired);
    } else if (blockedForMs > this.limits.slowMs) {
      this.close(closing.tooSlow);
    }
  }

  /** Asks for a sign of life where there was none since the last time, or gives up when asking did not help. */
  beat(): void {
    this.silentBeats += 1;
    if (this.silentBeats === 1) return;
    // A question that still waits behind other bytes cannot have been answered, so it is given longer.
    const patience = this.bufferedAmount === 0 ? 2 : 5;
    if (this.silentBeats > patience) this.socket.terminate();
    else if (this.socket.readyState === WebSocket.OPEN) this.socket.ping();
  }

  /** Resolves when the bytes have left, which is what slows the logs down. */
  tell(message: ServerMessage): Promise<void> {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.resolve();
    if (this.bufferedAmount > this.limits.cutOffBytes) {
      this.socket.terminate();
      return Promise.resolve();
    }
    return new Promise((written) => {
      this.stream.write(textFrame(JSON.stringify(message)), () => written());
    });
  }
}
