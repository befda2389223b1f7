import type { GraphQLError } from 'graphql';
import { closing } from './close-codes.js';
import type { Connection, Running } from './connection.js';
import type { Executor } from './execute.js';
import { readMessage, type ClientMessage, type SubscribePayload } from './messages.js';

export interface ProtocolParts {
  executor: Executor;
  /** Lets the client in, or closes the socket and gives false. */
  connect(connection: Connection, params: unknown): Promise<boolean>;
  /** What is to run under the id, or why nothing is. */
  subscribe(
    connection: Connection,
    id: string,
    payload: SubscribePayload,
  ): Promise<Running | readonly GraphQLError[]>;
}

/** In characters. What it carries is sent back, and deep in it writing would not end well. */
const longestPing = 1_000;

type Subscribe = Extract<ClientMessage, { type: 'subscribe' }>;

/**
 * The server's side of graphql-transport-ws. It is our own because graphql-ws keeps a suspended iteration, the message and
 * the arguments of every subscription for as long as it lives: more memory than all the rest of an idle subscriber.
 */
export class Protocol {
  constructor(private readonly parts: ProtocolParts) {}

  async take(connection: Connection, text: string): Promise<void> {
    const message = readMessage(text);
    switch (message?.type) {
      case undefined:
        return connection.close(closing.badMessage);
      case 'connection_init':
        return this.letIn(connection, message.payload);
      case 'ping':
        if (text.length > longestPing) return connection.close(closing.badMessage);
        return connection.tell({ type: 'pong', ...(message.payload ? { payload: message.payload } : {}) });
      case 'pong':
        return;
      case 'subscribe':
        return this.subscribe(connection, message);
      case 'complete': {
        const running = connection.runningAs(message.id);
        if (running !== undefined && connection.drop(message.id, running)) running.end();
      }
    }
  }

  private async letIn(connection: Connection, params: unknown): Promise<void> {
    if (!connection.greet()) return connection.close(closing.secondInit);
    if (await this.parts.connect(connection, params)) await connection.tell({ type: 'connection_ack' });
  }

  private async subscribe(connection: Connection, { id, payload }: Subscribe): Promise<void> {
    if (connection.session === null) return connection.close(closing.unauthorised);
    if (connection.runningAs(id) !== undefined) return connection.close(closing.idInUse);
    // Holds the id while it is being found out what will run under it; the client may complete it meanwhile.
    const held: Running = { begin: () => undefined, end: () => undefined };
    connection.run(id, held);
    let found: Running | readonly GraphQLError[] = [];
    let wanted = false;
    try {
      found = await this.parts.subscribe(connection, id, payload);
    } finally {
      wanted = connection.drop(id, held);
    }
    if (!wanted) return;
    if ('begin' in found) {
      connection.run(id, found);
      found.begin();
    } else {
      await connection.tell({ id, type: 'error', payload: this.parts.executor.formatErrors(found) });
    }
  }
}
