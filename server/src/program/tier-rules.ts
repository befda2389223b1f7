import { z } from 'zod';
import { keepable, toldText } from './told-text.js';

/** The longest window; so long months are kept, so that a window may be made longer. */
export const mostWindowMonths = 60;

const percent = z.int().min(0).max(90);
const units = z.int().min(0).max(10_000);
const points = z.int().min(0).max(1_000_000_000);

const weights = z
  .strictObject({
    spend: z.int().min(0).max(100).default(60),
    interaction: z.int().min(0).max(100).default(40),
  })
  .refine(({ spend, interaction }) => spend + interaction === 100, {
    error: 'Weights add up to 100.',
    params: { zh: '两项权重之和须为 100。' },
  });

const benefits = z.strictObject({
  discountPercent: percent.default(0),
  /** Hours by which rewards are on sale earlier. */
  earlyAccessHours: z.int().min(0).max(720).default(0),
  birthdayPoints: points.default(0),
  freeShipping: z.boolean().default(false),
  dedicatedService: z.boolean().default(false),
  /** How its members reach those who look after them, in words: a number with its hours, or an address. */
  serviceContact: toldText.prefault({}),
});

const tier = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  title: z.strictObject({ zh: keepable.min(1).max(40), en: keepable.min(1).max(40) }),
  /** The score from which a member has it. */
  from: z.int().min(1).max(1_000_000_000_000),
  benefits: benefits.prefault({}),
});

const ladder = z
  .array(tier)
  .min(1)
  .max(10)
  .refine((tiers) => tiers.every((one, at) => at === 0 || one.from > (tiers[at - 1]?.from ?? 0)), {
    error: 'Each tier starts above the one before it.',
    params: { zh: '每一级的起点须高于前一级。' },
  })
  .refine((tiers) => new Set(tiers.map(({ key }) => key)).size === tiers.length, {
    error: 'Two tiers have one key.',
    params: { zh: '两个等级的 key 不能相同。' },
  });

/** How members are scored and what their tier gives them. */
export const tierRulesShape = z.strictObject({
  /** Calendar months that count, the present one included. */
  windowMonths: z.int().min(1).max(mostWindowMonths).default(12),
  /** In percent. */
  weights: weights.prefault({}),
  /** What one interaction counts. */
  units: z
    .strictObject({
      checkIn: units.default(10),
      donation: units.default(50),
      pledge: units.default(50),
      ballot: units.default(20),
    })
    .prefault({}),
  validityMonths: z.int().min(1).max(60).default(12),
  /** The last days of a validity, in which purchases earn more; their first day is the notice of a step down, so there is one. */
  sprint: z
    .strictObject({
      days: z.int().min(1).max(365).default(30),
      multiplier: z.int().min(1).max(10).default(2),
    })
    .prefault({}),
  tiers: ladder.prefault([
    { key: 'silver', title: { zh: '银卡', en: 'Silver' }, from: 1_000, benefits: { birthdayPoints: 100 } },
    {
      key: 'gold',
      title: { zh: '金卡', en: 'Gold' },
      from: 5_000,
      benefits: { discountPercent: 3, earlyAccessHours: 24, birthdayPoints: 300, freeShipping: true },
    },
    {
      key: 'diamond',
      title: { zh: '钻石', en: 'Diamond' },
      from: 20_000,
      benefits: {
        discountPercent: 5,
        earlyAccessHours: 48,
        birthdayPoints: 1_000,
        freeShipping: true,
        dedicatedService: true,
      },
    },
  ]),
});

export type TierRules = z.infer<typeof tierRulesShape>;
export type TierStep = TierRules['tiers'][number];
export type Interaction = keyof TierRules['units'];

const version = z.strictObject({
  version: z.int().min(1),
  effectiveFrom: z.iso.datetime(),
  announcedAt: z.iso.datetime().optional(),
  rules: tierRulesShape,
});

/** All versions, the oldest first; at most one of them is not in force yet. */
export const tierVersions = z
  .array(version)
  .min(1)
  .prefault([{ version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', rules: {} }]);
