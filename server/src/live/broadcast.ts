import { GraphQLError } from 'graphql';
import type { Executor } from './execute.js';
import type { LiveOperation } from './operations.js';
import type { Outlet } from './outlet.js';
import type { LiveSource } from './source.js';
import type { Versioned } from './topic.js';

/** One `subscribe` message of one socket that watches states. */
export interface Subscription {
  /** As the client named it. */
  readonly operationId: string;
  readonly source: LiveSource;
  readonly operation: LiveOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Equal for subscriptions that get the same bytes for the same state. */
  readonly audienceKey: string;
  readonly outlet: Outlet;
  /** Made anew for every execution, so that nothing read for an earlier state is reused. */
  context(): object;
  /** Ends the subscription with an error. */
  fail(error: GraphQLError): void;
}

export function audienceKey(
  operation: LiveOperation,
  source: LiveSource,
  variables: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify([
    operation.id,
    source.audience,
    operation.answerVariables.map((name) => variables[name] ?? null),
  ]);
}

const nothingYet = -1;

/** One id for one audience: everyone in it gets the same answer. */
export class Broadcast {
  /** The version each subscription has been given. */
  private readonly given = new Map<Subscription, number>();

  constructor(
    private readonly id: string,
    private readonly executor: Executor,
  ) {}

  get empty(): boolean {
    return this.given.size === 0;
  }

  add(subscription: Subscription): void {
    this.given.set(subscription, nothingYet);
  }

  remove(subscription: Subscription): void {
    this.given.delete(subscription);
  }

  fail(error: GraphQLError): void {
    for (const subscription of this.given.keys()) subscription.fail(error);
  }

  /** Those who wait for their first state. */
  newcomers(): Set<Subscription> {
    return new Set([...this.given].filter(([, version]) => version === nothingYet).map(([who]) => who));
  }

  /**
   * Gives the state to all who have an older one or none; undefined: it does not exist. Only those who asked before it was
   * read are told that it does not exist: it may have been made since.
   */
  async send(current: Versioned | undefined, askers: ReadonlySet<Subscription>): Promise<void> {
    const due = this.due(current, askers);
    const [first] = due;
    if (current === undefined || first === undefined) return;
    const result = await this.executor.run({
      document: first.operation.document,
      operationName: first.operation.operationName,
      variableValues: first.variables,
      contextValue: first.context(),
      rootValue: current.state,
    });
    const frames = new Frames(JSON.stringify(this.executor.format(result)));
    for (const subscription of due) {
      // Whoever left during the execution is in the list no more.
      if (!this.isOlder(subscription, current.version)) continue;
      this.given.set(subscription, current.version);
      subscription.outlet.offer(subscription, this.id, frames.for(subscription.operationId));
    }
  }

  private due(current: Versioned | undefined, askers: ReadonlySet<Subscription>): Subscription[] {
    if (current === undefined) {
      for (const subscription of askers) subscription.fail(notFound());
      return [];
    }
    const due: Subscription[] = [];
    for (const [subscription, version] of this.given) {
      if (version === nothingYet && !subscription.source.permits(current.state)) {
        subscription.fail(notFound());
      } else if (version < current.version) {
        due.push(subscription);
      }
    }
    return due;
  }

  private isOlder(subscription: Subscription, version: number): boolean {
    const given = this.given.get(subscription);
    return given !== undefined && given < version;
  }
}

function notFound(): GraphQLError {
  return new GraphQLError('There is nothing to watch under this id.', { extensions: { code: 'NOT_FOUND' } });
}

/** The same answer as `next` messages: subscriptions that chose the same operation id share the same bytes. */
class Frames {
  private readonly byOperationId = new Map<string, Buffer>();

  constructor(private readonly payload: string) {}

  for(operationId: string): Buffer {
    let frame = this.byOperationId.get(operationId);
    if (frame === undefined) {
      frame = Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":${this.payload}}`);
      this.byOperationId.set(operationId, frame);
    }
    return frame;
  }
}
