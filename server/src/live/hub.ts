import { GraphQLError } from 'graphql';
import { PacedRun } from '../platform/paced-run.js';
import type { Timers } from '../platform/timers.js';
import { Broadcast, type Subscription } from './broadcast.js';
import type { Executor } from './execute.js';
import type { Topic, Versioned } from './topic.js';

export interface HubOptions {
  topics: readonly Topic[];
  executor: Executor;
  timers: Timers;
  onError: (error: unknown) => void;
  /** States of a topic are read at most once in this time; default 10 ms. */
  paceMs?: number;
}

/** Who watches what: reads each changed state once, executes once per audience, sends the same bytes to all of it. */
export class Hub {
  private readonly topics: ReadonlyMap<string, WatchedTopic>;

  constructor(options: HubOptions) {
    this.topics = new Map(options.topics.map((topic) => [topic.name, new WatchedTopic(topic, options)]));
  }

  /** Snapshots first, then newer states, until the returned function is called. */
  watch(subscription: Subscription): () => void {
    const topic = this.topics.get(subscription.source.topic);
    if (topic === undefined) throw new Error(`There is no topic named ${subscription.source.topic}.`);
    topic.add(subscription);
    return () => topic.remove(subscription);
  }

  /** Ids by topic name that may have a newer state. */
  changed(changes: ReadonlyMap<string, Iterable<string>>): void {
    for (const [name, ids] of changes) this.topics.get(name)?.changed(ids);
  }

  /** Everything watched is read again; whoever is up to date gets nothing. */
  refreshAll(): void {
    for (const topic of this.topics.values()) topic.refreshAll();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.topics.values()].map((topic) => topic.stop()));
  }
}

const idsPerRead = 500;

class WatchedTopic {
  /** By id, then by audience key. */
  private readonly watched = new Map<string, Map<string, Broadcast>>();
  private readonly unread = new Set<string>();
  private readonly run: PacedRun;

  constructor(
    private readonly topic: Topic,
    private readonly options: HubOptions,
  ) {
    this.run = new PacedRun(options.timers, options.paceMs ?? 10, () => this.readOn(), options.onError);
  }

  /** Registered before the snapshot is read, so that no change can fall between the two. */
  add(subscription: Subscription): void {
    for (const id of subscription.source.ids) {
      let broadcasts = this.watched.get(id);
      if (broadcasts === undefined) this.watched.set(id, (broadcasts = new Map<string, Broadcast>()));
      let broadcast = broadcasts.get(subscription.audienceKey);
      if (broadcast === undefined) {
        broadcast = new Broadcast(id, this.options.executor);
        broadcasts.set(subscription.audienceKey, broadcast);
      }
      broadcast.add(subscription);
    }
    // A snapshot is nothing but a state newer than what the subscriber has, so newcomers share reads and executions too.
    this.changed(subscription.source.ids);
  }

  remove(subscription: Subscription): void {
    for (const id of subscription.source.ids) {
      const broadcasts = this.watched.get(id);
      const broadcast = broadcasts?.get(subscription.audienceKey);
      broadcast?.remove(subscription);
      if (broadcast?.empty === true) broadcasts?.delete(subscription.audienceKey);
      if (broadcasts?.size === 0) this.watched.delete(id);
    }
    subscription.outlet.forget(subscription);
  }

  changed(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.watched.has(id)) this.unread.add(id);
    }
    if (this.unread.size > 0) this.run.wake();
  }

  refreshAll(): void {
    this.changed(this.watched.keys());
  }

  stop(): Promise<void> {
    return this.run.stop();
  }

  private async readOn(): Promise<boolean> {
    const ids = [...this.unread].slice(0, idsPerRead);
    for (const id of ids) this.unread.delete(id);
    const asked = ids.flatMap((id) =>
      [...(this.watched.get(id)?.values() ?? [])].map((broadcast) => ({
        id,
        broadcast,
        askers: broadcast.newcomers(),
      })),
    );
    let states: Map<string, Versioned>;
    try {
      states = await this.topic.read(ids);
    } catch (error) {
      for (const id of ids) this.unread.add(id);
      throw error;
    }
    await Promise.all(asked.map(({ id, broadcast, askers }) => this.send(broadcast, states.get(id), askers)));
    return this.unread.size > 0;
  }

  private async send(
    broadcast: Broadcast,
    state: Versioned | undefined,
    askers: ReadonlySet<Subscription>,
  ): Promise<void> {
    try {
      await broadcast.send(state, askers);
    } catch (error) {
      // One audience's failure is no reason to keep the others waiting.
      this.options.onError(error);
      broadcast.fail(new GraphQLError('The state cannot be told.', { extensions: { code: 'INTERNAL' } }));
    }
  }
}
