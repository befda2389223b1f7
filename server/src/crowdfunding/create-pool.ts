import { openEscrow } from '../ledger/open-escrow.js';
import type { Queryable } from '../platform/database.js';
import { scheduleRun } from '../platform/jobs/schedule-run.js';
import { encodeId } from '../platform/ids.js';
import { type Refused, refuse } from '../platform/refusal.js';
import { type Operator, recordAudit } from '../program/audit.js';
import type { Hands, OperatorHands } from '../program/capability.js';
import { seedHash } from './draw.rules.js';
import { cleanPool, type PoolDraft, poolRefusals } from './pool-draft.rules.js';
import { findPoolId } from './pool.queries.js';

/** Closes pools whose time is over. */
export const CLOSING_JOB = 'crowdfunding-close';

const seedBytes = 32;

/** Opens a pool with its escrow account; its chance is drawn now, and its fingerprint is there before the first pledge. */
export async function createPool(
  { database, newId, random, onCommit }: OperatorHands & Pick<Hands, 'random'>,
  { programId, actor, now }: Operator,
  given: PoolDraft,
): Promise<{ poolId: string } | Refused> {
  const draft = cleanPool(given);
  const wrong = poolRefusals(draft, now);
  if (wrong.length > 0) return refuse(...wrong);
  const seed = Buffer.from(random.bytes(seedBytes));
  const outcome = await database.transaction(async (client) => {
    // One operator after the other in each program, so that a handle is taken once.
    await client.query('SELECT FROM program WHERE id = $1 FOR NO KEY UPDATE', [programId]);
    const taken = await findPoolId(client, programId, draft.handle);
    if (taken !== null) {
      return refuse({ code: 'ALREADY_EXISTS', id: encodeId('pool', taken), path: ['handle'] });
    }
    const poolId = newId();
    await insertPool(client, { ...draft, poolId, programId, seed, now });
    await openEscrow(client, programId, poolId, draft.target);
    // The minute's job would close it too, but nobody who watches shall wait for that.
    await scheduleRun(client, CLOSING_JOB, { at: draft.deadline, subjectId: poolId });
    await recordAudit(client, newId, {
      programId,
      actor,
      action: 'poolCreate',
      subject: encodeId('pool', poolId),
      after: { ...draft, deadline: draft.deadline.toISOString(), seedHash: seedHash(seed) },
      at: now,
    });
    return { poolId };
  });
  onCommit();
  return outcome;
}

async function insertPool(
  client: Queryable,
  pool: PoolDraft & { poolId: string; programId: string; seed: Buffer; now: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO pool (id, program_id, handle, title, summary, story, images, target, least, most, deadline, allotment,
                       terms, winners, seed, seed_hash, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      pool.poolId,
      pool.programId,
      pool.handle,
      pool.title,
      pool.summary,
      pool.story,
      JSON.stringify(pool.images),
      pool.target,
      pool.least,
      pool.most,
      pool.deadline,
      pool.allotment,
      pool.terms,
      pool.winners,
      pool.seed,
      seedHash(pool.seed),
      pool.now,
    ],
  );
  await client.query('INSERT INTO pool_tally (pool_id, program_id, target) VALUES ($1, $2, $3)', [
    pool.poolId,
    pool.programId,
    pool.target,
  ]);
}
