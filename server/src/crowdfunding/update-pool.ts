import { isDeepStrictEqual } from 'node:util';
import { checkPresentation, cleanPresentation, type Presentation } from '../platform/content.rules.js';
import { encodeId } from '../platform/ids.js';
import { recordChanges } from '../platform/outbox/record-changes.js';
import { type Refused, refuse } from '../platform/refusal.js';
import { type Operator, recordAudit } from '../program/audit.js';
import type { OperatorHands } from '../program/capability.js';
import { unknownPool } from './pledge.js';
import { POOL_TOPIC } from './pool.book.js';

/**
 * Puts right what is told of a pool, in every state of it; what is absent stays. Amounts, deadline, allotment and its terms are what
 * members pledged on, so they stay.
 */
export async function updatePool(
  { database, newId, onCommit }: OperatorHands,
  { programId, actor, now }: Operator,
  poolId: string,
  changes: Partial<Presentation>,
): Promise<{ poolId: string } | Refused> {
  const outcome = await database.transaction(async (client) => {
    // The row that every command locks: what is noted of a pool is its title of before or of after, and operators come one by one.
    const [known] = await client.query(
      'SELECT FROM pool_tally WHERE pool_id = $1 AND program_id = $2 FOR NO KEY UPDATE',
      [poolId, programId],
    );
    if (known === undefined) return refuse(unknownPool(poolId));
    const [before] = await client.query<{ [Field in keyof Presentation]: Presentation[Field] }>(
      'SELECT title, summary, story, images FROM pool WHERE id = $1',
      [poolId],
    );
    if (before === undefined) throw new Error('A tally has no pool.');
    const after = cleanPresentation({ ...before, ...changes });
    const wrong = checkPresentation(after);
    if (wrong.length > 0) return refuse(...wrong);
    if (isDeepStrictEqual(after, before)) return { poolId };
    const { title, summary, story, images } = after;
    await client.query(
      'UPDATE pool SET title = $2, summary = $3, story = $4, images = $5::jsonb WHERE id = $1',
      [poolId, title, summary, story, JSON.stringify(images)],
    );
    // Its progress is what it was, under the version that it has; every process forgets the answers that tell of it.
    await recordChanges(client, now, { topics: { [POOL_TOPIC]: [poolId] }, feed: [] });
    const subject = encodeId('pool', poolId);
    await recordAudit(client, newId, {
      programId,
      actor,
      action: 'poolUpdate',
      subject,
      before,
      after,
      at: now,
    });
    return { poolId };
  });
  onCommit();
  return outcome;
}
