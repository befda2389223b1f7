/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument } from '../transport/document.js';
/** What an achievement is for, and what its progress counts. */
export type AchievementKind =
  /** Campaigns voted in; counts them. */
  | 'BALLOT'
  /** Checking in day after day; counts the days in a row as they stand. */
  | 'CHECK_IN'
  /** Exchanges that were fulfilled; counts them, refunded ones as well. */
  | 'EXCHANGE'
  /** Gifts to good causes; counts them. */
  | 'GIFT'
  /** Years as a member; counts days. */
  | 'MEMBERSHIP'
  /** Pools filled with the help of the member; counts them. */
  | 'POOL'
  /** Different good causes given to; counts them. */
  | 'PROJECT'
  /** Reaching a membership tier; counts the score. */
  | 'TIER';

/** Who gets what a pool is for. */
export type Allotment =
  /** It is drawn; every point pledged is a ticket. */
  | 'DRAW'
  /** One thing for everybody who pledged, as the terms say. */
  | 'SHARED'
  /** One for everybody who pledged, at the price that many get. */
  | 'VOLUME';

/** What a tier can give its members. */
export type Benefit =
  /** Points on the member’s birthday. */
  | 'BIRTHDAY_GIFT'
  /** Staff of the brand who look after the member. */
  | 'DEDICATED_SERVICE'
  /** New rewards before others get them. */
  | 'EARLY_ACCESS'
  /** Fewer points for rewards. */
  | 'EXCHANGE_DISCOUNT'
  /** Rewards of a zone that is open to a tier. */
  | 'EXCLUSIVE_ZONE'
  /** Physical rewards are sent free of charge. */
  | 'FREE_SHIPPING'
  /** A price of a reward that only members of a tier get. */
  | 'TIER_PRICE';

/** A check-in for today. */
export type CheckInInput = {
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
};

/** What to give, and to which project. */
export type DonationGiveInput = {
  /** Whether to keep the name from others. */
  readonly anonymous?: boolean;
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
  /** Points, from the least of the project up to what is still taken. */
  readonly points: number;
  /** The project. */
  readonly projectId: string;
};

/** Whether a project takes gifts, and whether they were paid out. */
export type DonationState =
  /** Takes none any more: it is full and stops there, its end has passed, or the brand closed it. */
  | 'CLOSED'
  /** Takes gifts. */
  | 'OPEN'
  /** Everything given was paid out, with a statement. */
  | 'SETTLED';

/** Which exchange to take back. */
export type ExchangeCancelInput = {
  /** The exchange to cancel. */
  readonly exchangeId: string;
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
};

/** One reward to exchange for. */
export type ExchangeLineInput = {
  /** The price plan to pay by; without one, the cheapest in points that needs no cash of those open to the member, else the first. One that is gone is refused with NotFound; with an `expectedTotal` it is as if none had been named, so that a changed price is told as PriceChanged. */
  readonly pricePlanId?: string | null | undefined;
  /** Pieces, 1 to 1000. */
  readonly quantity?: number;
  /** The variant wanted. */
  readonly variantId: string;
};

/** How to pay the cash part of an exchange. */
export type ExchangePayInput = {
  /** The exchange that awaits payment. */
  readonly exchangeId: string;
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
  /** The provider’s name for how to pay; the built-in test provider knows `test_ok` and `test_declined`. */
  readonly paymentMethod: string;
};

/** What to exchange points for. */
export type ExchangeRedeemInput = {
  /** The total the member was shown; another total is refused with PriceChanged. */
  readonly expectedTotal?: PriceInput | null | undefined;
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
  /** The rewards, 1 to 50 lines: all of them or none. */
  readonly lines: ReadonlyArray<ExchangeLineInput>;
};

/** How far an exchange has come. */
export type ExchangeState =
  /** Points and stock are held until the cash part is paid or `paymentDueAt` has passed. */
  | 'AWAITING_PAYMENT'
  /** Taken back by the member; everything was returned. */
  | 'CANCELLED'
  /** Paid in full; the brand prepares it. */
  | 'CONFIRMED'
  /** The cash part did not come in time; everything was returned. */
  | 'EXPIRED'
  /** Handed over: dispatched, delivered or done. */
  | 'FULFILLED'
  /** Undone by the brand; points and cash were returned. */
  | 'REFUNDED';

/** A language in which content and messages are kept. */
export type Language =
  /** English. */
  | 'EN'
  /** Chinese, simplified. */
  | 'ZH';

/** How often a limit or a batch starts again, by the calendar of the program. */
export type LimitPeriod =
  /** Every day at midnight. */
  | 'DAY'
  /** Never: it counts once and for all. */
  | 'EVER'
  /** On the first of every month. */
  | 'MONTH'
  /** Every Monday. */
  | 'WEEK'
  /** On 1 January. */
  | 'YEAR';

/** An amount of cash. */
export type MoneyInput = {
  /** The amount in whole units of the currency, for example "49.00" yuan. */
  readonly amount: string;
  /** The currency of the amount. */
  readonly currencyCode: string;
};

/** What a notice is about. */
export type NoticeKind =
  /** The member’s tier gave points for their birthday. */
  | 'BIRTHDAY_GIFT'
  /** A good cause that the member gave to has news. */
  | 'DONATION_NEWS'
  /** What the member gave to a good cause was paid out. */
  | 'DONATION_SETTLED'
  /** The brand called a pool off, and the member has their points back. */
  | 'POOL_CANCELLED'
  /** A pool was not full in time, and the member has their points back. */
  | 'POOL_FAILED'
  /** A pool the member pledged to is full, and their points were taken. */
  | 'POOL_SUCCEEDED'
  /** The member won the draw of a pool. */
  | 'POOL_WON'
  /** The tier was not kept or is no longer on the ladder, and the member stands lower. */
  | 'TIER_DROPPED'
  /** The member has a higher membership tier. */
  | 'TIER_RAISED'
  /** The rules of the ladder will change in a way that could cost members something. */
  | 'TIER_RULES'
  /** The tier will be reviewed soon; purchases earn more until then. */
  | 'TIER_SPRINT'
  /** A rise was undone, because an order that it came from was refunded. */
  | 'TIER_UNDONE'
  /** What the member voted for has won and is coming soon. */
  | 'VOTE_WON';

/** Up to where a member has read. */
export type NoticeMarkReadInput = {
  /** The newest notice that was shown; everything older is marked with it. */
  readonly noticeId: string;
};

/** What happens above the goal. */
export type OverFunding =
  /** More is welcome; the bar goes on above 100 percent. */
  | 'ACCEPT'
  /** Nothing more is taken: the goal is reached exactly. */
  | 'STOP';

/** How far the cash part of an exchange has come. */
export type PaymentState =
  /** Collected. */
  | 'CAPTURED'
  /** Authorised and decided; the provider is being told to collect it. */
  | 'CAPTURING'
  /** The provider let the authorisation lapse before it was collected; the brand decides, for example by a refund. */
  | 'FAILED'
  /** Waits for the member to pay. */
  | 'PENDING'
  /** Given back. */
  | 'REFUNDED'
  /** The provider is being told to give it back. */
  | 'REFUNDING'
  /** Never collected. */
  | 'VOIDED'
  /** Not wanted any more; the provider is being told to let it go. */
  | 'VOIDING';

/** What became of the points of a pledge. */
export type PledgeState =
  /** Spent: the pool was full. */
  | 'CAPTURED'
  /** Held until the pool closes. */
  | 'HELD'
  /** Given back: the pool was not full in time, or was called off. */
  | 'RELEASED'
  /** The member took them back. */
  | 'WITHDRAWN';

/** What to pledge, and to which pool. */
export type PoolPledgeInput = {
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
  /** What the pledge shall be in all: more than it is, and at most what the pool still takes. */
  readonly points: number;
  /** The pool. */
  readonly poolId: string;
};

/** Where a pool is on its way. */
export type PoolState =
  /** Every pledge was taken, and where something is drawn, it is. */
  | 'COMPLETED'
  /** Its deadline passed before it was full, or the brand called it off; the points are being given back. */
  | 'FAILED'
  /** Takes pledges. */
  | 'OPEN'
  /** Every member has their points back. */
  | 'RELEASED'
  /** Full: nothing can be pledged or withdrawn; the points are being taken. */
  | 'SUCCEEDED';

/** Which pledge to take back. */
export type PoolWithdrawInput = {
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
  /** The pool. */
  readonly poolId: string;
};

/** A price: points, and cash where both are asked. */
export type PriceInput = {
  /** Cash to be paid as well; absent when points are enough. */
  readonly cash?: MoneyInput | null | undefined;
  /** Points to be spent. */
  readonly points: number;
};

/** Narrows a list of rewards; within a list of values any, between fields all must fit. */
export type RewardFilter = {
  /** True: only what the member may have and has the points for at their own price (nothing without a member token). False is as good as absent. */
  readonly affordable?: boolean | null | undefined;
  /** Keys of bands, as the program lists them. */
  readonly bands?: ReadonlyArray<string> | null | undefined;
  /** Keys of categories. */
  readonly categories?: ReadonlyArray<string> | null | undefined;
  /** True: only what is left now. False is as good as absent. */
  readonly inStock?: boolean | null | undefined;
  /** Kinds. */
  readonly kinds?: ReadonlyArray<RewardKind> | null | undefined;
  /** Costs at most so many points, by `priceFrom`; a band ends before its own `pointsMax`. */
  readonly pointsMax?: number | null | undefined;
  /** Costs at least so many points, by `priceFrom`. */
  readonly pointsMin?: number | null | undefined;
  /** Keys of zones. */
  readonly zones?: ReadonlyArray<string> | null | undefined;
};

/** What a member receives. */
export type RewardKind =
  /** A seat at an event. */
  | 'EVENT_SEAT'
  /** Points or miles of another program. */
  | 'PARTNER_POINTS'
  /** A thing that is sent. */
  | 'PHYSICAL'
  /** Something done for the member. */
  | 'SERVICE'
  /** A code that is delivered at once. */
  | 'VIRTUAL';

/** The order of a list of rewards. */
export type RewardSort =
  /** As the operators arranged them, then the newest. */
  | 'FEATURED'
  /** The newest first. */
  | 'NEWEST'
  /** The fewest points first, by `priceFrom`. */
  | 'POINTS_ASC'
  /** The most points first, by `priceFrom`. */
  | 'POINTS_DESC'
  /** The one of which most units were exchanged in the last 90 days first, then the newest; counted every ten minutes, without what was cancelled or refunded. */
  | 'POPULAR'
  /** The best match of `query` first; as FEATURED without one. */
  | 'RELEVANCE';

/** Whether a reward can be had now. */
export type RewardStatus =
  /** Shown already; the sale begins at `onSaleFrom`. */
  | 'COMING_SOON'
  /** No longer in lists: its sale is over, or no price will count any more. */
  | 'ENDED'
  /** Can be had now. */
  | 'ON_SALE'
  /** On sale, but nothing is left at the moment. */
  | 'SOLD_OUT';

/** What about a variant has changed. */
export type StockFeedEventKind =
  /** Whether it is listed in the mall: an operator changed that, or its sale began or ended. */
  | 'LISTING'
  /** What it costs: prices were changed, or the window of one opened or closed. */
  | 'PRICE'
  /** How many are left. */
  | 'STOCK';

/** Why points moved. */
export type TransferReason =
  /** A birthday gift. */
  | 'BIRTHDAY'
  /** Earned by checking in. */
  | 'CHECK_IN'
  /** Given to a good cause. */
  | 'DONATION'
  /** Paid out by a good cause; never in a member’s own statement. */
  | 'DONATION_SETTLEMENT'
  /** Spent on an exchange. */
  | 'EXCHANGE'
  /** Returned by a cancelled or refunded exchange. */
  | 'EXCHANGE_REFUND'
  /** Past their expiry. */
  | 'EXPIRY'
  /** Given by the brand. */
  | 'GRANT'
  /** Pending points that became spendable. */
  | 'PENDING_RELEASE'
  /** Put into a pool that reached its target. */
  | 'PLEDGE'
  /** Paid out for what a pool was for; never in a member’s own statement. */
  | 'POOL_SETTLEMENT'
  /** Earned by an order. */
  | 'PURCHASE'
  /** Taken back because an order was refunded. */
  | 'PURCHASE_REFUND'
  /** Used to repay points that were owed. */
  | 'REPAYMENT'
  /** Spent on a vote. */
  | 'VOTE';

/** The rule that refused; each code has a type of its own that carries the facts. */
export type UserErrorCode =
  /** The member has checked in today already. */
  | 'ALREADY_CHECKED_IN'
  /** Something with this name or id exists already. */
  | 'ALREADY_EXISTS'
  /** The member has voted already, and a vote stands. */
  | 'ALREADY_VOTED'
  /** Fewer points than the least that is taken, or more than the most. */
  | 'AMOUNT_OUT_OF_RANGE'
  /** The amount is in another currency than the program. */
  | 'CURRENCY_MISMATCH'
  /** The idempotency key was used before with other input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The member has fewer available points than this costs. */
  | 'INSUFFICIENT_POINTS'
  /** The input breaks its own documented shape. */
  | 'INVALID_INPUT'
  /** This cannot be done in the state the thing is in. */
  | 'INVALID_STATE'
  /** The member would exceed how many of this reward one member may have in a period. */
  | 'LIMIT_REACHED'
  /** The reward is not meant for this member; such a refusal is TIER_REQUIRED. */
  | 'NOT_ELIGIBLE'
  /** Nothing with this id exists in this program. */
  | 'NOT_FOUND'
  /** The reward is not listed, not on sale yet, or no longer. */
  | 'NOT_ON_SALE'
  /** Fewer units are left than were asked for. */
  | 'OUT_OF_STOCK'
  /** The payment provider declined the payment. */
  | 'PAYMENT_DECLINED'
  /** The price is no longer the one that was expected. */
  | 'PRICE_CHANGED'
  /** Less is still taken than was offered: the target is reached, or nearly. */
  | 'TARGET_REACHED'
  /** This needs a higher membership tier. */
  | 'TIER_REQUIRED';

/** What to vote for. */
export type VoteCastInput = {
  /** The campaign. */
  readonly campaignId: string;
  /** The candidate chosen. */
  readonly candidateId: string;
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
  /** All points that shall stand behind the ballot, those put in before included; only where the campaign spends points. They are not given back. */
  readonly points?: number | null | undefined;
  /** Pieces the member would exchange, 0 to the `mostPieces` of the campaign; only where it asks. */
  readonly quantity?: number;
};

/** How far a campaign has come. */
export type VoteState =
  /** Over; the winner stands in the mall. */
  | 'ANNOUNCED'
  /** Over; the winner is being decided or made a reward, or nobody voted. */
  | 'CLOSED'
  /** Ballots are taken. */
  | 'OPEN';

/** What a ballot weighs. */
export type VoteWeighting =
  /** Every ballot weighs one. */
  | 'BALLOT'
  /** As much as the points its member can spend at that moment; nothing is taken. */
  | 'COUNTED'
  /** As much as the points its member puts in; they are spent and not given back. */
  | 'SPENT';

export type AchievementsQueryVariables = Exact<{ [key: string]: never; }>;


export type AchievementsQuery = { readonly me: { readonly achievements: ReadonlyArray<{ readonly key: string, readonly kind: AchievementKind, readonly title: string, readonly description: string, readonly earnedOn: string | null, readonly next: boolean, readonly progress: { readonly done: number, readonly of: number, readonly percent: number } }> } | null };

export type MoneyFragment = { readonly amount: string, readonly currencyCode: string };

export type PriceFragment = { readonly points: number, readonly cash: MoneyFragment | null };

export type StockStateFragment = { readonly variantId: string, readonly available: number | null, readonly unlimited: boolean, readonly version: string, readonly batch: { readonly size: number, readonly period: LimitPeriod, readonly left: number, readonly renewsOn: string } | null };

export type TierNameFragment = { readonly key: string, readonly title: string };

export type ZoneFragment = { readonly id: string, readonly key: string, readonly title: string, readonly description: string | null, readonly tier: TierNameFragment | null };

export type CategoryFragment = { readonly id: string, readonly key: string, readonly title: string };

export type OwnTermsFragment = { readonly earlyAccess: string | null, readonly memberPrice: PriceFragment | null, readonly tierRequired: TierNameFragment | null, readonly nextTier: { readonly earlyAccess: string | null, readonly tier: TierNameFragment, readonly price: PriceFragment } | null };

export type RewardSummaryFragment = (
  { readonly id: string, readonly handle: string, readonly title: string, readonly summary: string, readonly kind: RewardKind, readonly status: RewardStatus, readonly tags: ReadonlyArray<string>, readonly onSaleFrom: string | null, readonly onSaleUntil: string | null, readonly affordable: boolean | null, readonly limitLeft: number | null, readonly category: CategoryFragment | null, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly zones: ReadonlyArray<ZoneFragment>, readonly priceFrom: PriceFragment, readonly variants: ReadonlyArray<{ readonly id: string, readonly stock: StockStateFragment }>, readonly limit: { readonly quantity: number, readonly period: LimitPeriod } | null }
  & OwnTermsFragment
);

export type VariantDetailFragment = { readonly id: string, readonly title: string, readonly sku: string | null, readonly options: ReadonlyArray<{ readonly name: string, readonly value: string }>, readonly pricePlans: ReadonlyArray<{ readonly id: string, readonly label: string | null, readonly startsAt: string | null, readonly endsAt: string | null, readonly price: PriceFragment, readonly memberPrice: PriceFragment | null, readonly tier: TierNameFragment | null }>, readonly stock: StockStateFragment };

export type RewardDetailFragment = (
  { readonly id: string, readonly handle: string, readonly title: string, readonly summary: string, readonly description: string, readonly kind: RewardKind, readonly status: RewardStatus, readonly supplier: string | null, readonly videoUrl: string | null, readonly tags: ReadonlyArray<string>, readonly onSaleFrom: string | null, readonly onSaleUntil: string | null, readonly affordable: boolean | null, readonly limitLeft: number | null, readonly category: CategoryFragment | null, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly zones: ReadonlyArray<ZoneFragment>, readonly priceFrom: PriceFragment, readonly variants: ReadonlyArray<VariantDetailFragment>, readonly limit: { readonly quantity: number, readonly period: LimitPeriod } | null }
  & OwnTermsFragment
);

export type FacetCountFragment = { readonly key: string, readonly label: string, readonly count: number };

export type RewardsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  query?: string | null | undefined;
  filter?: RewardFilter | null | undefined;
  sort?: RewardSort | null | undefined;
  counts: boolean;
}>;


export type RewardsQuery = { readonly rewards: { readonly totalCount?: number, readonly nodes: ReadonlyArray<RewardSummaryFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly facets?: { readonly inStock: number, readonly affordable: number | null, readonly categories: ReadonlyArray<FacetCountFragment>, readonly kinds: ReadonlyArray<FacetCountFragment>, readonly bands: ReadonlyArray<FacetCountFragment>, readonly zones: ReadonlyArray<FacetCountFragment> } } };

export type RewardQueryVariables = Exact<{
  id?: string | null | undefined;
  handle?: string | null | undefined;
}>;


export type RewardQuery = { readonly reward: RewardDetailFragment | null };

export type ZonesQueryVariables = Exact<{ [key: string]: never; }>;


export type ZonesQuery = { readonly zones: ReadonlyArray<ZoneFragment> };

export type ZonesWithRewardsQueryVariables = Exact<{
  zones: number;
  rewards: number;
  filter?: RewardFilter | null | undefined;
  sort?: RewardSort | null | undefined;
}>;


export type ZonesWithRewardsQuery = { readonly zones: ReadonlyArray<(
    { readonly rewards: { readonly nodes: ReadonlyArray<RewardSummaryFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } }
    & ZoneFragment
  )> };

export type CategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type CategoriesQuery = { readonly categories: ReadonlyArray<CategoryFragment> };

export type PoolProgressFragment = { readonly poolId: string, readonly state: PoolState, readonly pledged: number, readonly target: number, readonly left: number, readonly percent: number, readonly backers: number, readonly deadline: string, readonly version: string };

export type PledgeFragment = { readonly id: string, readonly number: number, readonly points: number, readonly state: PledgeState, readonly allotted: boolean, readonly version: string, readonly createdAt: string };

export type PoolSummaryFragment = { readonly id: string, readonly handle: string, readonly title: string, readonly summary: string, readonly target: number, readonly least: number, readonly most: number | null, readonly deadline: string, readonly allotment: Allotment, readonly winners: number | null, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly draw: { readonly seedHash: string }, readonly progress: PoolProgressFragment };

export type PoolsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  open?: boolean | null | undefined;
}>;


export type PoolsQuery = { readonly pools: { readonly nodes: ReadonlyArray<PoolSummaryFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PoolQueryVariables = Exact<{
  id?: string | null | undefined;
  handle?: string | null | undefined;
}>;


export type PoolQuery = { readonly pool: (
    { readonly story: string, readonly terms: string, readonly cancelled: string | null, readonly settlement: { readonly points: number, readonly statement: string, readonly documentUrl: string | null, readonly at: string, readonly amount: { readonly amount: string, readonly currencyCode: string } | null } | null, readonly draw: { readonly seedHash: string, readonly seed: string | null, readonly winners: ReadonlyArray<{ readonly place: number, readonly number: number }> }, readonly pledge: PledgeFragment | null }
    & PoolSummaryFragment
  ) | null };

export type DrawEntriesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DrawEntriesQuery = { readonly pool: { readonly draw: { readonly entries: { readonly nodes: ReadonlyArray<{ readonly number: number, readonly points: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } } | null };

export type PoolPledgeMutationVariables = Exact<{
  input: PoolPledgeInput;
}>;


export type PoolPledgeMutation = { readonly payload: { readonly pledge: PledgeFragment | null, readonly progress: PoolProgressFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type PoolWithdrawMutationVariables = Exact<{
  input: PoolWithdrawInput;
}>;


export type PoolWithdrawMutation = { readonly payload: { readonly pledge: PledgeFragment | null, readonly progress: PoolProgressFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type PledgesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: PledgeState | null | undefined;
}>;


export type PledgesQuery = { readonly me: { readonly pledges: { readonly nodes: ReadonlyArray<(
        { readonly pool: { readonly id: string, readonly handle: string, readonly title: string } }
        & PledgeFragment
      )>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type WatchPoolProgressSubscriptionVariables = Exact<{
  poolId: string;
}>;


export type WatchPoolProgressSubscription = { readonly state: PoolProgressFragment };

export type DonationMilestoneFragment = { readonly points: number, readonly title: string, readonly reachedAt: string | null };

export type DonationProgressFragment = { readonly projectId: string, readonly state: DonationState, readonly raised: number, readonly goal: number, readonly percent: number, readonly donors: number, readonly gifts: number, readonly version: string, readonly lastMilestone: DonationMilestoneFragment | null, readonly nextMilestone: DonationMilestoneFragment | null };

export type DonationSettlementFragment = { readonly points: number, readonly statement: string, readonly documentUrl: string | null, readonly at: string, readonly amount: MoneyFragment };

export type DonationProjectSummaryFragment = { readonly id: string, readonly handle: string, readonly title: string, readonly summary: string, readonly goal: number, readonly overFunding: OverFunding, readonly least: number, readonly endsAt: string | null, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly milestones: ReadonlyArray<DonationMilestoneFragment>, readonly progress: DonationProgressFragment };

export type DonationFragment = { readonly id: string, readonly number: string, readonly points: number, readonly anonymous: boolean, readonly at: string, readonly worth: MoneyFragment, readonly project: { readonly id: string, readonly handle: string, readonly title: string }, readonly settlement: DonationSettlementFragment | null };

export type DonationProjectsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  open?: boolean | null | undefined;
}>;


export type DonationProjectsQuery = { readonly donationProjects: { readonly nodes: ReadonlyArray<DonationProjectSummaryFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DonationGiftsFragment = { readonly nodes: ReadonlyArray<{ readonly donorName: string | null, readonly points: number, readonly at: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } };

export type DonationNewsPageFragment = { readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string, readonly body: string, readonly at: string, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } };

export type DonationProjectQueryVariables = Exact<{
  id?: string | null | undefined;
  handle?: string | null | undefined;
  gifts?: number | null | undefined;
}>;


export type DonationProjectQuery = { readonly donationProject: (
    { readonly story: string, readonly recipient: string, readonly given: number | null, readonly settlement: DonationSettlementFragment | null, readonly news: DonationNewsPageFragment, readonly gifts: DonationGiftsFragment }
    & DonationProjectSummaryFragment
  ) | null };

export type DonationGiftsQueryVariables = Exact<{
  id?: string | null | undefined;
  handle?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DonationGiftsQuery = { readonly donationProject: { readonly gifts: DonationGiftsFragment } | null };

export type DonationNewsQueryVariables = Exact<{
  id?: string | null | undefined;
  handle?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DonationNewsQuery = { readonly donationProject: { readonly news: DonationNewsPageFragment } | null };

export type DonationGiveMutationVariables = Exact<{
  input: DonationGiveInput;
}>;


export type DonationGiveMutation = { readonly payload: { readonly donation: DonationFragment | null, readonly progress: DonationProgressFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type DonationReceiptQueryVariables = Exact<{
  id: string;
}>;


export type DonationReceiptQuery = { readonly donation: DonationFragment | null };

export type DonationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DonationsQuery = { readonly me: { readonly donations: { readonly nodes: ReadonlyArray<DonationFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type WatchDonationProgressSubscriptionVariables = Exact<{
  projectId: string;
}>;


export type WatchDonationProgressSubscription = { readonly state: DonationProgressFragment };

export type CheckInStateFragment = { readonly checkedInToday: boolean, readonly streak: number, readonly nextPoints: number, readonly ladder: ReadonlyArray<{ readonly day: number, readonly points: number }> };

export type CheckInFragment = { readonly day: string, readonly streak: number, readonly points: number, readonly member: { readonly id: string, readonly balance: BalanceFragment, readonly checkIn: CheckInStateFragment } };

export type CheckInStateQueryVariables = Exact<{ [key: string]: never; }>;


export type CheckInStateQuery = { readonly me: { readonly checkIn: CheckInStateFragment } | null };

export type CheckInMutationVariables = Exact<{
  input: CheckInInput;
}>;


export type CheckInMutation = { readonly payload: { readonly result: CheckInFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type ExchangeFragment = { readonly id: string, readonly state: ExchangeState, readonly cancellable: boolean, readonly freeShipping: boolean, readonly createdAt: string, readonly updatedAt: string, readonly paymentDueAt: string | null, readonly version: string, readonly total: PriceFragment, readonly lines: ReadonlyArray<{ readonly title: string, readonly kind: RewardKind, readonly quantity: number, readonly codes: ReadonlyArray<string>, readonly variant: { readonly id: string, readonly title: string, readonly reward: { readonly id: string, readonly handle: string, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }> } } | null, readonly unitPrice: PriceFragment, readonly listPrice: PriceFragment, readonly total: PriceFragment, readonly shipment: { readonly carrier: string | null, readonly trackingNumber: string | null, readonly fulfilledAt: string } | null }>, readonly payment: { readonly provider: string, readonly intentId: string | null, readonly state: PaymentState, readonly amount: MoneyFragment } | null };

export type ExchangeRedeemMutationVariables = Exact<{
  input: ExchangeRedeemInput;
}>;


export type ExchangeRedeemMutation = { readonly payload: { readonly result: ExchangeFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type ExchangePayMutationVariables = Exact<{
  input: ExchangePayInput;
}>;


export type ExchangePayMutation = { readonly payload: { readonly result: ExchangeFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type ExchangeCancelMutationVariables = Exact<{
  input: ExchangeCancelInput;
}>;


export type ExchangeCancelMutation = { readonly payload: { readonly result: ExchangeFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type ExchangeQueryVariables = Exact<{
  id: string;
}>;


export type ExchangeQuery = { readonly exchange: ExchangeFragment | null };

export type ExchangesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: ExchangeState | null | undefined;
}>;


export type ExchangesQuery = { readonly me: { readonly exchanges: { readonly nodes: ReadonlyArray<ExchangeFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type StockFeedEventFragment = { readonly cursor: string, readonly at: string, readonly kind: StockFeedEventKind, readonly variantId: string, readonly rewardId: string, readonly sku: string | null, readonly available: number | null, readonly unlimited: boolean, readonly listed: boolean, readonly version: string, readonly prices: ReadonlyArray<PriceFragment> };

export type StockFeedItemFragment = { readonly variantId: string, readonly rewardId: string, readonly sku: string | null, readonly available: number | null, readonly unlimited: boolean, readonly listed: boolean, readonly version: string, readonly prices: ReadonlyArray<PriceFragment> };

export type WatchStockSubscriptionVariables = Exact<{
  variantIds: ReadonlyArray<string>;
}>;


export type WatchStockSubscription = { readonly state: StockStateFragment };

export type WatchBalanceSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WatchBalanceSubscription = { readonly state: BalanceFragment };

export type WatchExchangeSubscriptionVariables = Exact<{
  id: string;
}>;


export type WatchExchangeSubscription = { readonly state: ExchangeFragment };

export type WatchStockFeedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type WatchStockFeedSubscription = { readonly state: { readonly cursor: string, readonly events: ReadonlyArray<StockFeedEventFragment> } };

export type StockFeedSnapshotQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StockFeedSnapshotQuery = { readonly stockFeedSnapshot: { readonly cursor: string, readonly nodes: ReadonlyArray<StockFeedItemFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MemberFragment = { readonly id: string, readonly customerId: string, readonly displayName: string | null, readonly birthday: { readonly month: number, readonly day: number } | null };

export type MemberQueryVariables = Exact<{ [key: string]: never; }>;


export type MemberQuery = { readonly me: MemberFragment | null };

export type NoticesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NoticesQuery = { readonly me: { readonly notices: { readonly unreadCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: NoticeKind, readonly message: string, readonly at: string, readonly readAt: string | null, readonly subject:
          | { readonly __typename: 'Ballot', readonly id: string }
          | { readonly __typename: 'Category', readonly id: string }
          | { readonly __typename: 'Donation', readonly id: string }
          | { readonly __typename: 'DonationNews', readonly id: string, readonly project: { readonly handle: string } }
          | { readonly __typename: 'DonationProject', readonly handle: string, readonly id: string }
          | { readonly __typename: 'Exchange', readonly id: string }
          | { readonly __typename: 'Member', readonly id: string }
          | { readonly __typename: 'Notice', readonly id: string }
          | { readonly __typename: 'Pledge', readonly id: string }
          | { readonly __typename: 'Pool', readonly handle: string, readonly id: string }
          | { readonly __typename: 'Purchase', readonly id: string }
          | { readonly __typename: 'Reward', readonly id: string }
          | { readonly __typename: 'Variant', readonly id: string }
          | { readonly __typename: 'VoteCampaign', readonly handle: string, readonly id: string }
          | { readonly __typename: 'VoteCandidate', readonly id: string }
          | { readonly __typename: 'Zone', readonly id: string }
         | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type MarkNoticesReadMutationVariables = Exact<{
  input: NoticeMarkReadInput;
}>;


export type MarkNoticesReadMutation = { readonly payload: { readonly result: number | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type BalanceFragment = { readonly available: number, readonly held: number, readonly pending: number, readonly owed: number, readonly expiringSoon: number, readonly expiringSoonAt: string | null, readonly version: string };

export type StatementEntryFragment = { readonly id: string, readonly at: string, readonly amount: number, readonly balanceAfter: number, readonly reason: TransferReason, readonly description: string, readonly exchangeId: string | null, readonly subject:
    | { readonly __typename: 'Ballot', readonly id: string, readonly campaign: { readonly handle: string } }
    | { readonly __typename: 'Category', readonly id: string }
    | { readonly __typename: 'Donation', readonly id: string, readonly project: { readonly handle: string } }
    | { readonly __typename: 'DonationNews', readonly id: string }
    | { readonly __typename: 'DonationProject', readonly id: string }
    | { readonly __typename: 'Exchange', readonly id: string }
    | { readonly __typename: 'Member', readonly id: string }
    | { readonly __typename: 'Notice', readonly id: string }
    | { readonly __typename: 'Pledge', readonly id: string }
    | { readonly __typename: 'Pool', readonly handle: string, readonly id: string }
    | { readonly __typename: 'Purchase', readonly orderId: string, readonly id: string }
    | { readonly __typename: 'Reward', readonly id: string }
    | { readonly __typename: 'Variant', readonly id: string }
    | { readonly __typename: 'VoteCampaign', readonly id: string }
    | { readonly __typename: 'VoteCandidate', readonly id: string }
    | { readonly __typename: 'Zone', readonly id: string }
   | null };

export type BalanceQueryVariables = Exact<{ [key: string]: never; }>;


export type BalanceQuery = { readonly me: { readonly balance: BalanceFragment } | null };

export type StatementQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StatementQuery = { readonly me: { readonly statement: { readonly nodes: ReadonlyArray<StatementEntryFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type ProgramFragment = { readonly name: string, readonly defaultLanguage: Language, readonly languages: ReadonlyArray<Language>, readonly timeZone: string, readonly pointsPerCurrencyUnit: number, readonly currencyCode: string, readonly shippingTerms: string | null, readonly bands: ReadonlyArray<{ readonly key: string, readonly pointsMin: number, readonly pointsMax: number | null }> };

export type ProgramQueryVariables = Exact<{ [key: string]: never; }>;


export type ProgramQuery = { readonly program: ProgramFragment };

export type TierFragment = { readonly key: string, readonly title: string, readonly from: number, readonly benefits: { readonly discountPercent: number, readonly earlyAccessHours: number, readonly birthdayPoints: number, readonly freeShipping: boolean, readonly dedicatedService: boolean } };

export type MemberTierFragment = { readonly score: number, readonly spendScore: number, readonly interactionScore: number, readonly missing: number | null, readonly percent: number, readonly since: string | null, readonly reviewOn: string | null, readonly serviceContact: string | null, readonly current: TierFragment | null, readonly next: TierFragment | null, readonly sprint: { readonly active: boolean, readonly from: string, readonly multiplier: number, readonly missing: number } | null };

export type TierRulesFragment = { readonly effectiveFrom: string | null, readonly windowMonths: number, readonly validityMonths: number, readonly sentences: ReadonlyArray<string>, readonly weights: { readonly spend: number, readonly interaction: number }, readonly units: { readonly checkIn: number, readonly donation: number, readonly pledge: number, readonly ballot: number }, readonly sprint: { readonly days: number, readonly multiplier: number }, readonly tiers: ReadonlyArray<TierFragment> };

export type TiersQueryVariables = Exact<{ [key: string]: never; }>;


export type TiersQuery = { readonly tiers: ReadonlyArray<TierFragment> };

export type TierRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type TierRulesQuery = { readonly tierRules: { readonly current: TierRulesFragment, readonly announced: { readonly rules: TierRulesFragment, readonly changes: ReadonlyArray<{ readonly sentence: string, readonly couldLose: boolean }> } | null } };

export type MemberTierQueryVariables = Exact<{ [key: string]: never; }>;


export type MemberTierQuery = { readonly me: { readonly tier: MemberTierFragment } | null };

export type BenefitUsageQueryVariables = Exact<{ [key: string]: never; }>;


export type BenefitUsageQuery = { readonly me: { readonly tier: { readonly benefitUsage: ReadonlyArray<{ readonly benefit: Benefit, readonly uses: number, readonly points: number }> } } | null };

type UserError_AlreadyCheckedIn_Fragment = { readonly __typename: 'AlreadyCheckedIn', readonly nextAt: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_AlreadyExists_Fragment = { readonly __typename: 'AlreadyExists', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_AlreadyVoted_Fragment = { readonly __typename: 'AlreadyVoted', readonly campaignId: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_AmountOutOfRange_Fragment = { readonly __typename: 'AmountOutOfRange', readonly least: number, readonly most: number | null, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_CurrencyMismatch_Fragment = { readonly __typename: 'CurrencyMismatch', readonly expectedCurrency: string, readonly actualCurrency: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_IdempotencyConflict_Fragment = { readonly __typename: 'IdempotencyConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_InsufficientPoints_Fragment = { readonly __typename: 'InsufficientPoints', readonly balance: number, readonly required: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_InvalidInput_Fragment = { readonly __typename: 'InvalidInput', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_InvalidState_Fragment = { readonly __typename: 'InvalidState', readonly state: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_LimitReached_Fragment = { readonly __typename: 'LimitReached', readonly rewardId: string, readonly limit: number, readonly left: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_NotEligible_Fragment = { readonly __typename: 'NotEligible', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_NotFound_Fragment = { readonly __typename: 'NotFound', readonly id: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_NotOnSale_Fragment = { readonly __typename: 'NotOnSale', readonly rewardId: string, readonly onSaleFrom: string | null, readonly onSaleUntil: string | null, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_OutOfStock_Fragment = { readonly __typename: 'OutOfStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_PaymentDeclined_Fragment = { readonly __typename: 'PaymentDeclined', readonly exchangeId: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_PriceChanged_Fragment = { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly expected: PriceFragment, readonly actual: PriceFragment };

type UserError_TargetReached_Fragment = { readonly __typename: 'TargetReached', readonly pointsLeft: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_TierRequired_Fragment = { readonly __typename: 'TierRequired', readonly tier: string, readonly title: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

export type UserErrorFragment =
  | UserError_AlreadyCheckedIn_Fragment
  | UserError_AlreadyExists_Fragment
  | UserError_AlreadyVoted_Fragment
  | UserError_AmountOutOfRange_Fragment
  | UserError_CurrencyMismatch_Fragment
  | UserError_IdempotencyConflict_Fragment
  | UserError_InsufficientPoints_Fragment
  | UserError_InvalidInput_Fragment
  | UserError_InvalidState_Fragment
  | UserError_LimitReached_Fragment
  | UserError_NotEligible_Fragment
  | UserError_NotFound_Fragment
  | UserError_NotOnSale_Fragment
  | UserError_OutOfStock_Fragment
  | UserError_PaymentDeclined_Fragment
  | UserError_PriceChanged_Fragment
  | UserError_TargetReached_Fragment
  | UserError_TierRequired_Fragment
;

export type VoteTallyFragment = { readonly campaignId: string, readonly state: VoteState, readonly ballots: number, readonly winnerId: string | null, readonly version: string, readonly candidates: ReadonlyArray<{ readonly candidateId: string, readonly ballots: number, readonly weight: number, readonly interest: number, readonly share: number }> | null };

export type BallotFragment = { readonly id: string, readonly campaignId: string, readonly candidateId: string, readonly weight: number, readonly spent: number, readonly quantity: number, readonly version: string, readonly updatedAt: string };

export type VoteCampaignFragment = { readonly id: string, readonly handle: string, readonly title: string, readonly summary: string, readonly story: string, readonly weighting: VoteWeighting, readonly changeable: boolean, readonly hidden: boolean, readonly asksQuantity: boolean, readonly mostPieces: number, readonly eligible: boolean | null, readonly endsAt: string, readonly launchAt: string, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly tier: { readonly key: string, readonly title: string } | null, readonly candidates: ReadonlyArray<{ readonly id: string, readonly title: string, readonly summary: string, readonly points: number, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }> }>, readonly tally: VoteTallyFragment, readonly ballot: BallotFragment | null, readonly reward: { readonly handle: string, readonly onSaleFrom: string | null } | null };

export type VoteCampaignsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  open?: boolean | null | undefined;
}>;


export type VoteCampaignsQuery = { readonly voteCampaigns: { readonly nodes: ReadonlyArray<VoteCampaignFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type VoteCampaignQueryVariables = Exact<{
  id?: string | null | undefined;
  handle?: string | null | undefined;
}>;


export type VoteCampaignQuery = { readonly voteCampaign: VoteCampaignFragment | null };

export type VoteCastMutationVariables = Exact<{
  input: VoteCastInput;
}>;


export type VoteCastMutation = { readonly payload: { readonly ballot: BallotFragment | null, readonly tally: VoteTallyFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
      | UserError_AlreadyVoted_Fragment
      | UserError_AmountOutOfRange_Fragment
      | UserError_CurrencyMismatch_Fragment
      | UserError_IdempotencyConflict_Fragment
      | UserError_InsufficientPoints_Fragment
      | UserError_InvalidInput_Fragment
      | UserError_InvalidState_Fragment
      | UserError_LimitReached_Fragment
      | UserError_NotEligible_Fragment
      | UserError_NotFound_Fragment
      | UserError_NotOnSale_Fragment
      | UserError_OutOfStock_Fragment
      | UserError_PaymentDeclined_Fragment
      | UserError_PriceChanged_Fragment
      | UserError_TargetReached_Fragment
      | UserError_TierRequired_Fragment
    > } };

export type BallotsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BallotsQuery = { readonly me: { readonly ballots: { readonly nodes: ReadonlyArray<(
        { readonly campaign: { readonly handle: string, readonly title: string }, readonly candidate: { readonly title: string } }
        & BallotFragment
      )>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type WatchVoteTallySubscriptionVariables = Exact<{
  campaignId: string;
}>;


export type WatchVoteTallySubscription = { readonly state: VoteTallyFragment };

export const AchievementsDocument = "query Achievements{me{achievements{key kind title description earnedOn progress{done of percent}next}}}" as TypedDocument<AchievementsQuery, AchievementsQueryVariables>;

export const RewardsDocument = "query Rewards($first:Int$after:String$query:String$filter:RewardFilter$sort:RewardSort$counts:Boolean!){rewards(first:$first after:$after query:$query filter:$filter sort:$sort){nodes{...RewardSummary}pageInfo{hasNextPage endCursor}totalCount@include(if:$counts)facets@include(if:$counts){categories{...FacetCount}kinds{...FacetCount}bands{...FacetCount}zones{...FacetCount}inStock affordable}}}fragment Category on Category{id key title}fragment FacetCount on FacetCount{key label count}fragment Money on Money{amount currencyCode}fragment OwnTerms on Reward{memberPrice{...Price}tierRequired{...TierName}nextTier{tier{...TierName}price{...Price}earlyAccess}earlyAccess}fragment Price on Price{points cash{...Money}}fragment RewardSummary on Reward{id handle title summary kind status category{...Category}images{url alt}zones{...Zone}tags priceFrom{...Price}...OwnTerms variants{id stock{...StockState}}limit{quantity period}onSaleFrom onSaleUntil affordable limitLeft}fragment StockState on StockState{variantId available unlimited batch{size period left renewsOn}version}fragment TierName on Tier{key title}fragment Zone on Zone{id key title description tier{...TierName}}" as TypedDocument<RewardsQuery, RewardsQueryVariables>;

export const RewardDocument = "query Reward($id:ID$handle:String){reward(id:$id handle:$handle){...RewardDetail}}fragment Category on Category{id key title}fragment Money on Money{amount currencyCode}fragment OwnTerms on Reward{memberPrice{...Price}tierRequired{...TierName}nextTier{tier{...TierName}price{...Price}earlyAccess}earlyAccess}fragment Price on Price{points cash{...Money}}fragment RewardDetail on Reward{id handle title summary description kind status category{...Category}supplier images{url alt}videoUrl zones{...Zone}tags priceFrom{...Price}...OwnTerms variants{...VariantDetail}limit{quantity period}onSaleFrom onSaleUntil affordable limitLeft}fragment StockState on StockState{variantId available unlimited batch{size period left renewsOn}version}fragment TierName on Tier{key title}fragment VariantDetail on Variant{id title sku options{name value}pricePlans{id price{...Price}memberPrice{...Price}tier{...TierName}label startsAt endsAt}stock{...StockState}}fragment Zone on Zone{id key title description tier{...TierName}}" as TypedDocument<RewardQuery, RewardQueryVariables>;

export const ZonesDocument = "query Zones{zones{...Zone}}fragment TierName on Tier{key title}fragment Zone on Zone{id key title description tier{...TierName}}" as TypedDocument<ZonesQuery, ZonesQueryVariables>;

export const ZonesWithRewardsDocument = "query ZonesWithRewards($zones:Int!$rewards:Int!$filter:RewardFilter$sort:RewardSort){zones(first:$zones){...Zone rewards(first:$rewards filter:$filter sort:$sort){nodes{...RewardSummary}pageInfo{hasNextPage endCursor}}}}fragment Category on Category{id key title}fragment Money on Money{amount currencyCode}fragment OwnTerms on Reward{memberPrice{...Price}tierRequired{...TierName}nextTier{tier{...TierName}price{...Price}earlyAccess}earlyAccess}fragment Price on Price{points cash{...Money}}fragment RewardSummary on Reward{id handle title summary kind status category{...Category}images{url alt}zones{...Zone}tags priceFrom{...Price}...OwnTerms variants{id stock{...StockState}}limit{quantity period}onSaleFrom onSaleUntil affordable limitLeft}fragment StockState on StockState{variantId available unlimited batch{size period left renewsOn}version}fragment TierName on Tier{key title}fragment Zone on Zone{id key title description tier{...TierName}}" as TypedDocument<ZonesWithRewardsQuery, ZonesWithRewardsQueryVariables>;

export const CategoriesDocument = "query Categories{categories{...Category}}fragment Category on Category{id key title}" as TypedDocument<CategoriesQuery, CategoriesQueryVariables>;

export const PoolsDocument = "query Pools($first:Int$after:String$open:Boolean){pools(first:$first after:$after open:$open){nodes{...PoolSummary}pageInfo{hasNextPage endCursor}}}fragment PoolProgress on PoolProgress{poolId state pledged target left percent backers deadline version}fragment PoolSummary on Pool{id handle title summary images{url alt}target least most deadline allotment winners draw{seedHash}progress{...PoolProgress}}" as TypedDocument<PoolsQuery, PoolsQueryVariables>;

export const PoolDocument = "query Pool($id:ID$handle:String){pool(id:$id handle:$handle){...PoolSummary story terms cancelled settlement{points amount{amount currencyCode}statement documentUrl at}draw{seedHash seed winners{place number}}pledge{...Pledge}}}fragment Pledge on Pledge{id number points state allotted version createdAt}fragment PoolProgress on PoolProgress{poolId state pledged target left percent backers deadline version}fragment PoolSummary on Pool{id handle title summary images{url alt}target least most deadline allotment winners draw{seedHash}progress{...PoolProgress}}" as TypedDocument<PoolQuery, PoolQueryVariables>;

export const DrawEntriesDocument = "query DrawEntries($id:ID!$first:Int$after:String){pool(id:$id){draw{entries(first:$first after:$after){nodes{number points}pageInfo{hasNextPage endCursor}}}}}" as TypedDocument<DrawEntriesQuery, DrawEntriesQueryVariables>;

export const PoolPledgeDocument = "mutation PoolPledge($input:PoolPledgeInput!){payload:poolPledge(input:$input){pledge{...Pledge}progress{...PoolProgress}userErrors{...UserError}}}fragment Money on Money{amount currencyCode}fragment Pledge on Pledge{id number points state allotted version createdAt}fragment PoolProgress on PoolProgress{poolId state pledged target left percent backers deadline version}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}" as TypedDocument<PoolPledgeMutation, PoolPledgeMutationVariables>;

export const PoolWithdrawDocument = "mutation PoolWithdraw($input:PoolWithdrawInput!){payload:poolWithdraw(input:$input){pledge{...Pledge}progress{...PoolProgress}userErrors{...UserError}}}fragment Money on Money{amount currencyCode}fragment Pledge on Pledge{id number points state allotted version createdAt}fragment PoolProgress on PoolProgress{poolId state pledged target left percent backers deadline version}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}" as TypedDocument<PoolWithdrawMutation, PoolWithdrawMutationVariables>;

export const PledgesDocument = "query Pledges($first:Int$after:String$state:PledgeState){me{pledges(first:$first after:$after state:$state){nodes{...Pledge pool{id handle title}}pageInfo{hasNextPage endCursor}}}}fragment Pledge on Pledge{id number points state allotted version createdAt}" as TypedDocument<PledgesQuery, PledgesQueryVariables>;

export const WatchPoolProgressDocument = "subscription WatchPoolProgress($poolId:ID!){state:poolProgress(poolId:$poolId){...PoolProgress}}fragment PoolProgress on PoolProgress{poolId state pledged target left percent backers deadline version}" as TypedDocument<WatchPoolProgressSubscription, WatchPoolProgressSubscriptionVariables>;

export const DonationProjectsDocument = "query DonationProjects($first:Int$after:String$open:Boolean){donationProjects(first:$first after:$after open:$open){nodes{...DonationProjectSummary}pageInfo{hasNextPage endCursor}}}fragment DonationMilestone on DonationMilestone{points title reachedAt}fragment DonationProgress on DonationProgress{projectId state raised goal percent donors gifts lastMilestone{...DonationMilestone}nextMilestone{...DonationMilestone}version}fragment DonationProjectSummary on DonationProject{id handle title summary images{url alt}goal overFunding least endsAt milestones{...DonationMilestone}progress{...DonationProgress}}" as TypedDocument<DonationProjectsQuery, DonationProjectsQueryVariables>;

export const DonationProjectDocument = "query DonationProject($id:ID$handle:String$gifts:Int=12){donationProject(id:$id handle:$handle){...DonationProjectSummary story recipient given settlement{...DonationSettlement}news{...DonationNewsPage}gifts(first:$gifts){...DonationGifts}}}fragment DonationGifts on DonationGiftConnection{nodes{donorName points at}pageInfo{hasNextPage endCursor}}fragment DonationMilestone on DonationMilestone{points title reachedAt}fragment DonationNewsPage on DonationNewsConnection{nodes{id title body images{url alt}at}pageInfo{hasNextPage endCursor}}fragment DonationProgress on DonationProgress{projectId state raised goal percent donors gifts lastMilestone{...DonationMilestone}nextMilestone{...DonationMilestone}version}fragment DonationProjectSummary on DonationProject{id handle title summary images{url alt}goal overFunding least endsAt milestones{...DonationMilestone}progress{...DonationProgress}}fragment DonationSettlement on DonationSettlement{points amount{...Money}statement documentUrl at}fragment Money on Money{amount currencyCode}" as TypedDocument<DonationProjectQuery, DonationProjectQueryVariables>;

export const DonationGiftsDocument = "query DonationGifts($id:ID$handle:String$first:Int$after:String){donationProject(id:$id handle:$handle){gifts(first:$first after:$after){...DonationGifts}}}fragment DonationGifts on DonationGiftConnection{nodes{donorName points at}pageInfo{hasNextPage endCursor}}" as TypedDocument<DonationGiftsQuery, DonationGiftsQueryVariables>;

export const DonationNewsDocument = "query DonationNews($id:ID$handle:String$first:Int$after:String){donationProject(id:$id handle:$handle){news(first:$first after:$after){...DonationNewsPage}}}fragment DonationNewsPage on DonationNewsConnection{nodes{id title body images{url alt}at}pageInfo{hasNextPage endCursor}}" as TypedDocument<DonationNewsQuery, DonationNewsQueryVariables>;

export const DonationGiveDocument = "mutation DonationGive($input:DonationGiveInput!){payload:donationGive(input:$input){donation{...Donation}progress{...DonationProgress}userErrors{...UserError}}}fragment Donation on Donation{id number points worth{...Money}anonymous at project{id handle title}settlement{...DonationSettlement}}fragment DonationMilestone on DonationMilestone{points title reachedAt}fragment DonationProgress on DonationProgress{projectId state raised goal percent donors gifts lastMilestone{...DonationMilestone}nextMilestone{...DonationMilestone}version}fragment DonationSettlement on DonationSettlement{points amount{...Money}statement documentUrl at}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}" as TypedDocument<DonationGiveMutation, DonationGiveMutationVariables>;

export const DonationReceiptDocument = "query DonationReceipt($id:ID!){donation(id:$id){...Donation}}fragment Donation on Donation{id number points worth{...Money}anonymous at project{id handle title}settlement{...DonationSettlement}}fragment DonationSettlement on DonationSettlement{points amount{...Money}statement documentUrl at}fragment Money on Money{amount currencyCode}" as TypedDocument<DonationReceiptQuery, DonationReceiptQueryVariables>;

export const DonationsDocument = "query Donations($first:Int$after:String){me{donations(first:$first after:$after){nodes{...Donation}pageInfo{hasNextPage endCursor}}}}fragment Donation on Donation{id number points worth{...Money}anonymous at project{id handle title}settlement{...DonationSettlement}}fragment DonationSettlement on DonationSettlement{points amount{...Money}statement documentUrl at}fragment Money on Money{amount currencyCode}" as TypedDocument<DonationsQuery, DonationsQueryVariables>;

export const WatchDonationProgressDocument = "subscription WatchDonationProgress($projectId:ID!){state:donationProgress(projectId:$projectId){...DonationProgress}}fragment DonationMilestone on DonationMilestone{points title reachedAt}fragment DonationProgress on DonationProgress{projectId state raised goal percent donors gifts lastMilestone{...DonationMilestone}nextMilestone{...DonationMilestone}version}" as TypedDocument<WatchDonationProgressSubscription, WatchDonationProgressSubscriptionVariables>;

export const CheckInStateDocument = "query CheckInState{me{checkIn{...CheckInState}}}fragment CheckInState on CheckInState{checkedInToday streak nextPoints ladder{day points}}" as TypedDocument<CheckInStateQuery, CheckInStateQueryVariables>;

export const CheckInDocument = "mutation CheckIn($input:CheckInInput!){payload:checkIn(input:$input){result:checkIn{...CheckIn}userErrors{...UserError}}}fragment Balance on Balance{available held pending owed expiringSoon expiringSoonAt version}fragment CheckIn on CheckIn{day streak points member{id balance{...Balance}checkIn{...CheckInState}}}fragment CheckInState on CheckInState{checkedInToday streak nextPoints ladder{day points}}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}" as TypedDocument<CheckInMutation, CheckInMutationVariables>;

export const ExchangeRedeemDocument = "mutation ExchangeRedeem($input:ExchangeRedeemInput!){payload:exchangeRedeem(input:$input){result:exchange{...Exchange}userErrors{...UserError}}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}listPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable freeShipping createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}" as TypedDocument<ExchangeRedeemMutation, ExchangeRedeemMutationVariables>;

export const ExchangePayDocument = "mutation ExchangePay($input:ExchangePayInput!){payload:exchangePay(input:$input){result:exchange{...Exchange}userErrors{...UserError}}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}listPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable freeShipping createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}" as TypedDocument<ExchangePayMutation, ExchangePayMutationVariables>;

export const ExchangeCancelDocument = "mutation ExchangeCancel($input:ExchangeCancelInput!){payload:exchangeCancel(input:$input){result:exchange{...Exchange}userErrors{...UserError}}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}listPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable freeShipping createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}" as TypedDocument<ExchangeCancelMutation, ExchangeCancelMutationVariables>;

export const ExchangeDocument = "query Exchange($id:ID!){exchange(id:$id){...Exchange}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}listPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable freeShipping createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}" as TypedDocument<ExchangeQuery, ExchangeQueryVariables>;

export const ExchangesDocument = "query Exchanges($first:Int$after:String$state:ExchangeState){me{exchanges(first:$first after:$after state:$state){nodes{...Exchange}pageInfo{hasNextPage endCursor}}}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}listPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable freeShipping createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}" as TypedDocument<ExchangesQuery, ExchangesQueryVariables>;

export const WatchStockDocument = "subscription WatchStock($variantIds:[ID!]!){state:stock(variantIds:$variantIds){...StockState}}fragment StockState on StockState{variantId available unlimited batch{size period left renewsOn}version}" as TypedDocument<WatchStockSubscription, WatchStockSubscriptionVariables>;

export const WatchBalanceDocument = "subscription WatchBalance{state:balance{...Balance}}fragment Balance on Balance{available held pending owed expiringSoon expiringSoonAt version}" as TypedDocument<WatchBalanceSubscription, WatchBalanceSubscriptionVariables>;

export const WatchExchangeDocument = "subscription WatchExchange($id:ID!){state:exchange(id:$id){...Exchange}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}listPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable freeShipping createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}" as TypedDocument<WatchExchangeSubscription, WatchExchangeSubscriptionVariables>;

export const WatchStockFeedDocument = "subscription WatchStockFeed($after:String){state:stockFeed(after:$after){events{...StockFeedEvent}cursor}}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment StockFeedEvent on StockFeedEvent{cursor at kind variantId rewardId sku available unlimited listed prices{...Price}version}" as TypedDocument<WatchStockFeedSubscription, WatchStockFeedSubscriptionVariables>;

export const StockFeedSnapshotDocument = "query StockFeedSnapshot($first:Int$after:String){stockFeedSnapshot(first:$first after:$after){nodes{...StockFeedItem}pageInfo{hasNextPage endCursor}cursor}}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment StockFeedItem on StockFeedItem{variantId rewardId sku available unlimited listed prices{...Price}version}" as TypedDocument<StockFeedSnapshotQuery, StockFeedSnapshotQueryVariables>;

export const MemberDocument = "query Member{me{...Member}}fragment Member on Member{id customerId displayName birthday{month day}}" as TypedDocument<MemberQuery, MemberQueryVariables>;

export const NoticesDocument = "query Notices($first:Int$after:String){me{notices(first:$first after:$after){nodes{id kind message at readAt subject{__typename id ...on VoteCampaign{handle}...on DonationProject{handle}...on DonationNews{project{handle}}...on Pool{handle}}}pageInfo{hasNextPage endCursor}unreadCount}}}" as TypedDocument<NoticesQuery, NoticesQueryVariables>;

export const MarkNoticesReadDocument = "mutation MarkNoticesRead($input:NoticeMarkReadInput!){payload:noticeMarkRead(input:$input){result:unreadCount userErrors{...UserError}}}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}" as TypedDocument<MarkNoticesReadMutation, MarkNoticesReadMutationVariables>;

export const BalanceDocument = "query Balance{me{balance{...Balance}}}fragment Balance on Balance{available held pending owed expiringSoon expiringSoonAt version}" as TypedDocument<BalanceQuery, BalanceQueryVariables>;

export const StatementDocument = "query Statement($first:Int$after:String){me{statement(first:$first after:$after){nodes{...StatementEntry}pageInfo{hasNextPage endCursor}}}}fragment StatementEntry on StatementEntry{id at amount balanceAfter reason description exchangeId subject{__typename id ...on Pool{handle}...on Ballot{campaign{handle}}...on Donation{project{handle}}...on Purchase{orderId}}}" as TypedDocument<StatementQuery, StatementQueryVariables>;

export const ProgramDocument = "query Program{program{...Program}}fragment Program on Program{name defaultLanguage languages timeZone pointsPerCurrencyUnit currencyCode shippingTerms bands{key pointsMin pointsMax}}" as TypedDocument<ProgramQuery, ProgramQueryVariables>;

export const TiersDocument = "query Tiers{tiers{...Tier}}fragment Tier on Tier{key title from benefits{discountPercent earlyAccessHours birthdayPoints freeShipping dedicatedService}}" as TypedDocument<TiersQuery, TiersQueryVariables>;

export const TierRulesDocument = "query TierRules{tierRules{current{...TierRules}announced{rules{...TierRules}changes{sentence couldLose}}}}fragment Tier on Tier{key title from benefits{discountPercent earlyAccessHours birthdayPoints freeShipping dedicatedService}}fragment TierRules on TierRulesInWords{effectiveFrom weights{spend interaction}units{checkIn donation pledge ballot}windowMonths validityMonths sprint{days multiplier}tiers{...Tier}sentences}" as TypedDocument<TierRulesQuery, TierRulesQueryVariables>;

export const MemberTierDocument = "query MemberTier{me{tier{...MemberTier}}}fragment MemberTier on MemberTier{current{...Tier}next{...Tier}score spendScore interactionScore missing percent since reviewOn sprint{active from multiplier missing}serviceContact}fragment Tier on Tier{key title from benefits{discountPercent earlyAccessHours birthdayPoints freeShipping dedicatedService}}" as TypedDocument<MemberTierQuery, MemberTierQueryVariables>;

export const BenefitUsageDocument = "query BenefitUsage{me{tier{benefitUsage{benefit uses points}}}}" as TypedDocument<BenefitUsageQuery, BenefitUsageQueryVariables>;

export const VoteCampaignsDocument = "query VoteCampaigns($first:Int$after:String$open:Boolean){voteCampaigns(first:$first after:$after open:$open){nodes{...VoteCampaign}pageInfo{hasNextPage endCursor}}}fragment Ballot on Ballot{id campaignId candidateId weight spent quantity version updatedAt}fragment VoteCampaign on VoteCampaign{id handle title summary story images{url alt}weighting changeable hidden asksQuantity mostPieces tier{key title}eligible endsAt launchAt candidates{id title summary images{url alt}points}tally{...VoteTally}ballot{...Ballot}reward{handle onSaleFrom}}fragment VoteTally on VoteTally{campaignId state ballots candidates{candidateId ballots weight interest share}winnerId version}" as TypedDocument<VoteCampaignsQuery, VoteCampaignsQueryVariables>;

export const VoteCampaignDocument = "query VoteCampaign($id:ID$handle:String){voteCampaign(id:$id handle:$handle){...VoteCampaign}}fragment Ballot on Ballot{id campaignId candidateId weight spent quantity version updatedAt}fragment VoteCampaign on VoteCampaign{id handle title summary story images{url alt}weighting changeable hidden asksQuantity mostPieces tier{key title}eligible endsAt launchAt candidates{id title summary images{url alt}points}tally{...VoteTally}ballot{...Ballot}reward{handle onSaleFrom}}fragment VoteTally on VoteTally{campaignId state ballots candidates{candidateId ballots weight interest share}winnerId version}" as TypedDocument<VoteCampaignQuery, VoteCampaignQueryVariables>;

export const VoteCastDocument = "mutation VoteCast($input:VoteCastInput!){payload:voteCast(input:$input){ballot{...Ballot}tally{...VoteTally}userErrors{...UserError}}}fragment Ballot on Ballot{id campaignId candidateId weight spent quantity version updatedAt}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency actualCurrency}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}...on TierRequired{tier title}...on TargetReached{pointsLeft}...on AmountOutOfRange{least most}...on AlreadyVoted{campaignId}}fragment VoteTally on VoteTally{campaignId state ballots candidates{candidateId ballots weight interest share}winnerId version}" as TypedDocument<VoteCastMutation, VoteCastMutationVariables>;

export const BallotsDocument = "query Ballots($first:Int$after:String){me{ballots(first:$first after:$after){nodes{...Ballot campaign{handle title}candidate{title}}pageInfo{hasNextPage endCursor}}}}fragment Ballot on Ballot{id campaignId candidateId weight spent quantity version updatedAt}" as TypedDocument<BallotsQuery, BallotsQueryVariables>;

export const WatchVoteTallyDocument = "subscription WatchVoteTally($campaignId:ID!){state:voteTally(campaignId:$campaignId){...VoteTally}}fragment VoteTally on VoteTally{campaignId state ballots candidates{candidateId ballots weight interest share}winnerId version}" as TypedDocument<WatchVoteTallySubscription, WatchVoteTallySubscriptionVariables>;