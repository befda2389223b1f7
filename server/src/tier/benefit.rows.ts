/** What a tier can give its members; each use is counted. */
export type Benefit =
  | 'exchange_discount'
  | 'tier_price'
  | 'early_access'
  | 'exclusive_zone'
  | 'birthday_gift'
  | 'free_shipping'
  | 'dedicated_service';

/** One use of a benefit, written with what it was used for. */
export interface BenefitUse {
  programId: string;
  memberId: string;
  /** The key of the tier that gave it. */
  tier: string;
  benefit: Benefit;
  /** What it was used for, for example the exchange; null: nothing that has an id. */
  subjectId: string | null;
  /** Saved or given; 0 where a benefit is not worth points. */
  points: number;
}
