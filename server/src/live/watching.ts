import type { GraphQLError } from 'graphql';
import type { Connection, Running } from './connection.js';
import type { Executor } from './execute.js';
import type { Hub } from './hub.js';
import type { Outlet } from './outlet.js';
import type { Subscription, View } from './view.js';

/** A subscription to states: the hub writes them, nothing runs in between. */
export class Watching implements Subscription, Running {
  /** At hand, because it is asked for with every delivery. */
  readonly outlet: Outlet;

  constructor(
    readonly operationId: string,
    readonly view: View,
    private readonly connection: Connection,
    private readonly parts: { hub: Hub; executor: Executor },
  ) {
    this.outlet = connection.outlet;
  }

  begin(): void {
    this.parts.hub.watch(this);
  }

  end(): void {
    this.parts.hub.unwatch(this);
  }

  /** The session may be renewed while the subscription lives. */
  context(): object {
    const { session } = this.connection;
    if (session === null) throw new Error('Only who has been let in can watch.');
    return session.context();
  }

  fail(error: GraphQLError): void {
    if (!this.connection.drop(this.operationId, this)) return;
    this.end();
    const payload = this.parts.executor.formatErrors([error]);
    void this.connection.tell({ id: this.operationId, type: 'error', payload });
  }
}
