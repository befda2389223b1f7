import { z } from 'zod';
import { entities } from '@jifen/server/entities.js';
import { createMemberToken } from '@jifen/server/member/create-member-token.js';
import { systemClock } from '@jifen/server/platform/clock.js';
import { openDatabase } from '@jifen/server/platform/database.js';
import type { Database, Queryable } from '@jifen/server/platform/database.js';
import { encodeId, idSource } from '@jifen/server/platform/ids.js';
import { isRefused } from '@jifen/server/platform/refusal.js';
import { systemRandom } from '@jifen/server/platform/random.js';
import { createProgram } from '@jifen/server/program/create-program.js';
import { bulk, numberedId } from './bulk.js';

export interface SeededMall {
  programId: string;
  publishableKey: string;
  secretKey: string;
  /** Public ids, as the API takes them. */
  variantIds: string[];
  /** Tokens of members spread evenly over all of them. */
  tokens(count: number): Promise<string[]>;
  database: Database;
  close(): Promise<void>;
}

export interface MallSize {
  /** Each with a balance nobody spends up, from one transfer and one lot unless it says how many. */
  members: number;
  lots?: number;
  /** Each a reward with one variant and stock that lasts. */
  variants: number;
}

const seededTables =
  'program, member, member_tier, account, transfer, lot, reward, variant, price_plan, stock';
/** Of each member. */
const points = 1_000_000_000;
const nextId = idSource(systemClock, systemRandom);

/** Fills a new database with one brand, its members and its rewards, set-based. */
export async function seedMall(url: string, size: MallSize): Promise<SeededMall> {
  const database = await openDatabase({ url, poolSize: 4, entities });
  const programs = { database, newId: nextId, random: systemRandom, now: systemClock.now() };
  const created = await createProgram(programs, { handle: 'bench', name: { zh: '基准', en: 'Bench' } });
  if (isRefused(created)) throw new Error('The program was refused.');
  const { id: programId, keys } = created;
  await seedMembers(database, programId, size);
  const variantIds = await seedVariants(database, programId, size.variants);
  // Only what was filled: a table that is known to be empty would get plans for an empty table.
  await database.pool.query(`VACUUM (ANALYZE) ${seededTables}`);
  return {
    programId,
    publishableKey: keys.publishable,
    secretKey: keys.secret,
    variantIds,
    tokens: (count) => tokens(database, programId, size.members, count),
    database,
    close: () => database.close(),
  };
}

/** As if each had been granted the points, on as many days as they have lots: the balance is the sum of the transfers and of the lots. */
async function seedMembers(
  database: Database,
  programId: string,
  { members: count, lots = 1 }: MallSize,
): Promise<void> {
  const member = numberedId('n', 'd');
  const [transfer, lot] = [numberedId(`(n * ${lots} + k)`, 'f'), numberedId(`(n * ${lots} + k)`, '1')];
  const each = 'FROM generate_series(1, $2::int) AS n';
  const ofEach = `${each}, generate_series(1, ${lots}) AS k`;
  const size = Math.floor(points / lots);
  const fill = (statement: string) => (client: Queryable) => client.query(statement, [programId, count]);
  await bulk(database, {
    lot: [
      fill(`INSERT INTO lot (id, program_id, owner_id, earned_on, expires_at, amount, remaining)
            SELECT ${lot}, $1, ${member}, current_date - k, current_date - k + interval '2 years', ${size}, ${size} ${ofEach}`),
    ],
    transfer: [
      fill(`INSERT INTO transfer (id, program_id, debit_owner, debit_kind, credit_owner, credit_kind, credit_version,
                                  credit_balance, amount, reason, lot_id, at)
            SELECT ${transfer}, $1, $1, 'issuance', ${member}, 'points', k, k * ${size}::bigint, ${size}, 'grant', ${lot}, now()
              ${ofEach}`),
    ],
    member: [
      fill(`INSERT INTO member (id, program_id, customer_id, created_at)
            SELECT ${member}, $1, 'customer-' || n, now() ${each}`),
    ],
    member_tier: [fill(`INSERT INTO member_tier (member_id, program_id) SELECT ${member}, $1 ${each}`)],
    account: [
      fill(`INSERT INTO account (owner_id, kind, program_id, posted, version)
            SELECT ${member}, 'points', $1, ${size * lots}, ${lots} ${each}`),
    ],
  });
  await database.query(
    `INSERT INTO system_posting (program_id, kind, amount, at) VALUES ($1, 'issuance', -$2::bigint * $3, now())`,
    [programId, size * lots, count],
  );
}

async function seedVariants(database: Database, programId: string, count: number): Promise<string[]> {
  const text = (words: string) => `jsonb_build_object('zh', ${words}, 'en', ${words})`;
  await database.query(
    `WITH rewards AS (
       INSERT INTO reward (id, program_id, handle, kind, state, title, summary, description, points_from, created_at, updated_at)
       SELECT uuidv7(), $1, 'reward-' || n, 'physical', 'listed', ${text(`'Cup ' || n`)}, ${text(`'A cup'`)},
              ${text(`'A cup to drink from'`)}, 10, now(), now()
         FROM generate_series(1, $2::int) AS n
       RETURNING id
     ), variants AS (
       INSERT INTO variant (id, program_id, reward_id, title)
       SELECT uuidv7(), $1, id, ${text(`'One size'`)} FROM rewards
       RETURNING id
     ), plans AS (
       INSERT INTO price_plan (id, program_id, variant_id, points) SELECT uuidv7(), $1, id, 10 FROM variants
     )
     INSERT INTO stock (variant_id, program_id, on_hand) SELECT id, $1, 1000000000 FROM variants`,
    [programId, count],
  );
  const rows = await database.query<{ id: string }>('SELECT id FROM variant WHERE program_id = $1', [
    programId,
  ]);
  return rows.map(({ id }) => encodeId('variant', id));
}

async function tokens(
  database: Database,
  programId: string,
  members: number,
  count: number,
): Promise<string[]> {
  const made = await Promise.all(
    Array.from({ length: count }, async (_, nth) => {
      const answer = await createMemberToken(
        { database, newId: nextId },
        {
          programId,
          customerId: `customer-${1 + Math.floor((nth * members) / count)}`,
          displayName: null,
          lifetimeSeconds: 3_600,
          now: systemClock.now(),
        },
      );
      if (isRefused(answer)) throw new Error('A token was refused.');
      return answer.token;
    }),
  );
  return made;
}

export const portOf = (ready: unknown): number => z.object({ port: z.number() }).parse(ready).port;
