import { expect, test } from 'vitest';
import { cancel } from '../server/src/exchange/cancel.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { shareStage, stage } from './shared-stage.js';
import { type WritePathStage } from './write-path-stage.js';

shareStage();

/** As an operator's change does it: with the version of the catalog. */
async function setLimit(variantId: string, quantity: number | null, period = 'month'): Promise<void> {
  await stage.database.query(
    `WITH changed AS (UPDATE program SET catalog_version = catalog_version + 1 WHERE id = $3)
     UPDATE reward SET limit_quantity = $2::int, limit_period = CASE WHEN $2::int IS NULL THEN NULL ELSE $4 END
      WHERE id = (SELECT reward_id FROM variant WHERE id = $1)`,
    [variantId, quantity, stage.programId, period],
  );
}

const exchange = (groups: WritePathStage['groups'], member: string, variantId: string) =>
  groups.submit(redeem(stage.redeem(member, variantId)));

test('a limit counts at once where none was known, with what other processes have counted since', async () => {
  const variantId = await stage.variant({ points: 1 });
  const member = await stage.member(100);
  expect(await exchange(stage.groups, member, variantId)).toHaveProperty('exchangeId');
  await setLimit(variantId, 2);
  expect(await exchange(stage.otherGroups(), member, variantId)).toHaveProperty('exchangeId');
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => exchange(stage.groups, member, variantId)),
  );
  expect(outcomes.filter((outcome) => 'exchangeId' in outcome)).toHaveLength(1);
});

test('what was had under a period that began on another day does not count', async () => {
  const variantId = await stage.variant({ points: 1, limit: { quantity: 1, period: 'month' } });
  const member = await stage.member(100);
  expect(await exchange(stage.groups, member, variantId)).toHaveProperty('exchangeId');
  await setLimit(variantId, 1, 'ever');
  expect(await exchange(stage.groups, member, variantId)).toHaveProperty('exchangeId');
  const refused = [{ code: 'LIMIT_REACHED' }];
  expect(await exchange(stage.groups, member, variantId)).toMatchObject({ refused });
});

test('what is cancelled while the reward has no limit is free again when it has one', async () => {
  const variantId = await stage.variant({ points: 1, limit: { quantity: 2, period: 'month' } });
  const member = await stage.member(100);
  const redemption = redeem(stage.redeem(member, variantId));
  const made = redemption.made(await stage.groups.submit(redemption));
  if (made === null) throw new Error('The first exchange was refused.');
  expect(await exchange(stage.groups, member, variantId)).toHaveProperty('exchangeId');
  await setLimit(variantId, null);
  // From here on the groups know of no limit.
  expect(await exchange(stage.groups, await stage.member(1), variantId)).toHaveProperty('exchangeId');
  const rules = { timeZone: 'Asia/Shanghai', refundGraceDays: 7 };
  const undone = await stage.groups.submit(cancel({ exchange: made, idempotencyKey: stage.key(), rules }));
  expect(undone).toEqual({ exchangeId: made.id });
  await setLimit(variantId, 2);
  expect(await exchange(stage.groups, member, variantId)).toHaveProperty('exchangeId');
  expect(await exchange(stage.groups, member, variantId)).toMatchObject({
    refused: [{ code: 'LIMIT_REACHED' }],
  });
});

test.each([
  [3, 1],
  [2, 2],
])(
  'an exchange of %i and %i pieces of one variant is told what is there, not what its own lines take',
  async (...quantities) => {
    const scarce = await stage.variant({ points: 1, onHand: 3 });
    const limited = await stage.variant({ points: 1, limit: { quantity: 3, period: 'month' } });
    const member = await stage.member(100);
    const asked = (variantId: string) => {
      const lines = quantities.map((quantity) => ({ variantId, quantity, pricePlanId: null }));
      return stage.groups.submit(redeem({ ...stage.redeem(member, variantId), lines }));
    };
    const path = ['lines', '1'];
    expect(await asked(scarce)).toMatchObject({ refused: [{ code: 'OUT_OF_STOCK', available: 3, path }] });
    expect(await asked(limited)).toMatchObject({ refused: [{ code: 'LIMIT_REACHED', left: 3, path }] });
  },
);
