/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument } from '../transport/document.js';
/** A check-in for today. */
export type CheckInInput = {
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
};

/** Which exchange to take back. */
export type ExchangeCancelInput = {
  /** The exchange to cancel. */
  readonly exchangeId: string;
  /** Made once for one intention and reused on every retry, 1 to 200 characters. */
  readonly idempotencyKey: string;
};

/** One reward to exchange for. */
export type ExchangeLineInput = {
  /** The price plan to pay by; without one, the cheapest in points that needs no cash, else the first. */
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
  /** The total the member was shown; another total is refused with PRICE_CHANGED. */
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

/** A price: points, and cash where both are asked. */
export type PriceInput = {
  /** Cash to be paid as well; absent when points are enough. */
  readonly cash?: MoneyInput | null | undefined;
  /** Points to be spent. */
  readonly points: number;
};

/** Narrows a list of rewards; within a list of values any, between fields all must fit. */
export type RewardFilter = {
  /** True: only what the member has the points for (nothing without a member token). False is as good as absent. */
  readonly affordable?: boolean | null | undefined;
  /** Keys of bands, as the program lists them. */
  readonly bands?: ReadonlyArray<string> | null | undefined;
  /** Keys of categories. */
  readonly categories?: ReadonlyArray<string> | null | undefined;
  /** True: only what is left now. False is as good as absent. */
  readonly inStock?: boolean | null | undefined;
  /** Kinds. */
  readonly kinds?: ReadonlyArray<RewardKind> | null | undefined;
  /** Costs at most so many points. */
  readonly pointsMax?: number | null | undefined;
  /** Costs at least so many points. */
  readonly pointsMin?: number | null | undefined;
  /** Keys of zones. */
  readonly zones?: ReadonlyArray<string> | null | undefined;
};

/** What a member receives. */
export type RewardKind =
  /** A seat at an event. */
  | 'EVENT_SEAT'
  /** Points or miles of another programme. */
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
  /** The fewest points first. */
  | 'POINTS_ASC'
  /** The most points first. */
  | 'POINTS_DESC'
  /** The most often exchanged first. */
  | 'POPULAR'
  /** The best match of `query` first; as FEATURED without one. */
  | 'RELEVANCE';

/** Whether a reward can be had now. */
export type RewardStatus =
  /** Shown already; the sale begins at `onSaleFrom`. */
  | 'COMING_SOON'
  /** The sale is over; no longer in lists. */
  | 'ENDED'
  /** Can be had now. */
  | 'ON_SALE'
  /** On sale, but nothing is left at the moment. */
  | 'SOLD_OUT';

/** What about a variant has changed. */
export type StockFeedEventKind =
  /** Whether it is listed in the mall. */
  | 'LISTING'
  /** What it costs. */
  | 'PRICE'
  /** How many are left. */
  | 'STOCK';

/** Why points moved. */
export type TransferReason =
  /** Earned by checking in. */
  | 'CHECK_IN'
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
  /** Earned by an order. */
  | 'PURCHASE'
  /** Taken back because an order was refunded. */
  | 'PURCHASE_REFUND'
  /** Used to repay points that were owed. */
  | 'REPAYMENT';

/** The rule that refused; each code has a type of its own that carries the facts. */
export type UserErrorCode =
  /** The member has checked in today already. */
  | 'ALREADY_CHECKED_IN'
  /** Something with this name or id exists already. */
  | 'ALREADY_EXISTS'
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
  /** The reward is not meant for this member. */
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
  | 'PRICE_CHANGED';

export type MoneyFragment = { readonly amount: string, readonly currencyCode: string };

export type PriceFragment = { readonly points: number, readonly cash: MoneyFragment | null };

export type StockStateFragment = { readonly variantId: string, readonly available: number | null, readonly unlimited: boolean, readonly version: string, readonly batch: { readonly size: number, readonly period: LimitPeriod, readonly left: number, readonly renewsOn: string } | null };

export type ZoneFragment = { readonly id: string, readonly key: string, readonly title: string, readonly description: string | null };

export type CategoryFragment = { readonly id: string, readonly key: string, readonly title: string };

export type RewardSummaryFragment = { readonly id: string, readonly handle: string, readonly title: string, readonly summary: string, readonly kind: RewardKind, readonly status: RewardStatus, readonly tags: ReadonlyArray<string>, readonly onSaleFrom: string | null, readonly onSaleUntil: string | null, readonly affordable: boolean | null, readonly limitLeft: number | null, readonly category: CategoryFragment | null, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly zones: ReadonlyArray<ZoneFragment>, readonly priceFrom: PriceFragment, readonly variants: ReadonlyArray<{ readonly id: string, readonly stock: StockStateFragment }>, readonly limit: { readonly quantity: number, readonly period: LimitPeriod } | null };

export type VariantDetailFragment = { readonly id: string, readonly title: string, readonly sku: string | null, readonly options: ReadonlyArray<{ readonly name: string, readonly value: string }>, readonly pricePlans: ReadonlyArray<{ readonly id: string, readonly label: string | null, readonly startsAt: string | null, readonly endsAt: string | null, readonly price: PriceFragment }>, readonly stock: StockStateFragment };

export type RewardDetailFragment = { readonly id: string, readonly handle: string, readonly title: string, readonly summary: string, readonly description: string, readonly kind: RewardKind, readonly status: RewardStatus, readonly supplier: string | null, readonly videoUrl: string | null, readonly tags: ReadonlyArray<string>, readonly onSaleFrom: string | null, readonly onSaleUntil: string | null, readonly affordable: boolean | null, readonly limitLeft: number | null, readonly category: CategoryFragment | null, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }>, readonly zones: ReadonlyArray<ZoneFragment>, readonly priceFrom: PriceFragment, readonly variants: ReadonlyArray<VariantDetailFragment>, readonly limit: { readonly quantity: number, readonly period: LimitPeriod } | null };

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

export type CategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type CategoriesQuery = { readonly categories: ReadonlyArray<CategoryFragment> };

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
    > } };

export type ExchangeFragment = { readonly id: string, readonly state: ExchangeState, readonly cancellable: boolean, readonly createdAt: string, readonly updatedAt: string, readonly paymentDueAt: string | null, readonly version: string, readonly total: PriceFragment, readonly lines: ReadonlyArray<{ readonly title: string, readonly kind: RewardKind, readonly quantity: number, readonly codes: ReadonlyArray<string>, readonly variant: { readonly id: string, readonly title: string, readonly reward: { readonly id: string, readonly handle: string, readonly images: ReadonlyArray<{ readonly url: string, readonly alt: string }> } } | null, readonly unitPrice: PriceFragment, readonly total: PriceFragment, readonly shipment: { readonly carrier: string | null, readonly trackingNumber: string | null, readonly fulfilledAt: string } | null }>, readonly payment: { readonly provider: string, readonly intentId: string | null, readonly state: PaymentState, readonly amount: MoneyFragment } | null };

export type ExchangeRedeemMutationVariables = Exact<{
  input: ExchangeRedeemInput;
}>;


export type ExchangeRedeemMutation = { readonly payload: { readonly result: ExchangeFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
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
    > } };

export type ExchangePayMutationVariables = Exact<{
  input: ExchangePayInput;
}>;


export type ExchangePayMutation = { readonly payload: { readonly result: ExchangeFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
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
    > } };

export type ExchangeCancelMutationVariables = Exact<{
  input: ExchangeCancelInput;
}>;


export type ExchangeCancelMutation = { readonly payload: { readonly result: ExchangeFragment | null, readonly userErrors: ReadonlyArray<
      | UserError_AlreadyCheckedIn_Fragment
      | UserError_AlreadyExists_Fragment
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
    > } };

export type ExchangeQueryVariables = Exact<{
  id: string;
}>;


export type ExchangeQuery = { readonly exchange: ExchangeFragment | null };

export type ExchangesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
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

export type MemberFragment = { readonly id: string, readonly customerId: string, readonly displayName: string | null };

export type MemberQueryVariables = Exact<{ [key: string]: never; }>;


export type MemberQuery = { readonly me: MemberFragment | null };

export type BalanceFragment = { readonly available: number, readonly held: number, readonly pending: number, readonly owed: number, readonly expiringSoon: number, readonly expiringSoonAt: string | null, readonly version: string };

export type StatementEntryFragment = { readonly id: string, readonly at: string, readonly amount: number, readonly balanceAfter: number, readonly reason: TransferReason, readonly description: string, readonly exchangeId: string | null };

export type BalanceQueryVariables = Exact<{ [key: string]: never; }>;


export type BalanceQuery = { readonly me: { readonly balance: BalanceFragment } | null };

export type StatementQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StatementQuery = { readonly me: { readonly statement: { readonly nodes: ReadonlyArray<StatementEntryFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type ProgramFragment = { readonly name: string, readonly defaultLanguage: Language, readonly languages: ReadonlyArray<Language>, readonly timeZone: string, readonly pointsPerCurrencyUnit: number, readonly currencyCode: string, readonly bands: ReadonlyArray<{ readonly key: string, readonly pointsMin: number, readonly pointsMax: number | null }> };

export type ProgramQueryVariables = Exact<{ [key: string]: never; }>;


export type ProgramQuery = { readonly program: ProgramFragment };

type UserError_AlreadyCheckedIn_Fragment = { readonly __typename: 'AlreadyCheckedIn', readonly nextAt: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_AlreadyExists_Fragment = { readonly __typename: 'AlreadyExists', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_CurrencyMismatch_Fragment = { readonly __typename: 'CurrencyMismatch', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly expectedCurrency: string, readonly actualCurrency: string };

type UserError_IdempotencyConflict_Fragment = { readonly __typename: 'IdempotencyConflict', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_InsufficientPoints_Fragment = { readonly __typename: 'InsufficientPoints', readonly balance: number, readonly required: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_InvalidInput_Fragment = { readonly __typename: 'InvalidInput', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_InvalidState_Fragment = { readonly __typename: 'InvalidState', readonly state: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_LimitReached_Fragment = { readonly __typename: 'LimitReached', readonly rewardId: string, readonly limit: number, readonly left: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_NotEligible_Fragment = { readonly __typename: 'NotEligible', readonly rewardId: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_NotFound_Fragment = { readonly __typename: 'NotFound', readonly id: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_NotOnSale_Fragment = { readonly __typename: 'NotOnSale', readonly rewardId: string, readonly onSaleFrom: string | null, readonly onSaleUntil: string | null, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_OutOfStock_Fragment = { readonly __typename: 'OutOfStock', readonly variantId: string, readonly available: number, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_PaymentDeclined_Fragment = { readonly __typename: 'PaymentDeclined', readonly exchangeId: string, readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null };

type UserError_PriceChanged_Fragment = { readonly __typename: 'PriceChanged', readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly expected: PriceFragment, readonly actual: PriceFragment };

export type UserErrorFragment =
  | UserError_AlreadyCheckedIn_Fragment
  | UserError_AlreadyExists_Fragment
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
;

export const RewardsDocument = "query Rewards($first:Int$after:String$query:String$filter:RewardFilter$sort:RewardSort$counts:Boolean!){rewards(first:$first after:$after query:$query filter:$filter sort:$sort){nodes{...RewardSummary}pageInfo{hasNextPage endCursor}totalCount@include(if:$counts)facets@include(if:$counts){categories{...FacetCount}kinds{...FacetCount}bands{...FacetCount}zones{...FacetCount}inStock affordable}}}fragment Category on Category{id key title}fragment FacetCount on FacetCount{key label count}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment RewardSummary on Reward{id handle title summary kind status category{...Category}images{url alt}zones{...Zone}tags priceFrom{...Price}variants{id stock{...StockState}}limit{quantity period}onSaleFrom onSaleUntil affordable limitLeft}fragment StockState on StockState{variantId available unlimited batch{size period left renewsOn}version}fragment Zone on Zone{id key title description}" as TypedDocument<RewardsQuery, RewardsQueryVariables>;

export const RewardDocument = "query Reward($id:ID$handle:String){reward(id:$id handle:$handle){...RewardDetail}}fragment Category on Category{id key title}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment RewardDetail on Reward{id handle title summary description kind status category{...Category}supplier images{url alt}videoUrl zones{...Zone}tags priceFrom{...Price}variants{...VariantDetail}limit{quantity period}onSaleFrom onSaleUntil affordable limitLeft}fragment StockState on StockState{variantId available unlimited batch{size period left renewsOn}version}fragment VariantDetail on Variant{id title sku options{name value}pricePlans{id price{...Price}label startsAt endsAt}stock{...StockState}}fragment Zone on Zone{id key title description}" as TypedDocument<RewardQuery, RewardQueryVariables>;

export const ZonesDocument = "query Zones{zones{...Zone}}fragment Zone on Zone{id key title description}" as TypedDocument<ZonesQuery, ZonesQueryVariables>;

export const CategoriesDocument = "query Categories{categories{...Category}}fragment Category on Category{id key title}" as TypedDocument<CategoriesQuery, CategoriesQueryVariables>;

export const CheckInStateDocument = "query CheckInState{me{checkIn{...CheckInState}}}fragment CheckInState on CheckInState{checkedInToday streak nextPoints ladder{day points}}" as TypedDocument<CheckInStateQuery, CheckInStateQueryVariables>;

export const CheckInDocument = "mutation CheckIn($input:CheckInInput!){payload:checkIn(input:$input){result:checkIn{...CheckIn}userErrors{...UserError}}}fragment Balance on Balance{available held pending owed expiringSoon expiringSoonAt version}fragment CheckIn on CheckIn{day streak points member{id balance{...Balance}checkIn{...CheckInState}}}fragment CheckInState on CheckInState{checkedInToday streak nextPoints ladder{day points}}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on NotEligible{rewardId}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency:expected actualCurrency:actual}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}}" as TypedDocument<CheckInMutation, CheckInMutationVariables>;

export const ExchangeRedeemDocument = "mutation ExchangeRedeem($input:ExchangeRedeemInput!){payload:exchangeRedeem(input:$input){result:exchange{...Exchange}userErrors{...UserError}}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on NotEligible{rewardId}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency:expected actualCurrency:actual}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}}" as TypedDocument<ExchangeRedeemMutation, ExchangeRedeemMutationVariables>;

export const ExchangePayDocument = "mutation ExchangePay($input:ExchangePayInput!){payload:exchangePay(input:$input){result:exchange{...Exchange}userErrors{...UserError}}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on NotEligible{rewardId}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency:expected actualCurrency:actual}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}}" as TypedDocument<ExchangePayMutation, ExchangePayMutationVariables>;

export const ExchangeCancelDocument = "mutation ExchangeCancel($input:ExchangeCancelInput!){payload:exchangeCancel(input:$input){result:exchange{...Exchange}userErrors{...UserError}}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment UserError on UserError{__typename code message path ...on InsufficientPoints{balance required}...on OutOfStock{variantId available}...on LimitReached{rewardId limit left}...on NotOnSale{rewardId onSaleFrom onSaleUntil}...on NotEligible{rewardId}...on PriceChanged{expected{...Price}actual{...Price}}...on CurrencyMismatch{expectedCurrency:expected actualCurrency:actual}...on PaymentDeclined{exchangeId}...on NotFound{id}...on AlreadyCheckedIn{nextAt}...on InvalidState{state}}" as TypedDocument<ExchangeCancelMutation, ExchangeCancelMutationVariables>;

export const ExchangeDocument = "query Exchange($id:ID!){exchange(id:$id){...Exchange}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}" as TypedDocument<ExchangeQuery, ExchangeQueryVariables>;

export const ExchangesDocument = "query Exchanges($first:Int$after:String){me{exchanges(first:$first after:$after){nodes{...Exchange}pageInfo{hasNextPage endCursor}}}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}" as TypedDocument<ExchangesQuery, ExchangesQueryVariables>;

export const WatchStockDocument = "subscription WatchStock($variantIds:[ID!]!){state:stock(variantIds:$variantIds){...StockState}}fragment StockState on StockState{variantId available unlimited batch{size period left renewsOn}version}" as TypedDocument<WatchStockSubscription, WatchStockSubscriptionVariables>;

export const WatchBalanceDocument = "subscription WatchBalance{state:balance{...Balance}}fragment Balance on Balance{available held pending owed expiringSoon expiringSoonAt version}" as TypedDocument<WatchBalanceSubscription, WatchBalanceSubscriptionVariables>;

export const WatchExchangeDocument = "subscription WatchExchange($id:ID!){state:exchange(id:$id){...Exchange}}fragment Exchange on Exchange{id state total{...Price}lines{variant{id title reward{id handle images{url alt}}}title kind quantity unitPrice{...Price}total{...Price}codes shipment{carrier trackingNumber fulfilledAt}}payment{provider intentId amount{...Money}state}cancellable createdAt updatedAt paymentDueAt version}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}" as TypedDocument<WatchExchangeSubscription, WatchExchangeSubscriptionVariables>;

export const WatchStockFeedDocument = "subscription WatchStockFeed($after:String){state:stockFeed(after:$after){events{...StockFeedEvent}cursor}}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment StockFeedEvent on StockFeedEvent{cursor at kind variantId rewardId sku available unlimited listed prices{...Price}version}" as TypedDocument<WatchStockFeedSubscription, WatchStockFeedSubscriptionVariables>;

export const StockFeedSnapshotDocument = "query StockFeedSnapshot($first:Int$after:String){stockFeedSnapshot(first:$first after:$after){nodes{...StockFeedItem}pageInfo{hasNextPage endCursor}cursor}}fragment Money on Money{amount currencyCode}fragment Price on Price{points cash{...Money}}fragment StockFeedItem on StockFeedItem{variantId rewardId sku available unlimited listed prices{...Price}version}" as TypedDocument<StockFeedSnapshotQuery, StockFeedSnapshotQueryVariables>;

export const MemberDocument = "query Member{me{...Member}}fragment Member on Member{id customerId displayName}" as TypedDocument<MemberQuery, MemberQueryVariables>;

export const BalanceDocument = "query Balance{me{balance{...Balance}}}fragment Balance on Balance{available held pending owed expiringSoon expiringSoonAt version}" as TypedDocument<BalanceQuery, BalanceQueryVariables>;

export const StatementDocument = "query Statement($first:Int$after:String){me{statement(first:$first after:$after){nodes{...StatementEntry}pageInfo{hasNextPage endCursor}}}}fragment StatementEntry on StatementEntry{id at amount balanceAfter reason description exchangeId}" as TypedDocument<StatementQuery, StatementQueryVariables>;

export const ProgramDocument = "query Program{program{...Program}}fragment Program on Program{name defaultLanguage languages timeZone pointsPerCurrencyUnit currencyCode bands{key pointsMin pointsMax}}" as TypedDocument<ProgramQuery, ProgramQueryVariables>;