import type { TypedDocument } from './document.js';
import { errorFrom, isRecord, NetworkError, RefusedError, UnauthorisedError, unreachable } from './errors.js';
import { orAborted, type Pace, retrying, systemPace } from './retry.js';
import { createSession, type GetMemberToken, type LanguageCode, type Session } from './session.js';
import type { WebSocketConstructor } from './socket.js';

/** How to reach a mall. */
export interface ClientOptions {
  /**
   * The origin the mall is served from, for example `https://mall.example.com`. In a page it may be relative, and `''`
   * means the page's own origin; everywhere else it is an http(s) address.
   */
  readonly endpoint: string;
  /** The brand's publishable key (`pk_…`), or a partner key (`pt_…`) for the stock feed. Never a secret key. */
  readonly publishableKey: string;
  /**
   * Brings the token of the signed-in member, or null when nobody is. Called once, then again when it failed, when the
   * mall has refused the token (once for all that was asked with it) and after `memberChanged()`. Without it the client
   * is anonymous.
   */
  readonly getMemberToken?: GetMemberToken;
  /** The language of titles, descriptions and messages; left out, the mall's default or the browser's language. */
  readonly language?: LanguageCode;
  /** An own `fetch`, for example one bound to a server-side request; left out, the global one. */
  readonly fetch?: typeof fetch;
  /** A WebSocket class for places without a global one (Node 20: `import WebSocket from 'ws'`); only live needs it. */
  readonly webSocket?: WebSocketConstructor;
  /** How long one try of one request, or fetching its token, may take in milliseconds; 15,000 when left out. */
  readonly timeoutMs?: number;
  /** Where time and chance come from; left out, the platform's. Meant for tests. */
  readonly pace?: Pace;
}

/** What can be said about a single request. */
export interface RequestOptions {
  /** Aborting it rejects the call with the signal's reason, also while it waits for a token or a retry. */
  readonly signal?: AbortSignal;
}

/** Speaks to one mall over HTTP; every operation of this package takes one as its first argument. */
export interface Client {
  /**
   * Sends one operation and gives its data. Works with documents of your own as well; a mutation must carry an
   * idempotency key in its variables, because the same variables are sent again on a retry.
   *
   * @throws {NetworkError} the mall stayed out of reach or busy through every retry
   * @throws {RefusedError} the request as a whole was refused, for example malformed input
   * @throws {UnauthorisedError} the key or the member token was not accepted, or `memberChanged()` was called before a mutation was sent, or sent again
   */
  readonly request: <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ) => Promise<Data>;
  /** Switches the language of everything asked from now on; live subscriptions reconnect with it. */
  readonly setLanguage: (language: LanguageCode) => void;
  /** Say this after the member signed in or out: the token is fetched anew and live subscriptions reconnect. */
  readonly memberChanged: () => void;
  /** Who is asking: shared with the live connection made by `createLive`. */
  readonly session: Session;
  /** The options this client was made with. */
  readonly options: ClientOptions;
}

/**
 * Makes a client for one mall; nothing is sent before the first request.
 *
 * @throws {TypeError} the endpoint is no http(s) address, and not a relative one in a page either
 */
export function createClient(options: ClientOptions): Client {
  const { pace = systemPace, timeoutMs = 15_000 } = options;
  const session = createSession(options, pace, timeoutMs);

  async function attempt(body: string, sameMember: () => void, signal?: AbortSignal): Promise<unknown> {
    const asked = session.token();
    const token = await orAborted(asked, signal);
    // Asked when the token is there: it may be that of somebody who signed in while it was fetched.
    sameMember();
    try {
      return await send(token, body, signal);
    } catch (error) {
      const expired = error instanceof UnauthorisedError && error.code === 'UNAUTHENTICATED';
      if (!expired || token === undefined || !session.forget(asked)) throw error;
      const renewed = await orAborted(session.token(), signal);
      sameMember();
      return send(renewed, body, signal);
    }
  }

  /** One HTTP exchange: posts the body and gives `data`, or throws one of the three errors. */
  async function send(token: string | undefined, body: string, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    const abort = new AbortController();
    const forward = (): void => abort.abort(signal?.reason);
    signal?.addEventListener('abort', forward);
    const cancelTimeout = pace.schedule(() => abort.abort(), timeoutMs);
    try {
      const response = await (options.fetch ?? fetch)(session.url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Jifen-Key': session.key,
          ...(session.language && { 'Accept-Language': session.language }),
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        },
        body,
        signal: abort.signal,
      });
      return dataOf(response.status, await response.text());
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof RefusedError || cause instanceof UnauthorisedError) throw cause;
      throw unreachable(cause);
    } finally {
      cancelTimeout();
      signal?.removeEventListener('abort', forward);
    }
  }

  return {
    async request<Data, Variables>(
      document: TypedDocument<Data, Variables>,
      variables: Variables,
      { signal }: RequestOptions = {},
    ): Promise<Data> {
      const body = JSON.stringify({ query: document, variables });
      const began = session.changes();
      // What one member wanted done must not be tried again in another's name; what is only read may be.
      const sameMember = (): void => {
        if (session.changes() === began || !/\bmutation\b/.test(document)) return;
        throw new UnauthorisedError('UNAUTHENTICATED', 'Somebody signed in or out before this was answered.');
      };
      // The shape is what codegen derived from the schema for exactly this document.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return (await retrying(() => attempt(body, sameMember, signal), pace, signal)) as Data;
    },
    setLanguage: session.setLanguage,
    memberChanged: session.memberChanged,
    session,
    options,
  };
}

function dataOf(status: number, text: string): unknown {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    // A proxy answered with a page of its own; the status alone decides below.
  }
  if (isRecord(answer)) {
    if (answer['errors']) throw errorFrom(answer['errors']);
    if (answer['data']) return answer['data'];
  }
  const message = `The mall answered with HTTP status ${status}.`;
  if (status === 401 || status === 403) {
    throw new UnauthorisedError(status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN', message);
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    throw new RefusedError(`HTTP_${status}`, message);
  }
  throw new NetworkError(message);
}
