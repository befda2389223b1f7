import { achievementCapability } from './achievement/achievement.capability.js';
import { OfferBook } from './catalog/offer.book.js';
import { catalogJobs } from './catalog/catalog.jobs.js';
import { AdminStockResolver } from './catalog/stock.admin.resolver.js';
import { CatalogAdminResolver } from './catalog/catalog.admin.resolver.js';
import { ShelvesAdminResolver } from './catalog/shelves.admin.resolver.js';
import { CatalogResolver, RewardConnectionResolver, ZoneFields } from './catalog/catalog.resolver.js';
import { RewardLists } from './catalog/rewards.list.js';
import { crowdfundingCapability } from './crowdfunding/crowdfunding.capability.js';
import { PoolBook } from './crowdfunding/pool.book.js';
import { DonationBook } from './donation/donation.book.js';
import { donationCapability } from './donation/donation.capability.js';
import { AdminPurchaseResolver } from './earning/purchase.admin.resolver.js';
import { AdminEarningResolver, PurchaseMemberField } from './earning/earning.admin.resolver.js';
import { registerPurchaseNode } from './earning/purchase.view.js';
import { CheckInBook } from './earning/check-in.book.js';
import { earningJobs } from './earning/earning.jobs.js';
import { EarningResolver } from './earning/earning.resolver.js';
import { PurchaseBook } from './earning/purchase.book.js';
import { StatementPurchaseField } from './earning/statement-purchase.admin.fields.js';
import { CodeBook } from './exchange/code.book.js';
import { AdminExchangeResolver, ExchangeMemberField } from './exchange/exchange.admin.resolver.js';
import { ExchangeBook } from './exchange/exchange.book.js';
import { ExchangeFields, ExchangeLineFields } from './exchange/exchange.fields.js';
import { exchangeJobs } from './exchange/exchange.jobs.js';
import { ExchangeResolver, MemberExchanges, registerExchangeNode } from './exchange/exchange.resolver.js';
import { ExchangeSubscription } from './exchange/exchange.subscription.js';
import { ExchangeTopic } from './exchange/exchange.topic.js';
import { LimitBook } from './exchange/limit.book.js';
import { StockFeedResolver } from './feed/feed.resolver.js';
import { StockFeed } from './feed/stock-feed.js';
import { NodeRegistry, NodeResolver } from './graphql/node.js';
import { makeSchema } from './graphql/schema.js';
import { MemberTopic } from './ledger/balance.topic.js';
import { BalanceSubscription } from './ledger/balance.subscription.js';
import { LedgerBook } from './ledger/ledger.book.js';
import { ledgerJobs } from './ledger/ledger.jobs.js';
import { LedgerResolver } from './ledger/ledger.resolver.js';
import { StatementFields } from './ledger/statement.fields.js';
import { AdminMemberResolver, MemberResolver, registerMemberNode } from './member/member.resolver.js';
import { NoticeBook } from './notice/notice.book.js';
import { noticeCapability } from './notice/notice.capability.js';
import { inTime } from './payment/in-time.js';
import { testPaymentProvider } from './payment/test-provider.js';
import type { Clock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database.js';
import { GroupCommit } from './platform/group-commit/group-commit.js';
import type { GroupSizes } from './platform/group-commit/group-commit.js';
import { idempotencyJobs } from './platform/group-commit/idempotency.jobs.js';
import { idSource } from './platform/ids.js';
import { type Job } from './platform/jobs/job-runner.js';
import { queueJobs } from './platform/jobs/queue.jobs.js';
import type { Random } from './platform/random.js';
import { forRequests } from './platform/request-reads.js';
import { outboxJobs } from './platform/outbox/outbox.jobs.js';
import { systemTimers } from './platform/timers.js';
import { AccessKeyResolver } from './program/access-key.resolver.js';
import { AuditBook } from './program/audit.book.js';
import { AuditResolver } from './program/audit.resolver.js';
import { Authenticator } from './program/authenticate.js';
import type { Hands, Served } from './program/capability.js';
import { AdminProgramResolver, ProgramResolver } from './program/program.resolver.js';
import { StockBook } from './stock/stock.book.js';
import { StockResolver } from './stock/stock.resolver.js';
import { StockTopic } from './stock/stock.topic.js';
import { BenefitBook } from './tier/benefit.book.js';
import { BirthdayBook } from './tier/birthday.book.js';
import { TierBook } from './tier/tier.book.js';
import { tierCapability } from './tier/tier.capability.js';
import { VoteBook } from './voting/voting.book.js';
import { votingCapability } from './voting/voting.capability.js';

export interface CapabilityParts {
  config: Pick<Config, 'production'>;
  database: Database;
  clock: Clock;
  random: Random;
  /** Resolvers of whoever runs the server, beside those of the storefront. */
  storefrontExtras?: readonly object[];
  groups?: GroupSizes;
}

/** The capabilities that are one folder and one line; in alphabetical order, none knows another. */
const capabilities: readonly ((hands: Hands) => Served)[] = [
  achievementCapability,
  crowdfundingCapability,
  donationCapability,
  noticeCapability,
  tierCapability,
  votingCapability,
];

/**
 * In the order in which every group locks its rows: stock, accounts, and what is guarded by those two. A hot row that many
 * members change at once comes before the accounts: who waits for it then holds nothing of any member. Commands alone
 * lock accounts, and none takes an account before a row that stands above it here.
 */
export const writePathBooks = [
  StockBook,
  DonationBook,
  PoolBook,
  VoteBook,
  LedgerBook,
  TierBook,
  OfferBook,
  LimitBook,
  ExchangeBook,
  CodeBook,
  CheckInBook,
  PurchaseBook,
  BirthdayBook,
  BenefitBook,
  NoticeBook,
  AuditBook,
];

/** Makes every part of the server and hands each the parts it needs; the one place that knows them all. */
export function compose(parts: CapabilityParts, onCommit: () => void) {
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
  const provider = (from: Database) => inTime(testPaymentProvider(from), systemTimers);
  const payments = { database, groups, clock, provider: provider(database), onCommit };
  const forJobs = { ...payments, database: background, provider: provider(background) };
  const nodes = new NodeRegistry();
  const authenticator = new Authenticator({
    database: background,
    clock,
    production: parts.config.production,
  });
  const forget = () => authenticator.forget();
  const hands = { database, reads, background, groups, newId, random, clock, nodes, forget, onCommit };
  const added = capabilities.map((capability) => capability(hands));
  registerMemberNode(nodes, reads);
  registerExchangeNode(nodes, reads);
  registerPurchaseNode(nodes, reads);

  const feed = new StockFeed({ database: background });
  const lists = new RewardLists(reads);
  const storefrontResolvers = [
    new NodeResolver(nodes),
    new ProgramResolver(),
    new MemberResolver(reads),
    new CatalogResolver(reads, lists, nodes),
    new ZoneFields(lists),
    new RewardConnectionResolver(database),
    new StockResolver(),
    new StockFeedResolver(database),
    new BalanceSubscription(),
    new ExchangeSubscription(),
    new LedgerResolver(reads),
    new StatementFields(nodes),
    new EarningResolver(database, groups),
    new MemberExchanges(reads),
    new ExchangeResolver(payments),
    new ExchangeFields(database),
    new ExchangeLineFields(database),
    ...added.flatMap((served) => served.storefront),
    ...(parts.storefrontExtras ?? []),
  ];
  const adminResolvers = [
    new AdminProgramResolver(),
    new AccessKeyResolver({ database, newId, random }, authenticator),
    new AuditResolver(database),
    new AdminMemberResolver({ database, newId }),
    new LedgerResolver(reads),
    new AdminEarningResolver({ database, newId, groups }),
    new AdminPurchaseResolver(reads),
    new PurchaseMemberField(database),
    new StatementPurchaseField(reads),
    new CatalogAdminResolver({ database, newId, onCommit }),
    new ShelvesAdminResolver({ database, newId, onCommit }),
    new AdminStockResolver(database, groups),
    new MemberExchanges(reads),
    new AdminExchangeResolver(payments),
    new ExchangeMemberField(reads),
    new ExchangeFields(database),
    new ExchangeLineFields(database),
    ...added.flatMap((served) => served.admin),
  ];
  return {
    authenticator,
    newId,
    ...schemas(storefrontResolvers, adminResolvers),
    topics: [
      new StockTopic(background),
      new MemberTopic(background),
      new ExchangeTopic(background),
      ...added.flatMap((served) => served.topics),
    ],
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
      ...queueJobs(database),
      ...added.flatMap((served) => served.jobs),
    ] satisfies Job[],
  };
}

function schemas(storefrontResolvers: readonly object[], adminResolvers: readonly object[]) {
  return {
    storefront: makeSchema({
      resolvers: storefrontResolvers,
      hasMembers: true,
      descriptions: {
        query: 'What a storefront reads: the catalog for everyone, and what is their own for members.',
        mutation: 'What a member does.',
        subscription: 'What is told the moment it changes.',
      },
    }),
    admin: makeSchema({
      resolvers: adminResolvers,
      hasMembers: false,
      descriptions: {
        query: "What the brand's own systems and operators read.",
        mutation: "What the brand's own systems and operators do.",
        subscription: 'Nothing: the admin schema is asked, it does not tell.',
      },
    }),
  };
}
