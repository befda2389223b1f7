// The whole public surface. Two doors: `createMall` has everything in one object; `createClient` and the single
// operations below it are for pages that count bytes. The first is made of the second.
export { createMall, type Mall } from './client.js';
export { type Client, type ClientOptions, createClient, type RequestOptions } from './transport/fetch.js';
export {
  createLive,
  type Live,
  type WebSocketConnection,
  type WebSocketConstructor,
} from './transport/socket.js';
export type { LiveStatus, Subscription, WatchOptions } from './transport/channel.js';
export { NetworkError, RefusedError, UnauthorisedError, type UserError } from './transport/errors.js';
export type { GetMemberToken, LanguageCode, Session } from './transport/session.js';
export type { TypedDocument } from './transport/document.js';
export type { Pace } from './transport/retry.js';
export { type Keyed, newIdempotencyKey } from './transport/mutation.js';

export { type Achievement, achievements } from './achievement/achievement.js';
export {
  categories,
  type Category,
  type FacetCount,
  type Money,
  type Price,
  type PricePlan,
  reward,
  type RewardDetail,
  type RewardKey,
  type RewardPage,
  rewards,
  type RewardsInput,
  type RewardSummary,
  type StockState,
  type VariantDetail,
  type Zone,
  zones,
  type ZonesWithRewardsInput,
  type ZoneWithRewards,
  zonesWithRewards,
} from './catalog/catalog.js';
export {
  type Balance,
  balance,
  type PageInput,
  type StatementEntry,
  type StatementPage,
  statement,
} from './points/points.js';
export {
  drawEntries,
  type Pledge,
  pledge,
  type Pledged,
  type PledgeInput,
  type PledgePage,
  pledges,
  pool,
  type PoolDetail,
  type PoolKey,
  type PoolPage,
  type PoolProgress,
  pools,
  type PoolSummary,
  watchPoolProgress,
  type WithdrawInput,
  withdrawPledge,
} from './crowdfunding/crowdfunding.js';
export { type PublishedDraw, verifyDraw } from './crowdfunding/verify-draw.js';
export {
  type Donation,
  donation,
  type DonationGiftPage,
  donationGifts,
  type DonationGive,
  donationNews,
  type DonationNewsPage,
  type DonationPage,
  type DonationProgress,
  donationProject,
  type DonationProjectDetail,
  type DonationProjectKey,
  type DonationProjectPage,
  donationProjects,
  type DonationProjectSummary,
  donations,
  giveDonation,
  watchDonationProgress,
} from './donation/donation.js';
export { type CheckIn, checkIn, type CheckInState, checkInState } from './earning/earning.js';
export {
  cancel,
  type CancelInput,
  type Exchange,
  exchange,
  type ExchangePage,
  exchanges,
  pay,
  type PayInput,
  redeem,
  type RedeemInput,
} from './exchange/exchange.js';
export { expectedTotal, ownPrice, type PlannedLine } from './exchange/expected-total.js';
export {
  type StockFeedBatch,
  type StockFeedEvent,
  type StockFeedItem,
  stockFeedSnapshot,
  type StockFeedSnapshotPage,
  watchBalance,
  watchExchange,
  watchStock,
  watchStockFeed,
} from './live/live.js';
export {
  type BenefitUsage,
  benefitUsage,
  type MemberTier,
  memberTier,
  type Tier,
  type TierRuleBook,
  type TierRules,
  tierRules,
  tiers,
} from './tier/tier.js';
export {
  type Ballot,
  type BallotPage,
  ballots,
  castVote,
  type VoteCampaign,
  voteCampaign,
  type VoteCampaignKey,
  type VoteCampaignPage,
  voteCampaigns,
  type VoteCast,
  type VoteTally,
  watchVoteTally,
} from './voting/voting.js';
export { type Notice, type NoticePage, notices } from './notice/notice.js';
export { type Program, program } from './program/program.js';
export { type Member, member } from './member/member.js';
export type {
  AchievementKind,
  Allotment,
  DonationState,
  ExchangeState,
  Language,
  LimitPeriod,
  NoticeKind,
  OverFunding,
  PaymentState,
  PledgeState,
  PoolState,
  RewardFilter,
  RewardKind,
  RewardSort,
  RewardStatus,
  StockFeedEventKind,
  TransferReason,
  UserErrorCode,
  VoteState,
  VoteWeighting,
} from './generated/storefront.js';
