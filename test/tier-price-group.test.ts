import { expect, it } from 'vitest';
import { recordPurchase } from '../server/src/earning/record-purchase.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { shareStage, stage } from './shared-stage.js';

// One worker: what waits while the first command commits is one group.
shareStage({ workers: 1 });

it('a purchase that lifts the tier prices the exchanges that come behind it in the same group', async () => {
  const [memberId, other] = [await stage.member(10_000), await stage.member()];
  const variantId = await stage.variant({ points: 1_000 });
  const asked = () => redeem(stage.redeem(memberId, variantId));
  const outcomes = await Promise.all([
    stage.groups.submit(recordPurchase(stage.purchase(other, 1))),
    stage.groups.submit(asked()),
    stage.groups.submit(recordPurchase(stage.purchase(memberId, 1_000_000))),
    stage.groups.submit(asked()),
  ]);
  expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual([]);
  const lines = await stage.database.query(
    `SELECT l.unit_points, l.list_points, x.xmin::text AS transaction FROM exchange_line l JOIN exchange x ON x.id = l.exchange_id
      WHERE x.member_id = $1 ORDER BY l.unit_points DESC`,
    [memberId],
  );
  expect(lines).toMatchObject([
    { unit_points: 1_000, list_points: null },
    { unit_points: 970, list_points: 1_000 },
  ]);
  expect(lines[0]?.['transaction']).toBe(lines[1]?.['transaction']);
});
