import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { createSourceEventStream, GraphQLError, type ExecutionArgs } from 'graphql';
import { handleProtocols, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Clock } from '../platform/clock.js';
import type { Cancel, Timers } from '../platform/timers.js';
import { audienceKey, type Subscription } from './broadcast.js';
import { closing } from './close-codes.js';
import { Connection, type ConnectionLimits } from './connection.js';
import type { Executor } from './execute.js';
import type { Hub } from './hub.js';
import { isOperation, type LiveOperation, type Operations } from './operations.js';
import { Parked } from './parked.js';
import { Pulled } from './pulled.js';
import { readCredentials, type Authenticate, type Credentials, type LiveSession } from './session.js';
import { LiveSource, LogSource, type Log } from './source.js';

export interface LiveLimits extends ConnectionLimits {
  /** Bytes of one message of a client. */
  maxMessageBytes: number;
  subscriptionsPerSocket: number;
  /** Time for connection_init. */
  initMs: number;
  sweepMs: number;
  /** Every so many sweeps each client is asked for a sign of life. */
  sweepsPerBeat: number;
  /** How long clients are waited for when the server stops. */
  farewellMs: number;
}

export const defaultLimits: LiveLimits = {
  maxMessageBytes: 64 * 1024,
  subscriptionsPerSocket: 50,
  initMs: 5_000,
  sweepMs: 1_000,
  sweepsPerBeat: 15,
  farewellMs: 1_000,
  highWaterBytes: 256 * 1024,
  lowWaterBytes: 64 * 1024,
  cutOffBytes: 4 * 1024 * 1024,
  slowMs: 10_000,
  renewMs: 10_000,
};

export interface LiveServerOptions {
  operations: Operations;
  hub: Hub;
  logs: readonly Log[];
  executor: Executor;
  authenticate: Authenticate;
  clock: Clock;
  timers: Timers;
  onError: (error: unknown) => void;
  limits?: Partial<LiveLimits>;
}

/** Sockets that came together must not all be asked about together. */
const renewalsPerSweep = 500;

/** What `onSubscribe` found out and `subscribe` goes on with. */
interface Accepted {
  connection: Connection;
  operationId: string;
  operation: LiveOperation;
  context: LiveSession['context'];
  variables: Record<string, unknown>;
  source: LiveSource | LogSource;
}

/** GraphQL over WebSocket: graphql-ws speaks the protocol, the hub writes the states. */
export class LiveServer {
  private readonly limits: LiveLimits;
  private readonly sockets: WebSocketServer;
  private readonly protocol: Server<Connection>;
  private readonly connections = new Set<Connection>();
  private readonly accepted = new WeakMap<ExecutionArgs, Accepted>();
  private readonly logs: ReadonlyMap<string, Log>;
  private readonly stopSweep: Cancel;
  private sweeps = 0;
  private onEmpty: () => void = () => undefined;

  constructor(private readonly options: LiveServerOptions) {
    this.limits = { ...defaultLimits, ...options.limits };
    this.logs = new Map(options.logs.map((log) => [log.name, log]));
    this.sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      // Compressing the same small frame once per socket would cost more than it saves.
      perMessageDeflate: false,
      maxPayload: this.limits.maxMessageBytes,
      handleProtocols,
    });
    this.protocol = this.makeProtocol();
    this.stopSweep = options.timers.every(this.limits.sweepMs, () => this.sweep());
  }

  /** Takes the upgrades of a path; other upgrades are refused. */
  attach(server: HttpServer, path = '/graphql'): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?')[0] !== path) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const connection = new Connection(
          webSocket,
          this.limits,
          () => this.options.clock.now().getTime(),
          this.options.onError,
        );
        this.connections.add(connection);
        const closed = this.protocol.opened(connection.protocol(), connection);
        webSocket.once('close', (code, reason) => {
          this.connections.delete(connection);
          if (this.connections.size === 0) this.onEmpty();
          closed(code, String(reason)).catch(this.options.onError);
        });
      });
    });
  }

  /** How many sockets are open. */
  get size(): number {
    return this.connections.size;
  }

  /** How many of them do not take what is sent to them. */
  get blocked(): number {
    return [...this.connections].filter((connection) => connection.blocked).length;
  }

  /** Tells every client to connect again, elsewhere or later, and waits a moment for their answers. */
  async close(): Promise<void> {
    this.stopSweep();
    for (const connection of this.connections) connection.close(closing.restart);
    if (this.connections.size === 0) return;
    await new Promise<void>((gone) => {
      this.onEmpty = gone;
      this.options.timers.after(this.limits.farewellMs, gone);
    });
    for (const connection of this.connections) connection.cutOff();
  }

  /** One pass over all sockets instead of timers for each. */
  sweep(): void {
    const now = this.options.clock.now();
    this.sweeps += 1;
    const beat = this.sweeps % this.limits.sweepsPerBeat === 0;
    let renewals = 0;
    for (const connection of this.connections) {
      connection.inspect(now);
      if (beat) connection.beat();
      const credentials = renewals < renewalsPerSweep ? connection.credentialsToRenew() : null;
      if (credentials !== null) {
        renewals += 1;
        // When it cannot be found out, the session goes on and is asked for again.
        this.admit(connection, credentials).catch(this.options.onError);
      }
    }
  }

  private makeProtocol(): Server<Connection> {
    return makeServer<Record<string, unknown>, Connection>({
      connectionInitWaitTimeout: this.limits.initMs,
      onConnect: (context) => this.connect(context.extra, context.connectionParams),
      onSubscribe: (context, id, payload) => {
        const open = Object.keys(context.subscriptions).length;
        return this.accept(context.extra, id, payload, open);
      },
      subscribe: (args) => this.subscribe(args),
      onNext: (_context, _id, _payload, _args, result) => this.options.executor.format(result),
      onError: (_context, _id, _payload, errors) => this.options.executor.formatErrors(errors),
    });
  }

  private async connect(connection: Connection, params: unknown): Promise<boolean> {
    const credentials = readCredentials(params);
    if (credentials === null) {
      connection.close(closing.badRequest);
      return false;
    }
    return this.admit(connection, credentials);
  }

  private async admit(connection: Connection, credentials: Credentials): Promise<boolean> {
    const session = await this.options.authenticate(credentials);
    if (session === 'EXPIRED') connection.close(closing.expired);
    else if (session === 'UNAUTHENTICATED') connection.close(closing.unauthorised);
    else connection.admit(session, credentials);
    return typeof session === 'object';
  }

  /** Validates and authorises; whatever is wrong becomes an `error` message for this subscription alone. */
  private async accept(
    connection: Connection,
    operationId: string,
    payload: SubscribePayload,
    open: number,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const session = connection.session;
    if (session === null) return [refusal('UNAUTHENTICATED', 'The connection has not been accepted.')];
    if (open > this.limits.subscriptionsPerSocket) {
      return [
        refusal(
          'RATE_LIMITED',
          `A socket carries up to ${this.limits.subscriptionsPerSocket} subscriptions at once.`,
        ),
      ];
    }
    const operation = this.options.operations.prepare(payload.query, payload.operationName ?? undefined);
    if (!isOperation(operation)) return operation;
    const variables = payload.variables ?? {};
    const args: ExecutionArgs = {
      schema: this.options.executor.schema,
      document: operation.document,
      operationName: operation.operationName,
      variableValues: variables,
      contextValue: session.context(),
    };
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return source.errors ?? [];
    if (!(source instanceof LiveSource) && !(source instanceof LogSource)) {
      throw new Error('A subscription resolver must return a LiveSource or a LogSource.');
    }
    // The session may be renewed while the subscription lives.
    const context = () => (connection.session ?? session).context();
    this.accepted.set(args, { connection, operationId, operation, context, variables, source });
    return args;
  }

  private subscribe(args: ExecutionArgs): Parked | Pulled {
    const accepted = this.accepted.get(args);
    if (accepted === undefined) throw new Error('Only accepted operations are subscribed to.');
    const { source } = accepted;
    return source instanceof LiveSource ? this.watch(accepted, source) : this.follow(accepted, source);
  }

  private watch({ connection, operationId, operation, context, variables }: Accepted, source: LiveSource) {
    let unwatch: Cancel = () => undefined;
    const parked = new Parked(() => unwatch());
    const subscription: Subscription = {
      operationId,
      source,
      operation,
      variables,
      audienceKey: audienceKey(operation, source, variables),
      outlet: connection.outlet,
      context,
      fail: (error) => parked.fail(error),
    };
    unwatch = this.options.hub.watch(subscription);
    return parked;
  }

  private follow({ operation, context, variables }: Accepted, source: LogSource): Pulled {
    const log = this.logs.get(source.log);
    if (log === undefined) throw new Error(`There is no log named ${source.log}.`);
    return new Pulled(log.open(source), (entry) =>
      this.options.executor.run({
        document: operation.document,
        operationName: operation.operationName,
        variableValues: variables,
        contextValue: context(),
        rootValue: entry,
      }),
    );
  }
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
