import { z } from 'zod';

/** What members do that leads to awards; the steps of the membership ladder are awards besides. */
export const countedKinds = [
  'check_in',
  'exchange',
  'gift',
  'project',
  'pool',
  'ballot',
  'membership',
] as const;

const award = z.strictObject({
  kind: z.enum(countedKinds),
  /** From how many on: days in a row, times, different projects, or years. */
  step: z.int().min(1).max(100_000),
  title: z.strictObject({ zh: z.string().min(1).max(40), en: z.string().min(1).max(40) }),
});

/** The awards of a mall. One that is taken out is no longer anybody's, so mature malls only add. */
export const achievementRules = z
  .array(award)
  .max(100)
  .refine(
    (awards) => new Set(awards.map(({ kind, step }) => `${kind} ${step}`)).size === awards.length,
    'Two awards are for the same step.',
  )
  .default([
    { kind: 'check_in', step: 7, title: { zh: '一周不落', en: 'A week running' } },
    { kind: 'check_in', step: 30, title: { zh: '月月如一', en: 'Thirty-day streak' } },
    { kind: 'check_in', step: 100, title: { zh: '百日之约', en: 'Hundred-day streak' } },
    { kind: 'exchange', step: 1, title: { zh: '初次兑换', en: 'First exchange' } },
    { kind: 'exchange', step: 10, title: { zh: '兑换熟客', en: 'Ten exchanges' } },
    { kind: 'exchange', step: 50, title: { zh: '兑换行家', en: 'Fifty exchanges' } },
    { kind: 'gift', step: 1, title: { zh: '第一份善意', en: 'First gift' } },
    { kind: 'project', step: 5, title: { zh: '处处有心', en: 'Five good causes' } },
    { kind: 'pool', step: 1, title: { zh: '众人拾柴', en: 'In it together' } },
    { kind: 'pool', step: 5, title: { zh: '众望所归', en: 'Five made possible' } },
    { kind: 'ballot', step: 1, title: { zh: '一票之声', en: 'First ballot' } },
    { kind: 'ballot', step: 10, title: { zh: '参谋十回', en: 'Ten ballots' } },
    { kind: 'membership', step: 1, title: { zh: '相伴一年', en: 'One year together' } },
    { kind: 'membership', step: 3, title: { zh: '相伴三年', en: 'Three years together' } },
  ]);

export type AwardRule = z.infer<typeof award>;
export type CountedKind = AwardRule['kind'];
