import 'reflect-metadata';
import { expect, it } from 'vitest';
import type { Books } from '../server/src/platform/group-commit/command.js';
import { refuse } from '../server/src/platform/refusal.js';
import { BenefitBook } from '../server/src/tier/benefit.book.js';
import type { Benefit } from '../server/src/tier/benefit.rows.js';
import { ledgerRules } from './ledger-invariants.js';
import { shareStage, stage } from './shared-stage.js';

// These uses belong to no exchange that saved anything.
shareStage({ invariants: ledgerRules });

function using(memberId: string, uses: readonly [Benefit, number][], refuses = false) {
  const { programId } = stage;
  return stage.groups.submit({
    name: 'using',
    programId,
    idempotency: null,
    prepare: () => {},
    decide(books: Books) {
      if (refuses) return refuse({ code: 'NOT_FOUND', id: memberId });
      for (const [benefit, points] of uses) {
        books.book(BenefitBook).used({ programId, memberId, tier: 'gold', benefit, subjectId: null, points });
      }
      return {};
    },
  });
}

const used = (memberId: string) =>
  stage.database.query(
    'SELECT tier, benefit, points, at FROM benefit_usage WHERE member_id = $1 ORDER BY benefit',
    [memberId],
  );

it('every use of a benefit is counted with the command that made it, and none of a refused one', async () => {
  const [memberId, refusedId] = [await stage.member(), await stage.member()];
  const at = stage.clock.now();
  await Promise.all([
    using(memberId, [
      ['tier_price', 20],
      ['free_shipping', 0],
    ]),
    using(memberId, [['exchange_discount', 3]]),
    using(refusedId, [['early_access', 0]], true),
  ]);
  expect(await used(memberId)).toEqual([
    { tier: 'gold', benefit: 'exchange_discount', points: 3, at },
    { tier: 'gold', benefit: 'free_shipping', points: 0, at },
    { tier: 'gold', benefit: 'tier_price', points: 20, at },
  ]);
  expect(await used(refusedId)).toEqual([]);
});

it('what was used is never changed', async () => {
  await expect(stage.database.query('UPDATE benefit_usage SET points = 0')).rejects.toThrow('never updated');
});
