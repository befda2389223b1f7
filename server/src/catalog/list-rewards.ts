import { In } from 'typeorm';
import { encodeId } from '../platform/ids.js';
import { isRefused, refuse, type Refused } from '../platform/refusal.js';
import { changeCatalog, type CatalogChange, type CatalogParts, type Operator } from './catalog-change.js';
import type { RewardState } from './reward.draft.js';
import { RewardEntity } from './reward.entity.js';
import { VariantEntity } from './variant.entity.js';

/** Shows drafts and delisted rewards to members; those that are listed already stay so. */
export function listRewards(
  parts: CatalogParts,
  operator: Operator,
  rewardIds: readonly string[],
): Promise<{ rewardIds: string[] } | Refused> {
  return changeCatalog(parts, operator, async (change) => {
    const rewards = await rewardsNamed(change, rewardIds);
    if (isRefused(rewards)) return rewards;
    await setState(change, rewards, 'listed', 'rewardList');
    return { rewardIds: [...rewardIds] };
  });
}

/** The rewards of these uuids, in that order; refused when one is not of this program. */
export async function rewardsNamed(
  change: CatalogChange,
  rewardIds: readonly string[],
): Promise<RewardEntity[] | Refused> {
  const found = await change.manager.findBy(RewardEntity, {
    programId: change.operator.program.id,
    id: In([...rewardIds]),
  });
  const rewards: RewardEntity[] = [];
  for (const [at, id] of rewardIds.entries()) {
    const reward = found.find((one) => one.id === id);
    if (reward === undefined) {
      return refuse({ code: 'NOT_FOUND', id: encodeId('reward', id), path: ['ids', String(at)] });
    }
    rewards.push(reward);
  }
  return rewards;
}

/** Moves rewards to a state; exchanges of their variants wait meanwhile, and partners are told. */
export async function setState(
  change: CatalogChange,
  rewards: readonly RewardEntity[],
  state: RewardState,
  action: string,
): Promise<void> {
  const moving = rewards.filter((reward) => reward.state !== state);
  const rewardIds = moving.map((reward) => reward.id);
  const variants = await change.manager.findBy(VariantEntity, { rewardId: In(rewardIds) });
  const variantIds = variants.map((variant) => variant.id);
  await change.lock(variantIds);
  await change.manager.update(RewardEntity, { id: In(rewardIds) }, { state, updatedAt: change.operator.now });
  change.changed(variantIds, 'LISTING');
  for (const reward of moving) {
    await change.audit(action, encodeId('reward', reward.id), { state: reward.state }, { state });
  }
}
