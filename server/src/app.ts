import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { OfferBook } from './catalog/offer.book.js';
import { catalogJobs } from './catalog/catalog.jobs.js';
import { AdminStockResolver } from './catalog/stock.admin.resolver.js';
import { CatalogAdminResolver } from './catalog/catalog.admin.resolver.js';
import { CatalogResolver, RewardConnectionResolver } from './catalog/catalog.resolver.js';
import { seedDemo } from './demo/seed.js';
import { demoRoutes } from './demo/demo.http.js';
import type { DemoContent } from './demo/demo.http.js';
import { AdminEarningResolver } from './earning/earning.admin.resolver.js';
import { CheckInBook } from './earning/check-in.book.js';
import { earningJobs } from './earning/earning.jobs.js';
import { EarningResolver } from './earning/earning.resolver.js';
import { PurchaseBook } from './earning/purchase.book.js';
import { CodeBook } from './exchange/code.book.js';
import { AdminExchangeResolver } from './exchange/exchange.admin.resolver.js';
import { ExchangeBook } from './exchange/exchange.book.js';
import { ExchangeFields, ExchangeLineFields } from './exchange/exchange.fields.js';
import { exchangeJobs } from './exchange/exchange.jobs.js';
import { ExchangeResolver, MemberExchanges, registerExchangeNode } from './exchange/exchange.resolver.js';
import { ExchangeSubscription } from './exchange/exchange.subscription.js';
import { ExchangeTopic } from './exchange/exchange.topic.js';
import { LimitBook } from './exchange/limit.book.js';
import { StockFeedResolver } from './feed/feed.resolver.js';
import { StockFeed } from './feed/stock-feed.js';
import { Admission } from './graphql/admission.js';
import type { AdmissionLimits } from './graphql/admission.js';
import { AnswerCache } from './graphql/answer-cache.js';
import { openEndpoint } from './graphql/apollo.js';
import { operationCost } from './graphql/cost.js';
import { createExecute } from './graphql/execute.js';
import { backgroundLog, formatError } from './graphql/failures.js';
import { makeHttpServer } from './graphql/http.js';
import { limitRules, limits, tooComplex } from './graphql/limits.js';
import { NodeRegistry, NodeResolver } from './graphql/node.js';
import { makeSchema } from './graphql/schema.js';
import { MemberTopic } from './ledger/balance.queries.js';
import { BalanceSubscription } from './ledger/balance.subscription.js';
import { LedgerBook } from './ledger/ledger.book.js';
import { ledgerJobs } from './ledger/ledger.jobs.js';
import { LedgerResolver } from './ledger/ledger.resolver.js';
import { openLive } from './live/open-live.js';
import type { Live } from './live/open-live.js';
import { AdminMemberResolver, MemberResolver, registerMemberNode } from './member/member.resolver.js';
import { testPaymentProvider } from './payment/test-provider.js';
import type { Clock } from './platform/clock.js';
import { ConfigurationError } from './platform/config.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database.js';
import { GroupCommit } from './platform/group-commit/group-commit.js';
import type { GroupSizes } from './platform/group-commit/group-commit.js';
import { idempotencyJobs } from './platform/group-commit/idempotency.jobs.js';
import { idSource } from './platform/ids.js';
import { type Job, startJobs } from './platform/jobs/job-runner.js';
import type { Random } from './platform/random.js';
import { forRequests } from './platform/request-reads.js';
import { outboxJobs } from './platform/outbox/outbox.jobs.js';
import { systemTimers } from './platform/timers.js';
import type { Timers } from './platform/timers.js';
import { AccessKeyResolver } from './program/access-key.resolver.js';
import { AuditBook } from './program/audit.book.js';
import { AuditResolver } from './program/audit.resolver.js';
import { Authenticator } from './program/authenticate.js';
import { credentialsOf } from './program/credentials.js';
import { liveAuthentication } from './program/live-session.js';
import { AdminProgramResolver, ProgramResolver } from './program/program.resolver.js';
import { StockBook } from './stock/stock.book.js';
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
  /** Resolvers of whoever runs the server, beside those of the storefront. */
  storefrontExtras?: readonly object[];
  groups?: GroupSizes;
  admission?: Partial<AdmissionLimits>;
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
  close(): Promise<void>;
}

const megabyte = 1_048_576;
const mallFolder = fileURLToPath(new URL('../../sdk/examples/mall/dist', import.meta.url));

/** In the order in which every group locks its rows: stock, accounts, and what is guarded by those two. */
export const writePathBooks = [
  StockBook,
  LedgerBook,
  OfferBook,
  LimitBook,
  ExchangeBook,
  CodeBook,
  CheckInBook,
  PurchaseBook,
  AuditBook,
];

/** Makes every part of the server and hands each the parts it needs; the one place that knows them all. */
export function compose(parts: AppParts, onCommit: () => void) {
  const { database, clock, random } = parts;
  // What requests begin with is refused when it would wait; what follows from something done or read already is not.
  const reads = forRequests(database);
  const background = { ...database, ...database.background };
  const newId = idSource(clock, random);
  const groups = new GroupCommit({
    pool: database.commandPool,
    clock,
    newId,
    bookKinds: writePathBooks,
    onCommit,
    ...parts.groups,
  });
  const payments = { database, groups, clock, provider: testPaymentProvider(database), onCommit };
  const forJobs = { ...payments, database: background, provider: testPaymentProvider(background) };
  const nodes = new NodeRegistry();
  const authenticator = new Authenticator({
    database: background,
    clock,
    production: parts.config.production,
  });
  registerMemberNode(nodes, reads);
  registerExchangeNode(nodes, reads);

  const feed = new StockFeed({ database: background });
  const storefrontResolvers = [
    new NodeResolver(nodes),
    new ProgramResolver(),
    new MemberResolver(reads),
    new CatalogResolver(reads, nodes),
    new RewardConnectionResolver(database),
    new StockResolver(),
    new StockFeedResolver(database),
    new BalanceSubscription(),
    new ExchangeSubscription(),
    new LedgerResolver(reads),
    new EarningResolver(database, groups),
    new MemberExchanges(reads),
    new ExchangeResolver(payments),
    new ExchangeFields(database),
    new ExchangeLineFields(database),
    ...(parts.storefrontExtras ?? []),
  ];
  const adminResolvers = [
    new AdminProgramResolver(),
    new AccessKeyResolver({ database, newId, random }, authenticator),
    new AuditResolver(database),
    new AdminMemberResolver({ database, newId }),
    new LedgerResolver(reads),
    new AdminEarningResolver({ database, newId, groups }),
    new CatalogAdminResolver({ database, newId, onCommit }),
    new AdminStockResolver(database, groups),
    new MemberExchanges(reads),
    new AdminExchangeResolver(payments),
    new ExchangeFields(database),
    new ExchangeLineFields(database),
  ];
  return {
    authenticator,
    newId,
    ...schemas(storefrontResolvers, adminResolvers),
    topics: [new StockTopic(background), new MemberTopic(background), new ExchangeTopic(background)],
    logs: [feed],
    onFeeds: (programIds: ReadonlySet<string> | null) => feed.grown(programIds),
    groups,
    jobs: [
      ...ledgerJobs(forJobs),
      ...earningJobs(forJobs),
      ...exchangeJobs(forJobs),
      ...catalogJobs(forJobs),
      ...outboxJobs(forJobs),
      ...idempotencyJobs(forJobs),
    ] satisfies Job[],
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
  let wake = () => {};
  const answers = new AnswerCache();
  const composed = compose(parts, () => {
    answers.clear();
    wake();
  });
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
          admission: new Admission(parts.admission),
          answers,
          anyOrigin: true,
        },
      ],
      [
        '/admin/graphql',
        {
          apollo: adminApollo,
          authenticate: (request) => authenticator.admin(credentialsOf(request)),
          bodyLimit: 20 * megabyte,
          admission: new Admission(parts.admission),
          anyOrigin: false,
        },
      ],
    ]),
    ready: () => database.answers(),
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
    onFeeds: (programIds) => {
      answers.clear();
      composed.onFeeds(programIds);
    },
    authenticate: liveAuthentication(authenticator),
    formatError: (error) => formatError(error.toJSON(), error, log),
    onError: backgroundLog(log),
    execute,
    validationRules: limitRules,
    check: (document, operation) =>
      operationCost(storefront, document, operation, null) > limits.cost
        ? tooComplex('The subscription reads too much at once; ask for smaller pages.')
        : null,
  });
  live.server.attach(http);
  wake = () => live.wake();
  let running: { stop(): Promise<void> } | null = null;

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
        http.listen(port, listening);
      });
      return boundPort(http.address());
    },
    async close() {
      await running?.stop();
      const closed = new Promise<void>((done) => http.close(() => done()));
      await live.stop();
      http.closeIdleConnections();
      // Requests under way get a moment to end; whoever is still sending then is cut off.
      const cancel = timers.after(5_000, () => http.closeAllConnections());
      await closed;
      cancel();
      await composed.groups.drain();
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
