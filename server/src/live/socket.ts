import type { Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { createSourceEventStream, GraphQLError } from 'graphql';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Clock } from '../platform/clock.js';
import type { Cancel, Timers } from '../platform/timers.js';
import { closing } from './close-codes.js';
import { Connection, type Pass, type ConnectionLimits, type Running } from './connection.js';
import type { Executor } from './execute.js';
import { Following } from './following.js';
import type { Hub } from './hub.js';
import { subprotocol, type SubscribePayload } from './messages.js';
import { isOperation, type LiveOperation, type Operations, type VariablesCheck } from './operations.js';
import { Protocol } from './protocol.js';
import {
  readCredentials,
  type Authenticate,
  type Credentials,
  type LiveSession,
  type SessionRefusal,
} from './session.js';
import { LiveSource, LogSource, type Log } from './source.js';
import { takeUpgrades } from './upgrades.js';
import { Watching } from './watching.js';

export interface LiveLimits extends ConnectionLimits {
  /** Bytes of one message of a client. */
  maxMessageBytes: number;
  /** Sockets of one process; snapshots are no matter, for the hub reads them in one statement a tick. */
  sockets: number;
  subscriptionsPerSocket: number;
  sweepMs: number;
  /** Every so many sweeps each client is asked for a sign of life. */
  sweepsPerBeat: number;
  /** How long clients are waited for when the server stops. */
  farewellMs: number;
}

const defaultLimits: LiveLimits = {
  maxMessageBytes: 64 * 1024,
  sockets: 50_000,
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
  checkVariables: VariablesCheck;
  hideSuggestions: boolean;
  hub: Hub;
  logs: readonly Log[];
  executor: Executor;
  authenticate: Authenticate;
  clock: Clock;
  timers: Timers;
  /** Called when a socket opens, and with every sweep as long as there are any: several times in the minute after which nobody listens. */
  onPresence: () => void;
  onError: (error: unknown) => void;
  limits?: Partial<LiveLimits>;
}

/** Sockets that came together must not all be asked about together. */
const renewalsPerSweep = 500;

/** GraphQL over WebSocket: lets clients in, starts what they subscribe to, and sweeps over all of them. */
export class LiveServer {
  private readonly limits: LiveLimits;
  private readonly sockets: WebSocketServer;
  private readonly protocol: Protocol;
  private readonly connections = new Set<Connection>();
  /** Sockets that brought the same and were let in between two sweeps have one session in common. */
  private readonly passes = new Map<string, Pass>();
  private readonly logs: ReadonlyMap<string, Log>;
  private readonly stopSweep: Cancel;
  private sweeps = 0;
  private openedSoFar = 0;
  private stopped = false;
  private onEmpty: () => void = () => undefined;
  private readonly now = () => this.options.clock.now().getTime();

  constructor(private readonly options: LiveServerOptions) {
    this.limits = { ...defaultLimits, ...options.limits };
    this.logs = new Map(options.logs.map((log) => [log.name, log]));
    this.sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      // Compressing the same small frame once per socket would cost more than it saves.
      perMessageDeflate: false,
      maxPayload: this.limits.maxMessageBytes,
      // A message a turn, so that nobody waits for all that one client says at once.
      allowSynchronousEvents: false,
      handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
    });
    this.protocol = new Protocol({
      executor: options.executor,
      connect: (connection, params) => this.connect(connection, params),
      subscribe: (connection, id, payload) => this.subscribe(connection, id, payload),
    });
    this.stopSweep = options.timers.every(this.limits.sweepMs, () => this.sweep());
  }

  attach(server: HttpServer): void {
    takeUpgrades(server, {
      path: '/graphql',
      full: () => this.stopped || this.connections.size >= this.limits.sockets,
      accept: (request, socket, head) =>
        this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.opened(webSocket, socket)),
    });
  }

  private opened(webSocket: WebSocket, stream: Duplex): void {
    this.openedSoFar += 1;
    const connection = new Connection(this.openedSoFar, webSocket, stream, this.limits, this.now);
    this.connections.add(connection);
    this.options.onPresence();
    webSocket.on('message', (data) => this.heard(connection, data));
    webSocket.on('pong', () => connection.heard());
    // A broken connection also emits close, which is where things are put away.
    webSocket.on('error', ignored);
    webSocket.once('close', () => {
      this.connections.delete(connection);
      if (this.connections.size === 0) this.onEmpty();
      connection.end();
    });
    if (webSocket.protocol !== subprotocol) connection.close(closing.otherProtocol);
  }

  private heard(connection: Connection, data: RawData): void {
    connection.heard();
    this.protocol.take(connection, textOf(data)).catch((error: unknown) => {
      this.options.onError(error);
      connection.close(closing.unavailable);
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

  /** Bytes kept for all of them together. */
  get heldBytes(): number {
    let bytes = 0;
    for (const connection of this.connections) bytes += connection.outlet.heldBytes;
    return bytes;
  }

  /** What clients were told is not so any more, but they would not believe a lower version over the same socket. */
  reconnectAll(): void {
    for (const connection of this.connections) connection.close(closing.restart);
  }

  /** Tells every client to connect again, elsewhere or later, and waits a moment for their answers. */
  async close(): Promise<void> {
    this.stopped = true;
    this.stopSweep();
    this.reconnectAll();
    if (this.connections.size === 0) return;
    await new Promise<void>((gone) => {
      this.onEmpty = gone;
      this.options.timers.after(this.limits.farewellMs, gone);
    });
    for (const connection of this.connections) connection.cutOff();
  }

  /** One walk over all sockets instead of timers for each. */
  sweep(): void {
    const now = this.options.clock.now();
    this.sweeps += 1;
    this.passes.clear();
    if (this.connections.size > 0) this.options.onPresence();
    const renewals = new Map<Pass, Promise<LiveSession | SessionRefusal>>();
    let renewed = 0;
    for (const connection of this.connections) {
      connection.inspect(now);
      // Each sweep asks its share of the sockets: thousands of questions at once would hold everybody else up.
      if ((this.sweeps + connection.number) % this.limits.sweepsPerBeat === 0) connection.beat();
      const old = renewed < renewalsPerSweep ? connection.passToRenew() : null;
      if (old === null) continue;
      renewed += 1;
      // Sockets that brought the same are asked about together.
      const asked = renewals.get(old) ?? this.options.authenticate(old.credentials);
      renewals.set(old, asked);
      // When it cannot be found out, the session goes on and is asked for again.
      asked.then((session) => this.admit(connection, old.credentials, session)).catch(this.options.onError);
    }
  }

  private async connect(connection: Connection, params: unknown): Promise<boolean> {
    const credentials = readCredentials(params);
    if (credentials === null) {
      connection.close(closing.badRequest);
      return false;
    }
    return this.admit(connection, credentials, await this.options.authenticate(credentials));
  }

  private admit(
    connection: Connection,
    credentials: Credentials,
    session: LiveSession | SessionRefusal,
  ): boolean {
    if (session === 'EXPIRED') connection.close(closing.expired);
    else if ('reason' in session) connection.close({ ...closing.unauthorised, reason: session.reason });
    else {
      connection.admit(this.shared({ session, credentials }));
      return true;
    }
    return false;
  }

  private shared(pass: Pass): Pass {
    const { key, token, language } = pass.credentials;
    const brought = JSON.stringify([key, token, language]);
    const same = this.passes.get(brought);
    if (same === undefined) this.passes.set(brought, pass);
    return same ?? pass;
  }

  /** Validates and authorises; whatever is wrong becomes an `error` message for this subscription alone. */
  private async subscribe(
    connection: Connection,
    id: string,
    payload: SubscribePayload,
  ): Promise<Running | readonly GraphQLError[]> {
    const { session } = connection;
    if (session === null) return [refusal('UNAUTHENTICATED', 'The connection has not been accepted.')];
    if (connection.subscriptions > this.limits.subscriptionsPerSocket) {
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
    const wrong = this.options.checkVariables(operation.definition, variables);
    if (wrong !== null) return [wrong];
    const source = await createSourceEventStream({
      schema: this.options.executor.schema,
      document: operation.document,
      operationName: operation.operationName,
      variableValues: variables,
      contextValue: session.context(),
      hideSuggestions: this.options.hideSuggestions,
    });
    if (!(Symbol.asyncIterator in source)) return source.errors ?? [];
    if (isLive(source)) {
      const view = this.options.hub.view(source, operation, variables);
      return new Watching(id, view, connection, this.options);
    }
    if (source instanceof LogSource) return this.follow(connection, id, operation, variables, source);
    throw new Error('A subscription resolver must return a LiveSource or a LogSource.');
  }

  private follow(
    connection: Connection,
    id: string,
    operation: LiveOperation,
    variables: Record<string, unknown>,
    source: LogSource,
  ): Following {
    const log = this.logs.get(source.log);
    if (log === undefined) throw new Error(`There is no log named ${source.log}.`);
    const answer = (entry: object) =>
      this.options.executor.run({
        document: operation.document,
        operationName: operation.operationName,
        variableValues: variables,
        // The session may be renewed while the subscription lives.
        contextValue: connection.session?.context(),
        rootValue: entry,
      });
    return new Following(id, log.open(source), answer, connection, this.options);
  }
}

function isLive(source: object): source is LiveSource {
  return source instanceof LiveSource;
}

function ignored(): void {}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString();
  return Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString();
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
