import { setImmediate as othersTurn } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { PacedRun } from '../platform/paced-run.js';
import type { Timers } from '../platform/timers.js';
import { Broadcast, type Delivery, type Encode } from './broadcast.js';
import type { Executor } from './execute.js';
import type { LiveOperation } from './operations.js';
import type { LiveSource } from './source.js';
import type { Topic, Versioned } from './topic.js';
import { View, type Subscription } from './view.js';

export interface HubOptions {
  topics: readonly Topic[];
  executor: Executor;
  timers: Timers;
  onError: (error: unknown) => void;
  /** What outlets take of a message; default its bytes. */
  encode?: Encode;
  /** States of a topic are read at most once in this time; default 10 ms. */
  paceMs?: number;
}

/** Who watches what: reads each changed state once, executes once per audience, sends the same bytes to all of it. */
export class Hub {
  private readonly topics: ReadonlyMap<string, WatchedTopic>;

  constructor(options: HubOptions) {
    this.topics = new Map(options.topics.map((topic) => [topic.name, new WatchedTopic(topic, options)]));
  }

  /** What subscribers of this operation and these variables share; the one that others watch already, if there is one. */
  view(source: LiveSource, operation: LiveOperation, variables: Readonly<Record<string, unknown>>): View {
    return this.topic(source.topic).view(new View(source, operation, variables));
  }

  /** Snapshots first, then newer states, until `unwatch`. */
  watch(subscription: Subscription): void {
    this.topic(subscription.view.source.topic).add(subscription);
  }

  unwatch(subscription: Subscription): void {
    this.topic(subscription.view.source.topic).remove(subscription);
  }

  /** Ids by topic name that may have a newer state. */
  changed(changes: ReadonlyMap<string, Iterable<string>>): void {
    for (const [name, ids] of changes) this.topics.get(name)?.changed(ids);
  }

  /** Everything watched is read again; whoever is up to date gets nothing. */
  refreshAll(): void {
    for (const topic of this.topics.values()) topic.refreshAll();
  }

  /** Versions went back: whatever is read next is newer than what was told. */
  startOver(): void {
    for (const topic of this.topics.values()) topic.startOver();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.topics.values()].map((topic) => topic.stop()));
  }

  private topic(name: string): WatchedTopic {
    const topic = this.topics.get(name);
    if (topic === undefined) throw new Error(`There is no topic named ${name}.`);
    return topic;
  }
}

const idsPerRead = 500;
/** So many writes take a few milliseconds, after which requests get their turn. */
const sendsPerTurn = 500;

class WatchedTopic {
  private readonly views = new Map<string, View>();
  /** By id, then by audience key. */
  private readonly watched = new Map<string, Map<string, Broadcast>>();
  private readonly unread = new Set<string>();
  private readonly run: PacedRun;
  /** How many have left so far. */
  private departures = 0;

  constructor(
    private readonly topic: Topic,
    private readonly options: HubOptions,
  ) {
    this.run = new PacedRun(options.timers, options.paceMs ?? 10, () => this.readOn(), options.onError);
  }

  /** The view that others watch already, or this one. */
  view(view: View): View {
    return this.views.get(view.key) ?? view;
  }

  /** Registered before the snapshot is read, so that no change can fall between the two. */
  add(subscription: Subscription): void {
    const { view } = subscription;
    if (view.members.size === 0) this.views.set(view.key, view);
    view.members.add(subscription);
    for (const id of view.source.ids) {
      let broadcasts = this.watched.get(id);
      if (broadcasts === undefined) this.watched.set(id, (broadcasts = new Map<string, Broadcast>()));
      let broadcast = broadcasts.get(view.audienceKey);
      if (broadcast === undefined) {
        broadcast = new Broadcast(this.options.executor, this.options.encode ?? bytesOf);
        broadcasts.set(view.audienceKey, broadcast);
      }
      broadcast.add(subscription);
    }
    // A snapshot is nothing but a state newer than what the subscriber has, so newcomers share reads and executions too.
    this.changed(view.source.ids);
  }

  remove(subscription: Subscription): void {
    const { view } = subscription;
    this.departures += 1;
    view.members.delete(subscription);
    for (const id of view.source.ids) {
      const broadcasts = this.watched.get(id);
      const broadcast = broadcasts?.get(view.audienceKey);
      broadcast?.remove(subscription);
      if (broadcast?.empty === true) broadcasts?.delete(view.audienceKey);
      if (broadcasts?.size === 0) this.watched.delete(id);
    }
    if (view.members.size === 0 && this.views.get(view.key) === view) this.views.delete(view.key);
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

  startOver(): void {
    for (const broadcasts of this.watched.values()) {
      for (const broadcast of broadcasts.values()) broadcast.startOver();
    }
    this.refreshAll();
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
    const answers = await Promise.all(
      asked.map(({ id, broadcast, askers }) => this.answer(id, broadcast, states.get(id), askers)),
    );
    await this.send(answers.filter((answer) => answer !== null));
    return this.unread.size > 0;
  }

  private async answer(
    id: string,
    broadcast: Broadcast,
    state: Versioned | undefined,
    askers: ReadonlySet<Subscription>,
  ): Promise<AnsweredId | null> {
    try {
      const { departures } = this;
      const delivery = await broadcast.answer(state, askers);
      return delivery === null ? null : { ...delivery, id, departures };
    } catch (error) {
      // One audience's failure is no reason to keep the others waiting.
      this.options.onError(error);
      broadcast.fail(new GraphQLError('The state cannot be told.', { extensions: { code: 'INTERNAL' } }));
      return null;
    }
  }

  /** Thousands of subscriptions get theirs in several turns. */
  private async send(answers: readonly AnsweredId[]): Promise<void> {
    const [only] = answers;
    const turns = new Turns();
    if (only !== undefined && answers.length === 1) {
      for (const subscription of only.subscriptions) {
        if (turns.over()) await othersTurn();
        this.offer(subscription, only);
      }
      return;
    }
    for (const [subscription, own] of bySubscription(answers)) {
      if (turns.over()) await othersTurn();
      subscription.outlet.together(() => {
        for (const answer of own) this.offer(subscription, answer);
      });
    }
  }

  private offer(subscription: Subscription, { id, frames, departures }: AnsweredId): void {
    // Whoever left meanwhile is told nothing more; mostly nobody did, and thousands of sets need not be asked.
    if (this.departures !== departures && !subscription.view.members.has(subscription)) return;
    subscription.outlet.offer(subscription, id, frames.for(subscription.operationId));
  }
}

class Turns {
  private sent = 0;

  over(): boolean {
    this.sent += 1;
    return this.sent % sendsPerTurn === 0;
  }
}

/** An answer about one id. */
interface AnsweredId extends Delivery {
  readonly id: string;
  /** How many had left when it was found out who is to get it. */
  readonly departures: number;
}

/** What one subscription gets leaves together, with one call of the kernel. */
function bySubscription(answers: readonly AnsweredId[]): Map<Subscription, AnsweredId[]> {
  const plan = new Map<Subscription, AnsweredId[]>();
  for (const answer of answers) {
    for (const subscription of answer.subscriptions) {
      const own = plan.get(subscription);
      if (own === undefined) plan.set(subscription, [answer]);
      else own.push(answer);
    }
  }
  return plan;
}

function bytesOf(message: string): Buffer {
  return Buffer.from(message);
}
