import type { GraphQLError } from 'graphql';
import type { LiveOperation } from './operations.js';
import type { Outlet } from './outlet.js';
import type { LiveSource } from './source.js';

/** One `subscribe` message of one socket that watches states. */
export interface Subscription {
  /** As the client named it. */
  readonly operationId: string;
  readonly view: View;
  readonly outlet: Outlet;
  /** Made anew for every execution, so that nothing read for an earlier state is reused. */
  context(): object;
  /** Ends the subscription with an error. */
  fail(error: GraphQLError): void;
}

/**
 * The same page before any number of eyes: one operation over the same ids for one audience. What all of them have in
 * common is kept once, so that one more subscriber costs an entry in a set.
 */
export class View {
  readonly members = new Set<Subscription>();
  /** Equal for views that get the same bytes for the same state. */
  readonly audienceKey: string;

  constructor(
    readonly source: LiveSource,
    readonly operation: LiveOperation,
    readonly variables: Readonly<Record<string, unknown>>,
  ) {
    this.audienceKey = JSON.stringify([
      operation.id,
      source.audience,
      operation.answerVariables.map((name) => variables[name] ?? null),
    ]);
  }

  /** Equal for views that are one. */
  get key(): string {
    return `${this.source.topic} ${this.source.ids.join()} ${this.audienceKey}`;
  }
}
