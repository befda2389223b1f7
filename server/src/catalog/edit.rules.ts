import { isDeepStrictEqual } from 'node:util';
import type { RewardDraft, RewardState, VariantDraft } from './reward.draft.js';

/** A reward as it stands, as far as an edit compares with it. */
export interface Standing {
  state: RewardState;
  draft: RewardDraft;
  variants: { id: string; draft: StandingVariant }[];
}

/** What an edit may change of a variant that stands: its stock is no part of it. */
type StandingVariant = Omit<VariantDraft, 'stock'>;

/** What a reward is to become; variants without an id are new, those not named stay as they are. */
export interface Wanted {
  state: RewardState;
  draft: RewardDraft;
  variants: { id: string | null; draft: VariantDraft }[];
}

/** What has to be written, and what others have to be told. */
export interface Edit {
  /** Fields of the reward itself that change. */
  fields: (keyof RewardDraft | 'state')[];
  changedVariants: { id: string; draft: StandingVariant; position: number; newPrices: boolean }[];
  newVariants: { draft: VariantDraft; position: number }[];
  /** Standing variants whose exchanges are decided differently from now on. */
  concerned: string[];
}

/** The difference between what is and what is wanted; null when there is none. Stock of standing variants is not touched. */
export function editOf(standing: Standing, wanted: Wanted): Edit | null {
  const fields: Edit['fields'] = [];
  for (const key of ownFields) {
    if (!isDeepStrictEqual(standing.draft[key], wanted.draft[key])) fields.push(key);
  }
  if (standing.state !== wanted.state) fields.push('state');
  const changedVariants: Edit['changedVariants'] = [];
  const newVariants: Edit['newVariants'] = [];
  let nextPosition = standing.variants.length;
  for (const { id, draft } of wanted.variants) {
    const position = standing.variants.findIndex((variant) => variant.id === id);
    const old = standing.variants[position]?.draft;
    if (id === null || old === undefined) {
      newVariants.push({ draft, position: nextPosition });
      nextPosition += 1;
      continue;
    }
    const { stock: _stock, ...standingDraft } = draft;
    if (isDeepStrictEqual(old, standingDraft)) continue;
    const newPrices = !isDeepStrictEqual(old.plans, draft.plans);
    changedVariants.push({ id, draft: standingDraft, position, newPrices });
  }
  if (fields.length === 0 && changedVariants.length === 0 && newVariants.length === 0) return null;
  const all = fields.some((field) => decisive.has(field));
  const concerned = all ? standing.variants.map(({ id }) => id) : changedVariants.map(({ id }) => id);
  return { fields, changedVariants, newVariants, concerned };
}

const ownFields = [
  'handle',
  'kind',
  'title',
  'summary',
  'description',
  'supplier',
  'category',
  'tags',
  'images',
  'videoUrl',
  'onSaleFrom',
  'onSaleUntil',
  'limit',
  'featured',
  'zones',
] as const satisfies (keyof RewardDraft)[];

/** Fields on which exchanges are decided. */
const decisive: ReadonlySet<string> = new Set([
  'state',
  'onSaleFrom',
  'onSaleUntil',
  'limit',
  'kind',
  'zones',
]);
