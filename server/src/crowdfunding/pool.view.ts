import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import { localize } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import { versionNow } from '../platform/ending.rules.js';
import { encodeId } from '../platform/ids.js';
import { findPledges, findPools, pledgesIn } from './pool.queries.js';
import type { PledgePage, PoolPage, Progress } from './pool.rows.js';
import { percent, stateNow } from './pool.rules.js';
import { settlementView } from './pool-settlement.types.js';
import { Pledge, Pool, PoolDraw, type PoolProgress } from './pool.types.js';
import { imageViews } from '../catalog/image.view.js';

type Viewer = Pick<RequestContext, 'language' | 'now'>;

export function progressView(row: Progress, { now }: Pick<Viewer, 'now'>): PoolProgress {
  const { pledged, target, backers, deadline, state, version } = row;
  return {
    poolId: encodeId('pool', row.poolId),
    state: stateNow(state, deadline, now),
    pledged,
    target,
    left: target - pledged,
    percent: percent(pledged, target),
    backers,
    deadline,
    version: String(versionNow({ version, state, endsAt: deadline }, now)),
  };
}

export function poolView(row: PoolPage, viewer: Viewer): Pool {
  const { language } = viewer;
  return Object.assign(new Pool(), {
    uuid: row.poolId,
    id: encodeId('pool', row.poolId),
    handle: row.handle,
    title: localize(row.title, language),
    summary: localize(row.summary, language),
    story: localize(row.story, language),
    images: imageViews(row.images, language),
    target: row.target,
    least: row.least,
    most: row.most,
    deadline: row.deadline,
    allotment: row.allotment,
    terms: localize(row.terms, language),
    winners: row.winners,
    progress: progressView(row, viewer),
    draw: drawView(row),
    cancelled: row.cancelled === null ? null : localize(row.cancelled, language),
    settlement: settlementView(row, language),
  });
}

export function drawView({ poolId, seedHash, seed, won }: PoolPage): PoolDraw {
  const winners = won.map((number, at) => ({ place: at + 1, number }));
  return Object.assign(new PoolDraw(), { uuid: poolId, seedHash, seed, winners });
}

export function pledgeView(row: PledgePage): Pledge {
  const { number, points, state, allotted, createdAt } = row;
  return Object.assign(new Pledge(), {
    row,
    id: encodeId('pledge', row.id),
    number,
    points,
    state,
    allotted,
    createdAt,
    version: String(row.version),
  });
}

const poolsKey = Symbol('pools by id');
const pledgesKey = Symbol('own pledges by id');
const pledgedKey = Symbol('own pledges by pool');

/** Pools of the program by uuid, one statement a request and tick. */
export function poolLoader(db: Queryable, context: RequestContext): DataLoader<string, PoolPage | null> {
  return context.memo(
    poolsKey,
    () =>
      new DataLoader<string, PoolPage | null>(async (ids) => {
        const rows = await findPools(db, context.program.id, ids);
        const byId = new Map(rows.map((row) => [row.poolId, row]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}

/** The signed-in member's own pledges by uuid; null for everybody else's. */
export function pledgeLoader(db: Queryable, context: RequestContext): DataLoader<string, PledgePage | null> {
  return context.memo(
    pledgesKey,
    () =>
      new DataLoader<string, PledgePage | null>(async (ids) => {
        const memberId = context.member?.id;
        if (memberId === undefined) return ids.map(() => null);
        const rows = await findPledges(db, { programId: context.program.id, memberId, ids });
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}

/** The signed-in member's own pledges by the uuid of the pool. */
export function pledgedLoader(
  db: Queryable,
  context: RequestContext,
  memberId: string,
): DataLoader<string, PledgePage | null> {
  return context.memo(
    pledgedKey,
    () =>
      new DataLoader<string, PledgePage | null>(async (poolIds) => {
        const rows = await pledgesIn(db, { programId: context.program.id, memberId, poolIds });
        const byPool = new Map(rows.map((row) => [row.poolId, row]));
        return poolIds.map((id) => byPool.get(id) ?? null);
      }),
  );
}
