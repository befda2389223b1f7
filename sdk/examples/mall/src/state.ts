import { createStore } from './store.js';
import type { DemoMember } from './demo.js';
import type { HeldSheet } from './actions/held.js';
import type { WallSheet } from './achievement/wall.js';
import type { PledgesSheet } from './crowdfunding/pledges.js';
import { type Crowdfunding, noCrowdfunding, type PoolSheet } from './crowdfunding/state.js';
import { type Donations, type DonationsSheet, noDonations, type ProjectSheet } from './donation/state.js';
import type { TierSheet } from './tier/state.js';
import type { NoticesSheet } from './notice/bell.js';
import type { BallotsSheet } from './voting/ballots.js';
import { type CampaignSheet, noVoting, type Voting } from './voting/state.js';
import type {
  Balance,
  CheckInState,
  MemberTier,
  Exchange,
  Facets,
  LanguageCode,
  PricePlan,
  Program,
  Reward,
  RewardSummary,
  RewardKind,
  RewardSort,
  StatementEntry,
  Stock,
  Variant,
  Zone,
} from './types.js';

/** Of something that is asked for; what failed may be shown as it was before, and is retried when it is asked for again. */
export type Phase = 'loading' | 'ready' | 'failed' | 'retrying';

/** What the member asked the shelf to show; it is also what the page address remembers. */
export interface Search {
  readonly query: string;
  readonly zone: string | null;
  readonly categories: readonly string[];
  readonly kinds: readonly RewardKind[];
  readonly bands: readonly string[];
  readonly affordable: boolean;
  readonly inStock: boolean;
  readonly sort: RewardSort | null;
}

export interface Shelf {
  readonly phase: Phase;
  /** What the rewards are the answer to; see shelf.ts. */
  readonly answers: string | null;
  /** Whether the mall does not know the key of this page: trying again would not help. */
  readonly refused: boolean;
  readonly loadingMore: boolean;
  readonly rewards: readonly RewardSummary[];
  readonly totalCount: number;
  readonly facets: Facets | null;
  readonly nextCursor: string | null;
}

/** One reward waiting to be exchanged: the chosen variant, how it is paid and how many. */
export interface Line {
  readonly reward: Pick<Reward, 'id' | 'handle' | 'title' | 'kind' | 'images'>;
  readonly variant: Variant;
  readonly plan: PricePlan;
  readonly quantity: number;
}

export interface RewardSheet {
  readonly kind: 'reward';
  readonly handle: string;
  readonly phase: Phase;
  readonly reward: Reward | null;
  readonly variantId: string | null;
  readonly planId: string | null;
  readonly quantity: number;
  readonly picture: number;
}

export interface CheckoutSheet {
  readonly kind: 'checkout';
  /** Tells this opening of the sheet from every other: an answer is for the one that it was asked from. */
  readonly opening: string;
  readonly lines: readonly Line[];
  readonly fromCart: boolean;
  /** Null until the server has accepted the exchange. */
  readonly exchange: Exchange | null;
  readonly working: boolean;
  readonly problem: string | null;
}

export interface List<Item> {
  readonly phase: Phase;
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface ListSheet<Kind extends string, Item> extends List<Item> {
  readonly kind: Kind;
}

export type ExchangesSheet = ListSheet<'exchanges', Exchange> & {
  /** As that of a checkout. */
  readonly opening: string;
  /** The one that is shown by itself; null: all of them. */
  readonly only: string | null;
  /** The exchange whose cancelling waits for a second, deliberate press. */
  readonly cancelling: string | null;
  /** Where the one was opened from; null for all of them. */
  readonly from: FromStatement | null;
};
export type StatementSheet = ListSheet<'statement', StatementEntry>;

/** The points history as it was left, and the entry that was followed from it. */
export interface FromStatement {
  readonly list: StatementSheet;
  readonly entryId: string;
  /** Of the balance: once it has moved, the history has, too. */
  readonly version: string | null;
}

/** What has an address of its own. */
export interface Opened {
  readonly kind: 'reward' | 'project' | 'vote' | 'pool';
  readonly handle: string;
}

export type Sheet =
  | RewardSheet
  | CheckoutSheet
  | ExchangesSheet
  | StatementSheet
  | HeldSheet
  | ProjectSheet
  | DonationsSheet
  | PledgesSheet
  | BallotsSheet
  | NoticesSheet
  | WallSheet
  | CampaignSheet
  | PoolSheet
  | TierSheet
  | { readonly kind: 'cart' }
  | { readonly kind: 'members'; readonly returnTo: Opened | null };

export interface Notice {
  readonly text: string;
  readonly tone: 'good' | 'bad';
  /** What can be done about it right there; null where it only tells. */
  readonly action: NoticeAction | null;
}

export interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
}

export interface MallState {
  readonly language: LanguageCode;
  readonly program: Program | null;
  readonly zones: readonly Zone[];
  readonly demoMembers: readonly DemoMember[];
  /** Whether it is still to be told who one could be. */
  readonly demoMembersAwaited: boolean;
  readonly customerId: string | null;
  readonly balance: Balance | null;
  readonly checkIn: CheckInState | null;
  readonly tier: MemberTier | null;
  readonly checkingIn: boolean;
  /** How many notices the member has not read, and the newest of all; null before that is known. */
  readonly unread: { readonly count: number; readonly newestId: string | null } | null;
  readonly search: Search;
  readonly filtersOpen: boolean;
  readonly shelf: Shelf;
  /** The newest stock heard of each variant, whatever answer or socket it came from. */
  readonly stock: ReadonlyMap<string, Stock>;
  readonly cart: readonly Line[];
  readonly donations: Donations;
  readonly voting: Voting;
  readonly crowdfunding: Crowdfunding;
  readonly sheet: Sheet | null;
  /** The ids of exchanges whose cancelling is awaited, whatever sheet is open meanwhile. */
  readonly beingCancelled: readonly string[];
  readonly notice: Notice | null;
  /** Read out by screen readers, never shown. */
  readonly announcement: string;
  readonly online: boolean;
  readonly liveInterrupted: boolean;
  /** The time in the mall; see clock.ts. */
  readonly now: number;
}

export const emptySearch: Search = {
  query: '',
  zone: null,
  categories: [],
  kinds: [],
  bands: [],
  affordable: false,
  inStock: false,
  sort: null,
};

export const emptyShelf: Shelf = {
  phase: 'loading',
  answers: null,
  refused: false,
  loadingMore: false,
  rewards: [],
  totalCount: 0,
  facets: null,
  nextCursor: null,
};

export const store = createStore<MallState>({
  language: 'zh',
  program: null,
  zones: [],
  demoMembers: [],
  demoMembersAwaited: true,
  customerId: null,
  balance: null,
  checkIn: null,
  tier: null,
  checkingIn: false,
  unread: null,
  search: emptySearch,
  filtersOpen: false,
  shelf: emptyShelf,
  stock: new Map(),
  cart: [],
  donations: noDonations,
  voting: noVoting,
  crowdfunding: noCrowdfunding,
  sheet: null,
  beingCancelled: [],
  notice: null,
  announcement: '',
  online: true,
  liveInterrupted: false,
  now: Date.now(),
});
