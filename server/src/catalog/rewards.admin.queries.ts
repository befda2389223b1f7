import type { Queryable } from '../platform/database.js';
import { olderOfProgramAmongIndexes } from '../platform/keyset.js';
import type { RewardState } from './reward.draft.js';
import { rewardColumns, rewardRelations, type RewardRow } from './rewards.queries.js';

/** A reward with what only operators see. */
export type AdminRewardRow = RewardRow & { featured: number; created_at: Date; updated_at: Date };

const select = `SELECT ${rewardColumns}, r.featured, r.created_at, r.updated_at, NULL::float8 AS sort_key,
  ${rewardRelations}, NULL::bigint AS limit_used, NULL::bigint AS member_points,
  NULL::json AS member_tier FROM reward r`;

/**
 * Rewards of one state or all, the newest first; one row more than the page holds. The state is part of the text, so that those of which
 * there are few are found by their index.
 */
export function adminRewardsPage(
  database: Queryable,
  programId: string,
  page: { first: number; after: string | null; state: RewardState | null },
): Promise<AdminRewardRow[]> {
  return database.query<AdminRewardRow>(
    `${select}
      WHERE ${olderOfProgramAmongIndexes('r')}
        ${page.state === null ? '' : `AND r.state = '${page.state}'`}
      ORDER BY r.id DESC LIMIT $3`,
    [programId, page.after, page.first + 1],
  );
}

/** Rewards of every state by uuid. */
export function adminRewardsById(
  database: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<AdminRewardRow[]> {
  return database.query<AdminRewardRow>(`${select} WHERE r.program_id = $1 AND r.id = ANY($2::uuid[])`, [
    programId,
    ids,
  ]);
}

export async function adminRewardByHandle(
  database: Queryable,
  programId: string,
  handle: string,
): Promise<AdminRewardRow | null> {
  const rows = await database.query<AdminRewardRow>(`${select} WHERE r.program_id = $1 AND r.handle = $2`, [
    programId,
    handle,
  ]);
  return rows[0] ?? null;
}
