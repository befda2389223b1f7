import { z } from 'zod';
import { achievementRules } from './achievement-rules.js';
import { toldText } from './told-text.js';
import { tierVersions } from './tier-rules.js';

const points = z.int().min(0).max(1_000_000_000);
const month = z.int().min(1).max(12);
const day = z.int().min(1).max(31);

const expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rolling'), months: z.int().min(1).max(120) }),
  z
    .strictObject({ kind: z.literal('fixed'), month, day })
    .refine((date) => date.day <= daysInMonth(date.month), 'This month has no such day.'),
  z.strictObject({ kind: z.literal('never') }),
]);

const purchase = z.strictObject({
  /** Points for one unit of the program's currency, before any multiplier. */
  pointsPerUnit: z.number().min(0).max(10_000).default(1),
  pendingDays: z.int().min(0).max(365).default(0),
  maxPointsPerOrder: points.nullable().default(null),
  /** Multipliers by category key. */
  categories: z.record(z.string().min(1), z.number().min(0).max(1_000)).default({ coffee: 3 }),
});

const checkInStep = z.strictObject({ day: z.int().min(1).max(366), points });
const checkIn = z
  .strictObject({
    daily: points.default(5),
    steps: z
      .array(checkInStep)
      .max(31)
      .default([
        { day: 7, points: 50 },
        { day: 30, points: 500 },
      ]),
    /** The ladder starts again after this many days in a row. */
    repeatAfter: z.int().min(1).max(366).default(30),
  })
  .refine((ladder) => new Set(ladder.steps.map((step) => step.day)).size === ladder.steps.length, {
    message: 'Two steps name the same day.',
    path: ['steps'],
  });

const band = z.strictObject({
  key: z.string().min(1).max(40),
  pointsMin: points,
  /** Null: open upwards; the upper end belongs to the next band. */
  pointsMax: points.nullable(),
});
const bands = z
  .array(band)
  .min(1)
  .max(20)
  .default([
    { key: '0-100', pointsMin: 0, pointsMax: 100 },
    { key: '100-500', pointsMin: 100, pointsMax: 500 },
    { key: '500-2000', pointsMin: 500, pointsMax: 2_000 },
    { key: '2000+', pointsMin: 2_000, pointsMax: null },
  ])
  .refine(
    (list) => list.every((one, index) => index === 0 || list[index - 1]?.pointsMax === one.pointsMin),
    'Each band starts where the one before it ends.',
  );

const birthday = z.strictObject({
  /** A birthday that was missed, by a server that was down or a brand that told late, is made up for during so many days. */
  catchUpDays: z.int().min(0).max(60).default(7),
  /** A birthday that is moved must not bring the next gift near the last one. */
  leastDaysBetween: z.int().min(0).max(365).default(300),
});

const voting = z.strictObject({
  /** A winner that is decided only after its launch was planned is announced for so long before it goes on sale. */
  lateLaunchDays: z.int().min(0).max(365).default(1),
  /** The place in front that a winner gets among the rewards; others have 0 unless an operator says otherwise. */
  winnerFeatured: z.int().min(0).max(1_000_000).default(50),
});

export const rulesShape = z.strictObject({
  expiry: expiry.default({ kind: 'rolling', months: 12 }),
  purchase: purchase.prefault({}),
  checkIn: checkIn.prefault({}),
  expiringSoonDays: z.int().min(1).max(365).default(30),
  paymentMinutes: z.int().min(1).max(1_440).default(15),
  refundGraceDays: z.int().min(0).max(365).default(7),
  pointsPerCurrencyUnit: z.int().min(1).max(1_000_000).default(100),
  bands,
  tiers: tierVersions,
  achievements: achievementRules,
  /** How members pay for the shipping of physical rewards whose tier does not send them free; empty: nothing is told. */
  shippingTerms: toldText.prefault({}),
  birthday: birthday.prefault({}),
  voting: voting.prefault({}),
  /** Days between telling members of rules by which they could lose and these being in force (P5). */
  noticeDays: z.int().min(7).max(365).default(7),
});

/** Every number a mall may set for itself, complete with the defaults a new mall starts with. */
export type ProgramRules = z.infer<typeof rulesShape>;

/** What may be stored in program.rules: any part of the rules, the rest being defaults. */
export type ProgramRulesInput = z.input<typeof rulesShape>;

/** Throws when stored rules break their own shape: a program must never run on half-understood rules. */
export function parseRules(stored: unknown): ProgramRules {
  return rulesShape.parse(stored);
}

function daysInMonth(month: number): number {
  // A leap year, so that 29 February may be named; it then means the last day of February.
  return new Date(Date.UTC(2024, month, 0)).getUTCDate();
}
