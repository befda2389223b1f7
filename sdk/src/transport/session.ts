import { NetworkError } from './errors.js';
import type { ClientOptions } from './fetch.js';
import type { Pace } from './retry.js';

/** A language the mall speaks: Chinese or English. */
export type LanguageCode = 'zh' | 'en';

/** What every request and every socket of one client says about who is asking. */
export interface Session {
  /** The storefront GraphQL address, ending in `/graphql`. */
  readonly url: string;
  /** The publishable or partner key. */
  readonly key: string;
  /** The chosen language; undefined leaves the choice to the browser and the mall. */
  readonly language: LanguageCode | undefined;
  /**
   * The member's current token, fetched on first need and then kept; undefined when nobody is signed in. Rejects with
   * NetworkError when it cannot be fetched in time; the next call fetches it anew.
   */
  readonly token: () => Promise<string | undefined>;
  /**
   * Drops a token the mall refused, named by the promise that `token` gave for it; true when a new one can be fetched by
   * calling `token` again.
   */
  readonly forget: (refused: Promise<string | undefined>) => boolean;
  /** Chooses another language; open live subscriptions reconnect with it. */
  readonly setLanguage: (language: LanguageCode) => void;
  /** Drops the token because somebody signed in or out; open live subscriptions reconnect. */
  readonly memberChanged: () => void;
  /** How often `memberChanged` was called: what was begun at another count was begun for somebody else. */
  readonly changes: () => number;
  /** Calls back whenever the member or the language changes, until the returned function is called. */
  readonly onChange: (listener: () => void) => () => void;
}

/** Brings a member's token, or nothing when nobody is signed in; usually asks the brand's own backend. */
export type GetMemberToken = () => string | null | undefined | Promise<string | null | undefined>;

/** Absolute in pages, so that requests and the socket always mean the same address. */
function addressOf(endpoint: string): string {
  // The same base as for `fetch`; outside of pages and workers there is none.
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  const address = `${endpoint.replace(/\/$/, '')}/graphql`;
  // A page that is rendered on a server makes its mall there, too, and asks it nothing until it is a page.
  if (base === undefined && address.startsWith('/')) return address;
  try {
    const { href, protocol } = new URL(address, base);
    if (/^https?:$/.test(protocol)) return href;
  } catch {
    // Not an address at all: refused like one of another scheme.
  }
  throw new TypeError(
    `The endpoint "${endpoint}" is neither an http(s) address nor, in a page, a relative one.`,
  );
}

/** Makes the session of one client; fetching a token may take as long as one try of a request. */
export function createSession(options: ClientOptions, pace: Pace, timeoutMs: number): Session {
  const { endpoint, publishableKey: key, getMemberToken } = options;
  let { language } = options;
  const listeners = new Set<() => void>();
  let changes = 0;
  let current: Promise<string | undefined> | undefined;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  async function fetchToken(): Promise<string | undefined> {
    if (!getMemberToken) return undefined;
    let cancel = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = pace.schedule(() => reject(new Error('`getMemberToken` took too long.')), timeoutMs);
    });
    try {
      return (await Promise.race([getMemberToken(), late])) ?? undefined;
    } catch (cause) {
      throw new NetworkError('The member token could not be fetched.', undefined, { cause });
    } finally {
      cancel();
    }
  }

  return {
    url: addressOf(endpoint),
    key,
    get language() {
      return language;
    },
    token() {
      if (current) return current;
      const mine = (current = fetchToken());
      // A failed fetch must not be remembered, or every later call would fail with it.
      mine.catch(() => {
        if (current === mine) current = undefined;
      });
      return mine;
    },
    forget(refused) {
      // Several requests may be refused at once for the same old token; only the first one drops it.
      if (current === refused) current = undefined;
      return getMemberToken !== undefined;
    },
    setLanguage(next) {
      language = next;
      changed();
    },
    changes: () => changes,
    memberChanged() {
      changes += 1;
      current = undefined;
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
