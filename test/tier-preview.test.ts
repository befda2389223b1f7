import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { addMonths } from '../server/src/platform/calendar.js';
import { tierRulesShape } from '../server/src/program/tier-rules.js';
import { previewRules } from '../server/src/tier/preview-rules.js';
import { type Months, scoreOf, tierAt } from '../server/src/tier/tier.rules.js';
import { shareStage, stage } from './shared-stage.js';

const today = '2026-11-22';
const members = 40;

shareStage();

let ids: string[];
beforeAll(async () => {
  ids = await Promise.all(Array.from({ length: members }, () => stage.member()));
});

/** Months before and after this one, with sums around the steps. */
const months: fc.Arbitrary<Months> = fc
  .array(
    fc.tuple(
      fc.integer({ min: -14, max: 1 }).map((ago) => addMonths(`${today.slice(0, 7)}-01`, ago).slice(0, 7)),
      fc.tuple(fc.nat({ max: 120_099 }), fc.nat({ max: 900 })),
    ),
    { maxLength: 5 },
  )
  .map((entries) => Object.fromEntries(entries));

const rules = fc
  .record({
    windowMonths: fc.constantFrom(1, 2, 12, 14, 60),
    spend: fc.nat({ max: 100 }),
    froms: fc.uniqueArray(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ windowMonths, spend, froms }) =>
    tierRulesShape.parse({
      windowMonths,
      weights: { spend, interaction: 100 - spend },
      tiers: froms
        .toSorted((a, b) => a - b)
        .map((from, at) => ({ key: `step-${at}`, title: { zh: '级', en: 'Step' }, from })),
    }),
  );

async function bring(all: readonly Months[]): Promise<void> {
  await stage.database.query(
    `UPDATE member_tier t SET months = n.months FROM unnest($1::uuid[], $2::jsonb[]) AS n(id, months)
      WHERE t.member_id = n.id`,
    [ids, all.map((one) => JSON.stringify(one))],
  );
}

it('the preview scores and places every member as the rules do', async () => {
  const all = fc.array(months, { minLength: members, maxLength: members });
  await fc.assert(
    fc.asyncProperty(
      all,
      rules,
      rules,
      fc.constantFrom(1, 100, 1_000),
      async (done, old, next, minorPerUnit) => {
        await bring(done);
        const key = (one: Months, by: typeof old) =>
          tierAt(by.tiers, scoreOf(one, by, today, minorPerUnit).score)?.key ?? null;
        const expected = new Map<string, number>();
        for (const one of done) {
          const [from, to] = [key(one, old), key(one, next)];
          if (from !== to) expected.set(`${from} ${to}`, (expected.get(`${from} ${to}`) ?? 0) + 1);
        }
        const asked = { programId: stage.programId, old, next, today, minorPerUnit };
        const seen = await previewRules(stage.database, asked);
        expect(new Map(seen.moves.map(({ from, to, count }) => [`${from} ${to}`, count]))).toEqual(expected);
        expect([seen.members, seen.up + seen.down + seen.unchanged]).toEqual([members, members]);
      },
    ),
    { numRuns: 60 },
  );
});

it('a change that changes nothing moves nobody, however long members have lived on their validity', async () => {
  await bring(ids.map(() => ({})));
  await stage.database.query(
    `UPDATE member_tier SET tier = 'gold', since = '2026-01-01', valid_until = '2027-01-01'
      WHERE member_id = ANY($1::uuid[])`,
    [ids],
  );
  const same = tierRulesShape.parse({});
  const asked = { programId: stage.programId, old: same, next: same, today, minorPerUnit: 100 };
  expect(await previewRules(stage.database, asked)).toEqual({
    members,
    up: 0,
    down: 0,
    unchanged: members,
    moves: [],
  });
});
