import { imageViews } from '../catalog/image.view.js';
import type { RequestContext } from '../graphql/context.js';
import { encodeId } from '../platform/ids.js';
import { AdminPledge, type AdminPool } from './pool.admin.types.js';
import { settlementView } from './pool-settlement.types.js';
import type { PledgePage, PoolPage } from './pool.rows.js';
import { drawView, progressView } from './pool.view.js';

/** A pledge as operators see it. */
export function adminPledge(row: PledgePage): AdminPledge {
  return Object.assign(new AdminPledge(), {
    uuid: row.id,
    memberUuid: row.memberId,
    poolUuid: row.poolId,
    id: encodeId('pledge', row.id),
    number: row.number,
    points: row.points,
    state: row.state,
    allotted: row.allotted,
    createdAt: row.createdAt,
  });
}

/** A pool as operators see it. */
export function adminView(row: PoolPage, context: RequestContext): AdminPool {
  const { handle, title, summary, story, least, most, allotment, terms, winners, createdAt } = row;
  return {
    uuid: row.poolId,
    id: encodeId('pool', row.poolId),
    handle,
    title,
    summary,
    story,
    images: imageViews(row.images, context.language),
    texts: { images: row.images, statement: row.settlement?.statement ?? null },
    least,
    most,
    allotment,
    terms,
    winners,
    createdAt,
    progress: progressView(row, context),
    draw: drawView(row),
    cancelled: row.cancelled,
    settlement: settlementView(row, context.language),
  };
}
