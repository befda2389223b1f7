import { z } from 'zod';
import { openedPool, type StagePool } from '../crowdfunding-stage.js';
import type { MallStage } from '../mall-stage.js';
import { at } from '../start-server.js';

/** What the second brand has of crowdfunding. */
export interface ForeignPool {
  pool: StagePool;
  pledgeId: string;
  ids: string[];
}

export async function furnishPool(
  stage: MallStage,
  key: string,
  title: { zh: string; en: string },
): Promise<ForeignPool> {
  const pool = await openedPool(stage, { title, terms: title }, key);
  const customerId = 'kestrel-backer';
  const { token } = await stage.server.memberToken(customerId, key);
  await stage.grant(customerId, 100, undefined, key);
  const pledged = await stage.server.storefront(
    'mutation ($input: PoolPledgeInput!) { poolPledge(input: $input) { pledge { id } } }',
    { input: { poolId: pool.id, points: 10, idempotencyKey: 'kestrel-pledge' } },
    { key: 'pk_demo2', token },
  );
  const pledgeId = z.string().parse(at(pledged, 'poolPledge', 'pledge', 'id'));
  return { pool, pledgeId, ids: [pool.id, pledgeId] };
}
