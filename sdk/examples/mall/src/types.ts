import type { RewardDetail, RewardPage } from '@jifen/sdk';

export type {
  Balance,
  CheckInState,
  MemberTier,
  Exchange,
  FacetCount,
  LanguageCode,
  Money,
  Price,
  PricePlan,
  Program,
  RewardDetail as Reward,
  RewardKind,
  RewardPage,
  RewardsInput,
  RewardSort,
  RewardStatus,
  RewardSummary,
  StatementEntry,
  StockState as Stock,
  VariantDetail as Variant,
  Zone,
} from '@jifen/sdk';

export type Facets = NonNullable<RewardPage['facets']>;
export type Picture = RewardDetail['images'][number];
