import { isRefused, refuse, type Refused } from '../platform/refusal.js';
import { changeCatalog, type CatalogParts, type Operator } from './catalog-change.js';
import { rewardsNamed, setState } from './list-rewards.js';
import { RewardEntity } from './reward.entity.js';
import { delistingAllowance } from './rotation.rules.js';

/** Takes rewards out of the mall; not more at once than the rotation guard allows (C8). */
export function delistRewards(
  parts: CatalogParts,
  operator: Operator,
  rewardIds: readonly string[],
): Promise<{ rewardIds: string[] } | Refused> {
  return changeCatalog(parts, operator, async (change) => {
    const rewards = await rewardsNamed(change, rewardIds);
    if (isRefused(rewards)) return rewards;
    const leaving = rewards.filter((reward) => reward.state === 'listed').length;
    const listed = await change.manager.countBy(RewardEntity, {
      programId: operator.program.id,
      state: 'listed',
    });
    const allowed = delistingAllowance(listed);
    if (leaving > allowed) {
      return refuse({
        code: 'INVALID_INPUT',
        path: ['ids'],
        reason: {
          zh: `在架 ${listed} 个商品，一次最多下架 30%（${allowed} 个），本次为 ${leaving} 个。`,
          en: `Of ${listed} listed rewards at most 30% (${allowed}) can be delisted at once, not ${leaving}.`,
        },
      });
    }
    await setState(change, rewards, 'delisted', 'rewardDelist');
    return { rewardIds: [...rewardIds] };
  });
}
