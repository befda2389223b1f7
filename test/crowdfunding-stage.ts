import { z } from 'zod';
import { createPool } from '../server/src/crowdfunding/create-pool.js';
import { pledge, type PledgeInput } from '../server/src/crowdfunding/pledge.js';
import type { PoolDraft } from '../server/src/crowdfunding/pool-draft.rules.js';
import { systemRandom } from '../server/src/platform/random.js';
import { isRefused } from '../server/src/platform/refusal.js';
import type { MallStage } from './mall-stage.js';
import { type Answer, at } from './start-server.js';
import type { WritePathStage } from './write-path-stage.js';

const words = (text: string) => ({ zh: text, en: text });
export const dayMs = 86_400_000;

/** A pool on the write path alone. */
export async function openPool(stage: WritePathStage, more: Partial<PoolDraft> = {}): Promise<string> {
  const { database, newId, clock, programId } = stage;
  const opened = await createPool(
    { database, newId, random: systemRandom, onCommit: () => undefined },
    { programId, actor: 'test', now: clock.now() },
    {
      handle: stage.key(),
      title: words('Pool'),
      summary: words(''),
      story: words(''),
      images: [],
      target: 1_000,
      least: 1,
      most: null,
      deadline: new Date(clock.now().getTime() + dayMs),
      allotment: 'shared',
      terms: words('For everybody'),
      winners: null,
      ...more,
    },
  );
  if (isRefused(opened)) throw new Error(`Refused: ${JSON.stringify(opened.refused)}`);
  return opened.poolId;
}

export function pledging(
  stage: WritePathStage,
  memberId: string,
  poolId: string,
  points: number,
  more: Partial<PledgeInput> = {},
) {
  const { programId, scoring } = stage;
  return pledge({ programId, memberId, poolId, points, scoring, idempotencyKey: stage.key(), ...more });
}

/** What stands in the tables about one pool. */
export async function poolRow(stage: WritePathStage, poolId: string) {
  const [row] = await stage.database.query<{
    state: string;
    pledged: number;
    backers: number;
    unresolved: number;
    escrow: number;
    won: number;
  }>(
    `SELECT t.state, t.pledged, t.backers, t.unresolved, a.posted AS escrow,
            (SELECT count(*)::int FROM pool_winner w WHERE w.pool_id = t.pool_id) AS won
       FROM pool_tally t JOIN account a ON a.owner_id = t.pool_id AND a.kind = 'escrow' WHERE t.pool_id = $1`,
    [poolId],
  );
  if (row === undefined) throw new Error('The pool is not there.');
  return row;
}

const poolShape = z.object({ id: z.string(), handle: z.string() });
export type StagePool = z.infer<typeof poolShape>;

/** A pool of a whole mall, opened by its operator. */
export async function openedPool(mall: MallStage, more: object = {}, key?: string): Promise<StagePool> {
  const input = {
    handle: mall.name(),
    title: words('Pool'),
    terms: words('For everybody'),
    target: 1_000,
    allotment: 'SHARED',
    deadline: new Date(mall.server.clock.now().getTime() + dayMs).toISOString(),
    ...more,
  };
  const answer = await mall.server.admin(
    `mutation ($input: PoolCreateInput!) {
      poolCreate(input: $input) { pool { id handle } userErrors { code message path } }
    }`,
    { input },
    key,
  );
  return poolShape.parse(at(answer, 'poolCreate', 'pool'), { error: () => told(answer) });
}

const told = (answer: Answer) => JSON.stringify({ data: answer.data, errors: answer.errors });
