import type { TypedDocument } from './document.js';

/**
 * Where a watch stands: `connecting` for the first time, `live` (states arrive), `reconnecting` after a loss (the last
 * state shown may be old), `closed` for good (unsubscribed by the server, refused, or closed by you).
 */
export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'closed';

/** What else a watch can report. */
export interface WatchOptions {
  /**
   * Told every change of the status, the present one first. `error` says why a watch was closed against your will. It
   * also comes with `reconnecting`: a NetworkError, whenever no socket could be opened, with what was thrown as its
   * `cause`, for example by `getMemberToken`, and whenever the mall is too busy for this watch or the socket carries too many.
   */
  readonly onStatus?: (status: LiveStatus, error?: Error) => void;
}

/** A subscription operation and what is needed to resume it. */
export interface Subscription<Data, Variables> {
  readonly document: TypedDocument<Data, Variables>;
  readonly variables: Variables;
  /**
   * For counters: which topic a delivery is about and its version, a decimal string that only grows. Deliveries not
   * newer than the last one of their topic are dropped, and equal subscriptions share one.
   */
  readonly versionOf?: (data: Data) => { readonly topic: string; readonly version: string };
  /** For logs: the variables with which to go on behind this delivery. A log is never shared. */
  readonly resumeFrom?: (data: Data) => Variables;
}

/** A listener and a subscription of any data: the channel only carries it from the socket to those who know it. */
interface Listener {
  onData(data: unknown): void;
  readonly onStatus: WatchOptions['onStatus'];
  /** Whether it was told the present status: before that, a change would be told twice. */
  greeted: boolean;
}

interface AnySubscription {
  readonly document: string;
  readonly variables: unknown;
  versionOf?(data: unknown): { readonly topic: string; readonly version: string };
  resumeFrom?(data: unknown): unknown;
}

interface Channel {
  readonly key: string;
  readonly subscription: AnySubscription;
  variables: unknown;
  failures: number;
  /** Why the mall does not take this subscription now, though the socket is open. */
  trouble: Error | undefined;
  readonly listeners: Set<Listener>;
  /** The newest delivery of each topic: what a late listener sees first and what decides about staleness. */
  readonly latest: Map<string, Seen>;
}

interface Seen {
  readonly version: string;
  readonly data: unknown;
  /** From before the subscription was begun anew. */
  before?: boolean;
}

/** The `versionOf` of a subscription that is about one thing. */
export function versionOf({ state }: { readonly state: { readonly version: string } }): {
  readonly topic: string;
  readonly version: string;
} {
  return { topic: '', version: state.version };
}

/** Compares decimal strings without leading zeros; they may be longer than a number can hold. */
function isNewer(version: string, seen: string): boolean {
  return version.length === seen.length ? version > seen : version.length > seen.length;
}

/** Runs a listener; what it throws surfaces like an error in any event listener and stops nobody else. */
function run(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Tells those of a channel who were told the status before. */
function tell({ listeners }: Channel, status: LiveStatus, error?: Error): void {
  for (const { greeted, onStatus } of Array.from(listeners)) {
    if (greeted) run(() => onStatus?.(status, error));
  }
}

/** The subscriptions that share a socket, each with its listeners and the newest state they were given. */
export class Channels {
  #channels = new Map<string, Channel>();
  #lastId = 0;
  #status: LiveStatus = 'connecting';
  #error: Error | undefined;
  readonly #send: (message: object) => void;

  constructor(send: (message: object) => void) {
    this.#send = send;
  }

  get size(): number {
    return this.#channels.size;
  }

  /** Adds a listener, to an equal running subscription when there is one; returns how to remove it. */
  add<Data, Variables>(
    subscription: Subscription<Data, Variables>,
    onData: (data: Data) => void,
    options?: WatchOptions,
  ): () => void {
    const { document, variables } = subscription;
    const key = subscription.resumeFrom ? '' : JSON.stringify([document, variables]);
    let [id, channel] = [...this.#channels].find(([, one]) => key !== '' && one.key === key) ?? [];
    const listener: Listener = { onData, onStatus: options?.onStatus, greeted: false };
    if (id === undefined || !channel) {
      id = String(++this.#lastId);
      channel = {
        key,
        subscription,
        variables,
        failures: 0,
        trouble: undefined,
        listeners: new Set(),
        latest: new Map(),
      };
      this.#channels.set(id, channel);
      this.subscribe(id);
    }
    const [joinedId, joined] = [id, channel];
    joined.listeners.add(listener);
    queueMicrotask(() => this.#greet(joined, listener));
    return () => this.#remove(joinedId, joined, listener);
  }

  /** Tells a new listener the present status and states, as if it had been there from the start. */
  #greet(channel: Channel, listener: Listener): void {
    const states = [...channel.latest.values()];
    listener.greeted = true;
    const { trouble } = channel;
    const status = trouble ? 'reconnecting' : this.#status;
    if (channel.listeners.has(listener)) run(() => listener.onStatus?.(status, trouble ?? this.#error));
    for (const { data } of states) {
      if (channel.listeners.has(listener)) run(() => listener.onData(data));
    }
  }

  #remove(id: string, channel: Channel, listener: Listener): void {
    channel.listeners.delete(listener);
    if (channel.listeners.size === 0 && this.#channels.delete(id)) this.#send({ id, type: 'complete' });
  }

  subscribe(id: string): void {
    const channel = this.#channels.get(id);
    if (!channel) return;
    const payload = { query: channel.subscription.document, variables: channel.variables };
    for (const seen of channel.latest.values()) seen.before = true;
    this.#send({ id, type: 'subscribe', payload });
  }

  subscribeAll(): void {
    for (const id of this.#channels.keys()) this.subscribe(id);
  }

  /** Counts a failure of one subscription, tells its listeners, and gives how many came before it in a row. */
  failure(id: string, error: Error): number {
    const channel = this.#channels.get(id);
    if (!channel) return 0;
    channel.trouble = error;
    tell(channel, 'reconnecting', error);
    return channel.failures++;
  }

  deliver(id: string, data: unknown): void {
    const channel = this.#channels.get(id);
    if (!channel) return;
    channel.failures = 0;
    if (channel.trouble) {
      channel.trouble = undefined;
      tell(channel, this.#status);
    }
    const { subscription } = channel;
    if (subscription.versionOf) {
      const { topic, version } = subscription.versionOf(data);
      const seen = channel.latest.get(topic);
      if (seen && !seen.before && !isNewer(version, seen.version)) return;
      channel.latest.set(topic, { version, data });
      // What a subscription begins with is the present, even where its version is lower: the mall may have had to go back to a backup.
      if (seen?.before && JSON.stringify(data) === JSON.stringify(seen.data)) return;
    }
    // The cursor moves before the listeners run: a listener that throws must not make the log repeat itself.
    if (subscription.resumeFrom) channel.variables = subscription.resumeFrom(data);
    for (const listener of Array.from(channel.listeners)) run(() => listener.onData(data));
  }

  report(status: LiveStatus, error?: Error): void {
    if (status === this.#status && !error) return;
    this.#status = status;
    this.#error = error;
    for (const channel of this.#channels.values()) {
      const known = channel.trouble !== undefined && status === 'reconnecting' && !error;
      // It is begun anew with the socket.
      channel.trouble = undefined;
      if (!known) tell(channel, status, error);
    }
  }

  end(id: string, error?: Error): void {
    const channel = this.#channels.get(id);
    if (!channel) return;
    const listeners = [...channel.listeners];
    // Emptied, so that a listener who is still to be greeted hears nothing after the end.
    channel.listeners.clear();
    this.#channels.delete(id);
    for (const { onStatus } of listeners) run(() => onStatus?.('closed', error));
  }

  endAll(error?: Error): void {
    for (const id of Array.from(this.#channels.keys())) this.end(id, error);
  }

  /** Another member or language: the same version may now carry other content. */
  forgetVersions(): void {
    for (const { latest } of this.#channels.values()) latest.clear();
  }
}
