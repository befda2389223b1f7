import 'reflect-metadata';
import type pg from 'pg';
import { z } from 'zod';
import { writePathBooks } from '@jifen/server/capabilities.js';
import { entities } from '@jifen/server/entities.js';
import { redeem } from '@jifen/server/exchange/redeem.js';
import { systemClock } from '@jifen/server/platform/clock.js';
import { type Batch, type BatchStatement, sendBatch } from '@jifen/server/platform/batch.js';
import { openDatabase } from '@jifen/server/platform/database.js';
import { GroupCommit } from '@jifen/server/platform/group-commit/group-commit.js';
import { decodeId, idSource } from '@jifen/server/platform/ids.js';
import { systemRandom } from '@jifen/server/platform/random.js';
import { scoringOf } from '@jifen/server/tier/scoring.js';
import { parseRules } from '@jifen/server/program/rules.js';
import { serveStage } from '../child.js';

const optionsShape = z.object({ databaseUrl: z.string(), programId: z.string(), variantId: z.string() });
const questionShape = z.object({ seconds: z.number() });

/** The statements of one exchange as they would be sent, in the two portions in which they are. */
type Recorded = (readonly BatchStatement[])[];

/**
 * What an exchange costs at the least: its own statements, recorded while it is decided and then undone, sent in two round
 * trips over one connection, with nothing around them. Each one belongs to another member, so that all can be committed.
 */
serveStage(async (given) => {
  const { databaseUrl, programId, variantId } = optionsShape.parse(given);
  const database = await openDatabase({ url: databaseUrl, poolSize: 2, entities });
  const variant = decodeId('variant', variantId) ?? '';
  const members = await database.query<{ id: string }>(
    `SELECT id FROM member WHERE program_id = $1 AND customer_id LIKE '%7' ORDER BY id`,
    [programId],
  );
  let used = 0;
  const once = async () => {
    const member = members[used % members.length];
    used += 1;
    // The same one each time, as nobody else is there; whoever keeps a connection for long is cut off.
    const client = await database.commandPool.connect();
    const recorded = await record(client, programId, variant, member?.id ?? '');
    const began = performance.now();
    for (const portion of recorded) await sendBatch(client, portion);
    const took = performance.now() - began;
    client.release();
    return took;
  };
  return {
    ready: null,
    async answer(question) {
      const ends = performance.now() + questionShape.parse(question).seconds * 1_000;
      const took: number[] = [];
      while (performance.now() < ends) took.push(await once());
      took.sort((a, b) => a - b);
      return took[took.length >> 1];
    },
    close: () => database.close(),
  };
});

/** Lets the write path decide an exchange on this connection, keeps what it sends, and undoes it instead of committing. */
async function record(
  client: pg.PoolClient,
  programId: string,
  variantId: string,
  memberId: string,
): Promise<Recorded> {
  const portions: Recorded = [];
  const recorder = new Proxy(client, {
    get(target, name) {
      if (name === 'release') return () => undefined;
      if (name !== 'query') {
        const other: unknown = Reflect.get(target, name);
        return other;
      }
      return (batch: Batch) => {
        portions.push(batch.statements);
        if (batch.statements.at(-1)?.text !== 'COMMIT') return target.query(batch);
        const tags = batch.statements.map(() => 'COMMIT');
        return target.query('ROLLBACK').then(() => batch.done(null, tags));
      };
    },
  });
  const groups = new GroupCommit({
    pool: { connect: async () => recorder },
    clock: systemClock,
    newId: idSource(systemClock, systemRandom),
    bookKinds: writePathBooks,
    onCommit: () => undefined,
  });
  const answer = await groups.submit(
    redeem({
      programId,
      memberId,
      idempotencyKey: `bare-${memberId}-${performance.now()}`,
      lines: [{ variantId, quantity: 1, pricePlanId: null }],
      expectedTotal: null,
      scoring: scoringOf({ timeZone: 'Asia/Shanghai', currency: 'CNY', rules: parseRules({}) }),
      paymentMinutes: 15,
      provider: 'test',
    }),
  );
  if ('refused' in answer) throw new Error('The exchange was refused.');
  return portions;
}
