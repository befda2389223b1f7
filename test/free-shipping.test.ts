import { describe, expect, it } from 'vitest';
import { recordPurchase } from '../server/src/earning/record-purchase.js';
import { redeem } from '../server/src/exchange/redeem.js';
import type { Outcome } from '../server/src/platform/group-commit/command.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

const buying = (memberId: string, yuan: number) => recordPurchase(stage.purchase(memberId, yuan * 100));

async function gold(): Promise<string> {
  const memberId = await stage.member();
  await stage.groups.submit(buying(memberId, 10_000));
  return memberId;
}

const exchanged = (memberId: string) =>
  stage.database.query(
    `SELECT e.free_shipping AS free, count(b.id)::int AS used
       FROM exchange e LEFT JOIN benefit_usage b ON b.subject_id = e.id AND b.benefit = 'free_shipping'
      WHERE e.member_id = $1 GROUP BY e.id`,
    [memberId],
  );

describe('free shipping', () => {
  it('is used once by an exchange with physical rewards, however many lines it has', async () => {
    const memberId = await gold();
    const variants = await Promise.all([stage.variant(), stage.variant()]);
    const lines = variants.map((variantId) => ({ variantId, quantity: 2, pricePlanId: null }));
    const command = stage.redeem(memberId, '', { lines });
    await Promise.all([1, 2, 3].map(() => stage.groups.submit(redeem(command))));
    expect(await exchanged(memberId)).toEqual([{ free: true, used: 1 }]);
  });

  it('is not used where nothing is sent, nor by a tier without it, nor by a refused exchange', async () => {
    const [member, silver] = [await gold(), await stage.member()];
    await stage.groups.submit(buying(silver, 2_000));
    await stage.groups.submit(redeem(stage.redeem(member, await stage.variant({ kind: 'service' }))));
    expect(await exchanged(member)).toEqual([{ free: false, used: 0 }]);
    await stage.groups.submit(redeem(stage.redeem(silver, await stage.variant())));
    expect(await exchanged(silver)).toEqual([{ free: false, used: 0 }]);
    const rich = await gold();
    await stage.groups.submit(redeem(stage.redeem(rich, await stage.variant({ onHand: 0 }))));
    expect(await exchanged(rich)).toEqual([]);
  });

  it('is decided on where the member stands, a rise in the same group included', async () => {
    const [member, other] = [await stage.member(1_000), await stage.member(1_000)];
    const variantId = await stage.variant();
    // The first goes alone; all others wait meanwhile and are one group.
    const groups = stage.otherGroups({ workers: 1, maxGroup: 16 });
    const commands = [
      redeem(stage.redeem(other, variantId)),
      redeem(stage.redeem(other, variantId)),
      buying(member, 10_000),
      redeem(stage.redeem(member, variantId)),
    ];
    await Promise.all(commands.map((command) => groups.submit<Outcome>(command)));
    expect(await exchanged(member)).toEqual([{ free: true, used: 1 }]);
  });
});
