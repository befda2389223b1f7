import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { seedDemo } from './demo/seed.js';
import { demoRoutes } from './demo/demo.http.js';
import type { DemoContent } from './demo/demo.http.js';
import { Admission } from './graphql/admission.js';
import type { AdmissionLimits } from './graphql/admission.js';
import { AnswerCache } from './graphql/answer-cache.js';
import { operationCost } from './graphql/cost.js';
import { createExecute } from './graphql/execute.js';
import { backgroundLog, formatError } from './graphql/failures.js';
import { quietLog } from './platform/quiet-log.js';
import { makeHttpServer } from './graphql/http.js';
import { closeDoor, defaultGraceMs } from './graphql/http-stop.js';
import { HttpOperations } from './graphql/http-operations.js';
import { limitRules, limits, tooComplex } from './graphql/limits.js';
import { variablesRefusal } from './graphql/variables.js';
import { openLive } from './live/open-live.js';
import type { Live } from './live/open-live.js';
import { ConfigurationError } from './platform/config.js';
import type { Config } from './platform/config.js';
import { type Job, startJobs } from './platform/jobs/job-runner.js';
import { endsWithin, systemTimers } from './platform/timers.js';
import type { Timers } from './platform/timers.js';
import { credentialsOf } from './program/credentials.js';
import { liveAuthentication } from './program/live-session.js';
import { compose } from './capabilities.js';
import type { CapabilityParts } from './capabilities.js';

export interface AppParts extends CapabilityParts {
  config: Pick<Config, 'production' | 'introspection'>;
  timers?: Timers;
  /** Present when the demo brands are served. */
  demoContent?: DemoContent;
  admission?: Partial<AdmissionLimits>;
  /** How long new callers are still let in when it stops; default defaultGraceMs. */
  graceMs?: number;
  log?: (text: string) => void;
}

export interface App {
  /** The port that was asked for, or the free one that was found for 0. */
  listen(port: number): Promise<number>;
  /** What the server does by itself, each callable on its own. */
  readonly jobs: readonly Job[];
  /** Makes the demo brands where there is no program yet. */
  seedDemo(onProgress: (done: number, all: number) => void): Promise<void>;
  /** Runs the jobs on their schedule from now on. */
  runJobs(): Promise<void>;
  /** Takes some 15 seconds at most, whoever asks, works or hangs; what still uses the database then is cut off when that is closed. */
  close(): Promise<void>;
}

const megabyte = 1_048_576;
/** Who finds the kernel's queue full is let in a second later at best: it must hold all who tap at once (the kernel may allow fewer). */
const mostUnaccepted = 4_096;
/** Jobs may be run again, so a stop need not wait for one that does not come to its end. */
const longestJobMs = 10_000;
/** What is left when nobody asks any more: commands whose callers are gone, and places in the outbox. */
const longestRestMs = 3_000;
/**
 * Of variables, see graphql/variables.ts. Buyers send some hundreds at most (four lists of a filter); operators a reward of 200 variants with
 * 20 prices and 10 options each, which are 72,000 (`test/many-values.test.ts`).
 */
const mostValues = { storefront: 5_000, admin: 100_000 };
const mallFolder = fileURLToPath(new URL('../../sdk/examples/mall/dist', import.meta.url));

export async function createApp(parts: AppParts): Promise<App> {
  const log = quietLog(parts.log ?? ((text: string) => process.stderr.write(`${text}\n`)));
  const { database, clock, demoContent, timers = systemTimers } = parts;
  let wake = () => {};
  let stayAwake = () => {};
  const answers = new AnswerCache(() => stayAwake());
  const composed = compose(parts, () => {
    answers.clear();
    wake();
  });
  const { authenticator, newId, storefront, admin } = composed;
  const execute = createExecute();
  const { introspection } = parts.config;
  const open = (schema: GraphQLSchema, most: number) =>
    HttpOperations.open({ schema, execute, introspection, mostValues: most, log });
  const storefrontOperations = await open(storefront, mostValues.storefront);
  const adminOperations = await open(admin, mostValues.admin);
  const http = makeHttpServer({
    endpoints: new Map([
      [
        '/graphql',
        {
          operations: storefrontOperations,
          authenticate: (request) => authenticator.storefront(credentialsOf(request)),
          bodyLimit: megabyte,
          admission: new Admission(parts.random, parts.admission),
          answers,
          anyOrigin: true,
        },
      ],
      [
        '/admin/graphql',
        {
          operations: adminOperations,
          authenticate: (request) => authenticator.admin(credentialsOf(request)),
          bodyLimit: 20 * megabyte,
          admission: new Admission(parts.random, parts.admission),
          anyOrigin: false,
        },
      ],
    ]),
    ready: () => database.writes(),
    stopping: () => stopping,
    routes: demoContent ? demoRoutes({ database, newId, authenticator, content: demoContent }) : [],
    staticFolder: mallFolder,
    timers,
    log,
  });
  const live: Live = await openLive({
    database,
    clock,
    timers,
    schema: storefront,
    topics: composed.topics,
    logs: composed.logs,
    onFeeds: (programIds) => {
      answers.clear();
      composed.onFeeds(programIds);
    },
    authenticate: liveAuthentication(authenticator),
    formatError: (error) => formatError(error.toJSON(), error, log),
    onError: backgroundLog(log),
    say: log,
    execute,
    maxTokens: limits.tokens,
    validationRules: limitRules,
    checkVariables: (operation, variables) =>
      variablesRefusal({ schema: storefront, mostValues: mostValues.storefront }, operation, variables),
    hideSuggestions: !introspection,
    check: (document, operation) =>
      operationCost(storefront, document, operation, null) > limits.cost
        ? tooComplex('The subscription reads too much at once; ask for smaller pages.')
        : null,
  });
  live.server.attach(http);
  wake = () => live.wake();
  stayAwake = () => live.stayAwake();
  let running: { stop(): Promise<void> } | null = null;
  let stopping = false;

  return {
    jobs: composed.jobs,
    seedDemo: (onProgress) =>
      seedDemo({ ...parts, newId, groups: composed.groups, onCommit: () => wake(), onProgress }),
    async runJobs() {
      running = await startJobs(database, composed.jobs, log, timers);
    },
    async listen(port) {
      await new Promise<void>((listening, failed) => {
        http.once('error', (error) => failed(portProblem(error, port)));
        http.listen({ port, backlog: mostUnaccepted }, listening);
      });
      return boundPort(http.address());
    },
    async close() {
      stopping = true;
      const jobs = endsWithin(timers, longestJobMs, running?.stop() ?? Promise.resolve());
      await Promise.all([closeDoor(http, timers, parts.graceMs ?? defaultGraceMs), live.server.close()]);
      if (!(await jobs)) log('A job that does not end is cut off; it will be run again.');
      await endsWithin(timers, longestRestMs, Promise.all([composed.groups.drain(), live.stop()]));
      await Promise.all([storefrontOperations.close(), adminOperations.close()]);
    },
  };
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** Says in one sentence why a port cannot be had. */
export function portProblem(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new ConfigurationError(`PORT ${port} is taken by another process; set PORT to a free one.`);
  }
  if (code === 'EACCES') return new ConfigurationError(`PORT ${port} may not be opened by this user.`);
  return error;
}
