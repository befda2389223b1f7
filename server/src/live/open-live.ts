import type { GraphQLError, GraphQLFormattedError, GraphQLSchema, ValidationRule } from 'graphql';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { OutboxListener } from '../platform/outbox/listener.js';
import { Sequencer } from '../platform/outbox/sequencer.js';
import type { Timers } from '../platform/timers.js';
import { Executor, type Execute } from './execute.js';
import { Hub } from './hub.js';
import { Operations, type OperationCheck, type VariablesCheck } from './operations.js';
import type { Authenticate } from './session.js';
import { LiveServer, type LiveLimits } from './socket.js';
import type { Log } from './source.js';
import { textFrame } from './text-frame.js';
import type { Topic } from './topic.js';

export interface LiveOptions {
  database: Database;
  clock: Clock;
  timers: Timers;
  schema: GraphQLSchema;
  topics: readonly Topic[];
  logs: readonly Log[];
  /** Told which programs' feeds have grown while it is awake, that is until a minute after the last socket or `stayAwake`; null: any of them may have. */
  onFeeds: (programIds: ReadonlySet<string> | null) => void;
  authenticate: Authenticate;
  formatError: (error: GraphQLError) => GraphQLFormattedError;
  onError: (error: unknown) => void;
  /** Told what operators should know of, though nothing has failed. */
  say?: (text: string) => void;
  execute?: Execute;
  /** Of one document. */
  maxTokens?: number;
  validationRules?: readonly ValidationRule[];
  /** Why an otherwise valid subscription is not acceptable, such as its cost. */
  check?: OperationCheck;
  checkVariables?: VariablesCheck;
  /** Whether the schema is a secret, of which errors suggest nothing. */
  hideSuggestions?: boolean;
  limits?: Partial<LiveLimits>;
  /** Milliseconds by a clock that only goes forward. */
  elapsed?: () => number;
}

export interface Live {
  readonly server: LiveServer;
  readonly hub: Hub;
  /** To be called after each commit that recorded changes. */
  wake(): void;
  /** Somebody relies on `onFeeds` for the next minute; to be called before what is kept until then is read. */
  stayAwake(): void;
  stop(): Promise<void>;
}

/** The whole way of a change: commit, sequencer, listener, hub, socket. */
export async function openLive(options: LiveOptions): Promise<Live> {
  const { database, clock, timers, schema, onError, authenticate, topics, logs, limits } = options;
  const executor = new Executor({ schema, formatError: options.formatError, execute: options.execute });
  const hub = new Hub({ topics, executor, timers, onError, encode: textFrame });
  const listener = new OutboxListener({
    database,
    timers,
    elapsed: options.elapsed,
    onError,
    onChanges: (changes) => {
      hub.changed(changes.topics);
      options.onFeeds(changes.feeds);
    },
    onLost: () => {
      hub.refreshAll();
      options.onFeeds(null);
    },
    onPutBack: () => {
      onError(
        new Error('The database was put back to an earlier state; every socket is told to connect again.'),
      );
      server.reconnectAll();
      hub.startOver();
      options.onFeeds(null);
    },
  });
  const server: LiveServer = new LiveServer({
    operations: new Operations({
      schema,
      maxTokens: options.maxTokens,
      validationRules: options.validationRules ?? [],
      check: options.check,
      hideSuggestions: options.hideSuggestions,
    }),
    checkVariables: options.checkVariables ?? (() => null),
    hideSuggestions: options.hideSuggestions ?? false,
    hub,
    logs,
    executor,
    authenticate,
    clock,
    timers,
    onPresence: () => listener.stayAwake(),
    onError,
    limits: limits ?? {},
  });
  await listener.start();
  const sequencer = new Sequencer({
    database,
    timers,
    onError,
    say: options.say ?? (() => undefined),
    elapsed: options.elapsed,
  });
  return {
    server,
    hub,
    wake: () => sequencer.wake(),
    stayAwake: () => listener.stayAwake(),
    async stop() {
      await Promise.all([server.close(), sequencer.stop(), listener.stop(), hub.stop()]);
    },
  };
}
