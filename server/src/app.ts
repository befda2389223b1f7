import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { CatalogResolver, RewardConnectionResolver } from './catalog/catalog.resolver.js';
import { demoRoutes } from './demo/demo.http.js';
import type { DemoContent } from './demo/demo.http.js';
import { StockFeedResolver } from './feed/feed.resolver.js';
import { StockFeed } from './feed/stock-feed.js';
import { openEndpoint } from './graphql/apollo.js';
import { createExecute } from './graphql/execute.js';
import { formatError } from './graphql/failures.js';
import { makeHttpServer } from './graphql/http.js';
import { limitRules } from './graphql/limits.js';
import { NodeRegistry, NodeResolver } from './graphql/node.js';
import { makeSchema } from './graphql/schema.js';
import { openLive } from './live/open-live.js';
import type { Live } from './live/open-live.js';
import { AdminMemberResolver, MemberResolver, registerMemberNode } from './member/member.resolver.js';
import type { Clock } from './platform/clock.js';
import { ConfigurationError } from './platform/config.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database.js';
import { idSource } from './platform/ids.js';
import type { Random } from './platform/random.js';
import { systemTimers } from './platform/timers.js';
import type { Timers } from './platform/timers.js';
import { AccessKeyResolver } from './program/access-key.resolver.js';
import { AuditResolver } from './program/audit.resolver.js';
import { Authenticator } from './program/authenticate.js';
import { credentialsOf } from './program/credentials.js';
import { liveAuthentication } from './program/live-session.js';
import { AdminProgramResolver, ProgramResolver } from './program/program.resolver.js';
import { StockResolver } from './stock/stock.resolver.js';
import { StockTopic } from './stock/stock.topic.js';

export interface AppParts {
  config: Pick<Config, 'production' | 'introspection'>;
  database: Database;
  clock: Clock;
  random: Random;
  timers?: Timers;
  /** Present when the demo brands are served. */
  demoContent?: DemoContent;
  log?: (text: string) => void;
}

export interface App {
  /** The port that was asked for, or the free one that was found for 0. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
}

const megabyte = 1_048_576;
const mallFolder = fileURLToPath(new URL('../../sdk/examples/mall/dist', import.meta.url));

/** Makes every part of the server and hands each the parts it needs; the one place that knows them all. */
export function compose(parts: AppParts) {
  const { database, clock, random } = parts;
  const newId = idSource(clock, random);
  const nodes = new NodeRegistry();
  const authenticator = new Authenticator({ database, clock, production: parts.config.production });
  registerMemberNode(nodes, database);

  const feed = new StockFeed({ database });
  const storefrontResolvers = [
    new NodeResolver(nodes),
    new ProgramResolver(),
    new MemberResolver(database),
    new CatalogResolver(database, nodes),
    new RewardConnectionResolver(database),
    new StockResolver(),
    new StockFeedResolver(database),
  ];
  const adminResolvers = [
    new AdminProgramResolver(),
    new AccessKeyResolver({ database, newId, random }, authenticator),
    new AuditResolver(database),
    new AdminMemberResolver({ database, newId }),
  ];
  return {
    authenticator,
    newId,
    ...schemas(storefrontResolvers, adminResolvers),
    topics: [new StockTopic(database)],
    logs: [feed],
    onFeeds: (programIds: ReadonlySet<string> | null) => feed.grown(programIds),
    /** Work of the background, begun when the server listens and ended with it. */
    background: [] as { start(): Promise<void>; stop(): Promise<void> }[],
  };
}

function schemas(storefrontResolvers: readonly object[], adminResolvers: readonly object[]) {
  return {
    storefront: makeSchema({
      resolvers: storefrontResolvers,
      descriptions: {
        query: 'What a storefront reads: the catalog for everyone, and what is their own for members.',
        mutation: 'What a member does.',
        subscription: 'What is told the moment it changes.',
      },
    }),
    admin: makeSchema({
      resolvers: adminResolvers,
      descriptions: {
        query: "What the brand's own systems and operators read.",
        mutation: "What the brand's own systems and operators do.",
        subscription: 'Nothing: the admin schema is asked, it does not tell.',
      },
    }),
  };
}

export async function createApp(parts: AppParts): Promise<App> {
  const log = parts.log ?? ((text: string) => process.stderr.write(`${text}\n`));
  const { database, clock, demoContent, timers = systemTimers } = parts;
  const composed = compose(parts);
  const { authenticator, newId, storefront, admin } = composed;
  const execute = createExecute();
  const { introspection } = parts.config;
  const endpoint = (schema: GraphQLSchema) => openEndpoint({ schema, execute, introspection, log });
  const [storefrontApollo, adminApollo] = [await endpoint(storefront), await endpoint(admin)];
  const http = makeHttpServer({
    endpoints: new Map([
      [
        '/graphql',
        {
          apollo: storefrontApollo,
          authenticate: (request) => authenticator.storefront(credentialsOf(request)),
          bodyLimit: megabyte,
          anyOrigin: true,
        },
      ],
      [
        '/admin/graphql',
        {
          apollo: adminApollo,
          authenticate: (request) => authenticator.admin(credentialsOf(request)),
          bodyLimit: 20 * megabyte,
          anyOrigin: false,
        },
      ],
    ]),
    ready: () =>
      database.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    routes: demoContent ? demoRoutes({ database, newId, authenticator, content: demoContent }) : [],
    staticFolder: mallFolder,
    log,
  });
  const live: Live = await openLive({
    database,
    clock,
    timers,
    schema: storefront,
    topics: composed.topics,
    logs: composed.logs,
    onFeeds: composed.onFeeds,
    authenticate: liveAuthentication(authenticator),
    formatError: (error) => formatError(error.toJSON(), error, log),
    onError: (error) => log(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    execute,
    validationRules: limitRules,
  });
  live.server.attach(http);

  return {
    async listen(port) {
      await new Promise<void>((listening, failed) => {
        http.once('error', (error) => failed(portProblem(error, port)));
        http.listen(port, listening);
      });
      for (const work of composed.background) await work.start();
      return boundPort(http.address());
    },
    async close() {
      for (const work of composed.background) await work.stop();
      const closed = new Promise<void>((done) => http.close(() => done()));
      await live.stop();
      http.closeIdleConnections();
      // Requests under way get a moment to end; whoever is still sending then is cut off.
      const cancel = timers.after(5_000, () => http.closeAllConnections());
      await closed;
      cancel();
      await Promise.all([storefrontApollo.stop(), adminApollo.stop()]);
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
