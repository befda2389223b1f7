import { WebSocket, type RawData } from 'ws';
import type { WebSocket as GraphqlSocket } from 'graphql-ws';
import { closing } from './close-codes.js';
import { Outlet, type OutletLimits } from './outlet.js';
import type { Credentials, LiveSession } from './session.js';

export interface ConnectionLimits extends OutletLimits {
  /** A socket that has been blocked for so long is closed. */
  slowMs: number;
  /** How often it is asked again whether key and token are still good. */
  renewMs: number;
  /** Above this many buffered bytes, answers to the client's own messages included, a socket is cut off at once. */
  cutOffBytes: number;
}

/** One socket: what graphql-ws needs of it, and what the sweep looks at. */
export class Connection {
  private admitted: { session: LiveSession; credentials: Credentials; at: number } | null = null;
  readonly outlet: Outlet;
  private silentBeats = 0;
  private closingSince: number | null = null;

  constructor(
    private readonly socket: WebSocket,
    private readonly limits: ConnectionLimits,
    private readonly now: () => number,
    private readonly onError: (error: unknown) => void,
  ) {
    this.outlet = new Outlet(
      {
        get bufferedAmount() {
          return socket.bufferedAmount;
        },
        send: (frame, written) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(frame, asText, written);
        },
      },
      limits,
      now,
    );
    socket.on('pong', () => {
      this.silentBeats = 0;
    });
    // A broken connection also emits close, which is where things are put away.
    socket.on('error', () => undefined);
  }

  get blocked(): boolean {
    return this.outlet.blocked;
  }

  /** Null until the client has been let in. */
  get session(): LiveSession | null {
    return this.admitted?.session ?? null;
  }

  admit(session: LiveSession, credentials: Credentials): void {
    this.admitted = { session, credentials, at: this.now() };
  }

  /** What the client was let in with, when it is time to ask again whether that is still good. */
  credentialsToRenew(): Credentials | null {
    if (this.admitted === null || this.closingSince !== null) return null;
    if (this.now() - this.admitted.at < this.limits.renewMs) return null;
    this.admitted.at = this.now();
    return this.admitted.credentials;
  }

  /** As graphql-ws sees it; its sends resolve when the bytes have left, which is what slows the logs down. */
  protocol(): GraphqlSocket {
    return {
      protocol: this.socket.protocol,
      send: (text) => this.send(text),
      close: (code = closing.restart.code, reason = '') => this.close({ code, reason }),
      onMessage: (handle) => {
        this.socket.on('message', (data) => {
          this.silentBeats = 0;
          handle(textOf(data)).catch((error: unknown) => {
            this.onError(error);
            this.close(closing.unavailable);
          });
        });
      },
    };
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
    } else if (expiresAt !== null && expiresAt <= now) {
      this.close(closing.expired);
    } else if (blockedForMs > this.limits.slowMs) {
      this.close(closing.tooSlow);
    }
  }

  /** Asks for a sign of life, or gives up when there was none since the last time. */
  beat(): void {
    // A question that still waits behind other bytes cannot have been answered, so it is given longer.
    const patience = this.socket.bufferedAmount === 0 ? 1 : 4;
    if (this.silentBeats >= patience) this.socket.terminate();
    else if (this.socket.readyState === WebSocket.OPEN) {
      this.silentBeats += 1;
      this.socket.ping();
    }
  }

  private send(text: string): Promise<void> {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.resolve();
    if (this.socket.bufferedAmount > this.limits.cutOffBytes) {
      this.socket.terminate();
      return Promise.resolve();
    }
    return new Promise((written) => {
      this.socket.send(text, () => written());
    });
  }
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString();
  return Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString();
}

const asText = { binary: false, compress: false };
