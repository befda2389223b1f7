import { Channels, type Subscription, type WatchOptions } from './channel.js';
import { errorFrom, isRecord, NetworkError, RefusedError, UnauthorisedError, unreachable } from './errors.js';
import type { Client } from './fetch.js';
import { backoffMs, systemPace } from './retry.js';

/** What this package needs of a WebSocket; the browser's and the one of the `ws` package both fit. */
export interface WebSocketConnection {
  send(text: string): void;
  close(code?: number): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void;
}

/** A WebSocket class. */
export type WebSocketConstructor = new (url: string, protocol: string) => WebSocketConnection;

/** One socket to a mall, shared by everything that is watched; it opens with the first watch and heals itself. */
export interface Live {
  /**
   * Follows one subscription until the returned function is called. The functions named `watch…` are built on it and
   * are nearly always the better choice; use it for subscription documents of your own.
   */
  readonly watch: <Data, Variables>(
    subscription: Subscription<Data, Variables>,
    onData: (data: Data) => void,
    options?: WatchOptions,
  ) => () => void;
  /** Ends every watch and closes the socket; a later watch opens a new one. */
  readonly close: () => void;
}

/** Codes by which the server refuses the token or what was said; all others are resumed. */
const TOKEN_EXPIRED = 4403;
const UNAUTHORISED = 4401;
const BAD_REQUEST = 4400;

/** A silence of one to two beats means the peer is gone, which a browser does not notice by itself. */
const HEARTBEAT_MS = 15_000;
/** A page that changes its view drops all watches and makes new ones: the socket waits for them. */
const LINGER_MS = 3_000;

/** Makes the live side of a client; the socket opens with the first watch. */
export function createLive({ session, options }: Client): Live {
  const { schedule, random } = options.pace ?? systemPace;
  const channels = new Channels(send);
  let socket: WebSocketConnection | undefined;
  /** Counts connections, so that whatever still arrives for an earlier one is ignored. */
  let generation = 0;
  let acknowledged = false;
  let failures = 0;
  /** Whether a refused token has been replaced since the last delivery. */
  let renewed = false;
  let heard = false;
  let cancelBeat = (): void => undefined;
  let cancelTimer = (): void => undefined;

  function send(message: object): void {
    if (acknowledged) socket?.send(JSON.stringify(message));
  }

  function disconnect(): void {
    const old = socket;
    generation++;
    socket = undefined;
    acknowledged = false;
    cancelBeat();
    cancelTimer();
    old?.close(1000);
  }

  function connect(): void {
    disconnect();
    const mine = generation;
    channels.report(failures > 0 ? 'reconnecting' : 'connecting');
    const asked = session.token();
    asked
      .then((token) => void (mine === generation && dial(token, asked)))
      // Whatever keeps a socket from being opened may pass: it is told, and tried again.
      .catch((cause: unknown) => void (mine === generation && reconnectLater(unreachable(cause))));
  }

  function reconnectLater(error = acknowledged ? undefined : unopened()): void {
    disconnect();
    if (channels.size === 0) return;
    channels.report('reconnecting', error);
    const cancel = schedule(connect, backoffMs(failures++, random));
    // A phone that comes out of a tunnel need not wait for the timer.
    globalThis.addEventListener?.('online', connect);
    cancelTimer = () => {
      cancel();
      globalThis.removeEventListener?.('online', connect);
    };
  }

  function dial(token: string | undefined, asked: Promise<string | undefined>): void {
    const mine = generation;
    const opened = open();
    socket = opened;
    const ifCurrent = (act: () => void): void => {
      if (mine === generation) act();
    };
    opened.addEventListener('open', () =>
      ifCurrent(() => {
        const payload = { key: session.key, token, language: session.language };
        opened.send(JSON.stringify({ type: 'connection_init', payload }));
      }),
    );
    opened.addEventListener('message', ({ data }) => ifCurrent(() => receive(data)));
    opened.addEventListener('close', ({ code, reason }) =>
      ifCurrent(() => closed(code, reason, token, asked)),
    );
    // A failing socket always closes as well, and closing is what is acted upon.
    opened.addEventListener('error', () => undefined);
    heard = false;
    beat();
  }

  function open(): WebSocketConnection {
    const address = new URL(session.url);
    address.protocol = address.protocol.replace('http', 'ws');
    return new (socketClass())(address.href, 'graphql-transport-ws');
  }

  function socketClass(): WebSocketConstructor {
    const found: WebSocketConstructor | undefined = options.webSocket ?? globalThis.WebSocket;
    if (!found) throw new TypeError('No WebSocket here: pass one as the option `webSocket`.');
    return found;
  }

  function beat(): void {
    cancelBeat = schedule(() => {
      if (!heard) return reconnectLater();
      heard = false;
      if (acknowledged) forgive();
      send({ type: 'ping' });
      beat();
    }, HEARTBEAT_MS);
  }

  function closed(
    code: number,
    reason: string,
    token: string | undefined,
    asked: Promise<string | undefined>,
  ): void {
    const expired = code === TOKEN_EXPIRED;
    const refused = expired || code === UNAUTHORISED;
    // An expired token is renewed whenever it has expired, any other once: a refusal of the fresh one is final.
    const renewable = refused && (expired || (token !== undefined && !renewed)) && session.forget(asked);
    if (refused && !renewable) {
      end(new UnauthorisedError('UNAUTHENTICATED', reason || 'The mall refused the member token.'));
    } else if (code === BAD_REQUEST) {
      end(new RefusedError('BAD_REQUEST', 'The mall did not understand this client; is it too old?'));
    } else if (renewable && !renewed && channels.size > 0) {
      // Counted as a failure, so that a token refused twice in a row is not fetched in a tight loop.
      failures ||= 1;
      renewed = true;
      connect();
    } else {
      reconnectLater();
    }
  }

  /** All is well again, or begins anew: what went wrong before no longer counts. */
  function forgive(): void {
    failures = 0;
    renewed = false;
  }

  function end(error?: Error): void {
    forgive();
    disconnect();
    channels.endAll(error);
  }

  function receive(data: unknown): void {
    heard = true;
    const message = parsed(data);
    if (!isRecord(message)) return reconnectLater();
    const { type, payload } = message;
    const id = String(message['id']);
    if (type === 'connection_ack') {
      acknowledged = true;
      channels.subscribeAll();
      channels.report('live');
    } else if (type === 'ping') {
      send({ type: 'pong' });
    } else if (type === 'next' && isRecord(payload) && !payload['errors']) {
      forgive();
      channels.deliver(id, payload['data']);
    } else if (type === 'next' || type === 'error') {
      // After a delivery with errors the server still runs the subscription; it must not go on unheard.
      if (type === 'next') send({ id, type: 'complete' });
      failed(id, isRecord(payload) && payload['errors'] ? payload['errors'] : payload);
    } else if (type === 'complete') {
      channels.end(id);
      lingerWhenIdle();
    }
  }

  /** One subscription failed: try it again when the mall is merely busy, otherwise end it alone. */
  function failed(id: string, errors: unknown): void {
    const error = errorFrom(errors);
    if (error instanceof NetworkError) {
      const mine = generation;
      const wait = Math.max(error.retryAfterMs ?? 0, backoffMs(channels.failure(id, error), random));
      schedule(() => void (mine === generation && channels.subscribe(id)), wait);
    } else {
      channels.end(id, error);
      lingerWhenIdle();
    }
  }

  function lingerWhenIdle(): void {
    if (channels.size > 0) return;
    cancelTimer();
    if (acknowledged) cancelTimer = schedule(disconnect, LINGER_MS);
    else disconnect();
  }

  session.onChange(() => {
    channels.forgetVersions();
    forgive();
    if (channels.size > 0) connect();
    else disconnect();
  });

  return {
    watch(subscription, onData, watchOptions) {
      socketClass();
      const idle = channels.size === 0;
      const stop = channels.add(subscription, onData, watchOptions);
      if (idle) {
        if (acknowledged) cancelTimer();
        else connect();
      }
      return () => {
        stop();
        lingerWhenIdle();
      };
    },
    close: () => end(),
  };
}

function unopened(): NetworkError {
  return new NetworkError('No connection to the mall could be opened.');
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
