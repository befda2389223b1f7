import { GraphQLError } from 'graphql';
import type { Executor } from './execute.js';
import type { Versioned } from './topic.js';
import type { Subscription, View } from './view.js';

/** Makes of a message what outlets take. */
export type Encode = (message: string) => Buffer;

/** An answer and who is to get it. */
export interface Delivery {
  readonly subscriptions: readonly Subscription[];
  readonly frames: Frames;
}

/** Older than every state. */
const nothingYet = -1;

/** One id for one audience: everyone in it gets the same answer. */
export class Broadcast {
  private readonly views = new Set<View>();
  /** Those who wait for their first state. */
  private readonly waiting = new Set<Subscription>();
  /** What everybody but the newcomers has been given. */
  private version = nothingYet;

  constructor(
    private readonly executor: Executor,
    private readonly encode: Encode,
  ) {}

  get empty(): boolean {
    return this.views.size === 0;
  }

  add(subscription: Subscription): void {
    this.views.add(subscription.view);
    this.waiting.add(subscription);
  }

  remove(subscription: Subscription): void {
    this.waiting.delete(subscription);
    if (subscription.view.members.size === 0) this.views.delete(subscription.view);
  }

  fail(error: GraphQLError): void {
    for (const view of this.views) {
      for (const subscription of view.members) subscription.fail(error);
    }
  }

  /** The next state counts, whatever its version. */
  startOver(): void {
    this.version = nothingYet;
  }

  newcomers(): ReadonlySet<Subscription> {
    return new Set(this.waiting);
  }

  /**
   * The state as an answer for all who have an older one or none; undefined: it does not exist. Only those who asked before
   * it was read are told that it does not exist: it may have been made since.
   */
  async answer(current: Versioned | undefined, askers: ReadonlySet<Subscription>): Promise<Delivery | null> {
    if (current === undefined) {
      for (const subscription of askers) subscription.fail(notFound());
      return null;
    }
    const subscriptions = this.due(current);
    const [first] = subscriptions;
    if (first === undefined) return null;
    const { operation, variables } = first.view;
    const result = await this.executor.run({
      document: operation.document,
      operationName: operation.operationName,
      variableValues: variables,
      contextValue: first.context(),
      rootValue: current.state,
    });
    const payload = JSON.stringify(this.executor.format(result));
    return { subscriptions, frames: new Frames(payload, this.encode) };
  }

  private due(current: Versioned): Subscription[] {
    const newcomers: Subscription[] = [];
    for (const subscription of this.newcomers()) {
      if (!subscription.view.source.permits(current.state)) {
        subscription.fail(notFound());
      } else if (this.waiting.delete(subscription)) {
        newcomers.push(subscription);
      }
    }
    if (current.version <= this.version) return newcomers;
    this.version = current.version;
    const all: Subscription[] = [];
    for (const { members } of this.views) {
      for (const subscription of members) if (!this.waiting.has(subscription)) all.push(subscription);
    }
    return all;
  }
}

function notFound(): GraphQLError {
  return new GraphQLError('There is nothing to watch under this id.', { extensions: { code: 'NOT_FOUND' } });
}

/** The same answer as `next` messages: subscriptions that chose the same operation id share the same bytes. */
export class Frames {
  private readonly byOperationId = new Map<string, Buffer>();
  /** What was asked for last, which is mostly what is asked for next. */
  private last: { operationId: string; frame: Buffer } | null = null;

  constructor(
    private readonly payload: string,
    private readonly encode: Encode,
  ) {}

  for(operationId: string): Buffer {
    if (this.last?.operationId === operationId) return this.last.frame;
    let frame = this.byOperationId.get(operationId);
    if (frame === undefined) {
      frame = this.encode(`{"id":${JSON.stringify(operationId)},"type":"next","payload":${this.payload}}`);
      this.byOperationId.set(operationId, frame);
    }
    this.last = { operationId, frame };
    return frame;
  }
}
