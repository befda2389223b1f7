import { idSource } from '@jifen/server/platform/ids.js';
import { entities } from '@jifen/server/entities.js';
import { createMemberToken } from '@jifen/server/member/create-member-token.js';
import { systemClock } from '@jifen/server/platform/clock.js';
import { openDatabase } from '@jifen/server/platform/database.js';
import type { Database, Queryable } from '@jifen/server/platform/database.js';
import { periodStart } from '@jifen/server/platform/period.rules.js';
import { systemRandom } from '@jifen/server/platform/random.js';
import { isRefused } from '@jifen/server/platform/refusal.js';
import { createProgram } from '@jifen/server/program/create-program.js';
import { bulk, numberedId } from './bulk.js';
import { model, prototype, series, sizes } from './catalog.prototypes.js';
import { categories } from './catalog.words.js';

export interface SeededCatalog {
  programId: string;
  publishableKey: string;
  /** Of members with points, some of whose limits are used. */
  tokens: string[];
  /** Words that find at least a full page each, whatever the size: in a fifth, a hundredth and twenty of the rewards. */
  words: { frequent: string[]; middling: string[]; rare: string[] };
}

const prototypes = 1_980;
const namedAlike = 20;
const members = 64;
const timeZone = 'Asia/Shanghai';
const newId = idSource(systemClock, systemRandom);

/** Fills a new database with one brand and so many rewards, as the server itself would have written them. */
export async function seedCatalog(url: string, rewards: number): Promise<SeededCatalog> {
  const database = await openDatabase({ url, poolSize: 4, entities });
  try {
    const parts = { database, newId, random: systemRandom, now: systemClock.now() };
    const created = await createProgram(parts, {
      handle: 'bench',
      name: { zh: '基准', en: 'Bench' },
      timeZone,
    });
    if (isRefused(created)) throw new Error('The program was refused.');
    const plan = { rewards, series: Math.min(100, rewards / namedAlike), models: rewards / namedAlike };
    await fill(database, created.id, plan);
    const tokens = await seedMembers(database, created.id);
    await database.query('ANALYZE');
    return { programId: created.id, publishableKey: created.keys.publishable, tokens, words: words(plan) };
  } finally {
    await database.close();
  }
}

interface Plan {
  rewards: number;
  series: number;
  models: number;
}

function words(plan: Plan): SeededCatalog['words'] {
  const some = Array.from({ length: 8 }, (_, nth) => Math.floor((nth * plan.models) / 8));
  return {
    frequent: ['咖啡', 'coffee', '礼物', 'gift'],
    middling: some.map((nth) => nth % plan.series).flatMap((nth) => [series(nth).zh, series(nth).en]),
    rare: some.flatMap((nth) => [model(nth).zh, model(nth).en]),
  };
}

async function fill(database: Database, programId: string, plan: Plan): Promise<void> {
  for (const table of ['reward', 'variant', 'stock', 'price_plan']) {
    // Nothing may tidy up while something is measured.
    await database.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  }
  await keepNames(database, plan);
  await seedCategories(database, programId);
  await seedBlocks(database, programId, plan);
  const fill = (seed: (client: Queryable, programId: string, plan: Plan) => Promise<void>) => [
    (client: Queryable) => seed(client, programId, plan),
  ];
  await bulk(database, {
    reward: portions(plan, 4).map((portion) => (client) => seedRewards(client, programId, plan, portion)),
    price_plan: fill(seedPrices),
    variant: fill(seedVariants),
    stock: fill(seedStock),
    search_word: fill(seedWords),
  });
  await database.query('DROP TABLE seed_prototype, seed_series, seed_model');
}

/** What the rewards are made of, where statements find it. */
async function keepNames(client: Queryable, plan: Plan): Promise<void> {
  const tables = {
    prototype: list(prototypes, prototype),
    series: list(plan.series, series),
    model: list(plan.models, model),
  };
  for (const [name, rows] of Object.entries(tables)) {
    await client.query(`CREATE UNLOGGED TABLE seed_${name} (k int, row jsonb)`);
    await client.query(
      `INSERT INTO seed_${name} SELECT nth - 1, row FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(row, nth)`,
      [JSON.stringify(rows)],
    );
    await client.query(`ANALYZE seed_${name}`);
  }
}

/** The rewards in so many stretches, so that several connections can fill the table. */
function portions({ rewards }: Plan, count: number): [from: number, to: number][] {
  const end = (nth: number) => Math.floor((rewards * nth) / count);
  return list(count, (nth) => [end(nth) + 1, end(nth + 1)]);
}

async function seedCategories(client: Queryable, programId: string): Promise<void> {
  await client.query(
    `INSERT INTO category (id, program_id, key, title, position)
     SELECT ${numberedId('nth - 1', 'ca')}, $1, 'category-' || nth - 1, jsonb_build_object('zh', title->>0, 'en', title->>1), nth
       FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS c(title, nth)`,
    [programId, JSON.stringify(categories)],
  );
}

const list = <T>(length: number, make: (nth: number) => T): T[] =>
  Array.from({ length }, (_, nth) => make(nth));

const rewardId = (nth: string) => numberedId(nth, 'e');

async function seedBlocks(client: Queryable, programId: string, { rewards }: Plan): Promise<void> {
  await client.query(
    `INSERT INTO search_block (program_id, from_id, last_id, filled)
     SELECT $1, CASE b WHEN 0 THEN '00000000-0000-0000-0000-000000000000' ELSE ${rewardId('b * 512 + 1')} END,
            ${rewardId('least((b + 1) * 512, $2::bigint)')}, least(512, $2::bigint - b * 512)
       FROM generate_series(0, ($2::bigint - 1) / 512) AS b`,
    [programId, rewards],
  );
}

async function seedRewards(
  client: Queryable,
  programId: string,
  { rewards, series: ofSeries, models }: Plan,
  [from, to]: [number, number],
): Promise<void> {
  const both = (zh: string, en: string) => `jsonb_build_object('zh', ${zh}, 'en', ${en})`;
  await client.query(
    `INSERT INTO reward (id, program_id, handle, kind, state, title, summary, description, category_id, tags, images,
                         limit_quantity, limit_period, featured, popularity, points_from, search, search_block, created_at, updated_at)
     SELECT ${rewardId('n')}, $1, 'reward-' || lpad(n::text, 8, '0'), p.kind, 'listed',
            ${both(`p.title_zh || '·' || s.zh || ' ' || m.zh`, `p.title_en || ' ' || s.en`)}, p.summary,
            ${both(`p.description_zh || '。' || m.zh || '。'`, `p.description_en || ', ' || m.en || '.'`)},
            ${numberedId('p.category', 'ca')}, p.tags,
            jsonb_build_array(
              jsonb_build_object('url', 'https://images.example/' || n || '-1.jpg', 'alt', p.title),
              jsonb_build_object('url', 'https://images.example/' || n || '-2.jpg', 'alt', p.title)),
            CASE WHEN n % 4 = 0 THEN 2 END, CASE WHEN n % 4 = 0 THEN 'month' END,
            CASE WHEN n % greatest(2, $2::bigint / 50) = 0 THEN 1 + n % 9 ELSE 0 END, (n * 7919) % 10007,
            CASE WHEN n % 2 = 0 THEN p.points * 9 / 10 ELSE p.points END,
            p.search || s.search || m.search,
            (SELECT min(number) FROM search_block WHERE program_id = $1) + (n - 1) / 512, now(), now()
       FROM generate_series($5::bigint, $6::bigint) AS n
       JOIN (SELECT k, row->>'kind' AS kind, row->'title' AS title, row->'title'->>'zh' AS title_zh, row->'title'->>'en' AS title_en,
                    row->'summary' AS summary, row->'description'->>'zh' AS description_zh,
                    row->'description'->>'en' AS description_en, row->'tags' AS tags, (row->'category')::int AS category,
                    (row->'points')::bigint AS points, (row->>'search')::tsvector AS search FROM seed_prototype OFFSET 0) p ON p.k = n % ${prototypes}
       JOIN (SELECT k, row->>'zh' AS zh, row->>'en' AS en, (row->>'search')::tsvector AS search FROM seed_series OFFSET 0) s ON s.k = n % $3::bigint
       JOIN (SELECT k, row->>'zh' AS zh, row->>'en' AS en, (row->>'search')::tsvector AS search FROM seed_model OFFSET 0) m ON m.k = n % $4::bigint`,
    [programId, rewards, ofSeries, models, from, to],
  );
}

/** Every word there is: those of the prototypes and the names. */
async function seedWords(client: Queryable, programId: string): Promise<void> {
  await client.query(
    `INSERT INTO search_word
     SELECT DISTINCT $1::uuid, w FROM (
       SELECT row FROM seed_prototype UNION ALL SELECT row FROM seed_series UNION ALL SELECT row FROM seed_model) s,
       words_of((row->>'search')::tsvector) AS w`,
    [programId],
  );
}

/** One variant each, or two sizes. */
const everyVariant = `FROM generate_series(1::bigint, $2::bigint) AS n
    JOIN (SELECT k, (row->'twoSizes')::boolean AS two, (row->'points')::bigint AS points FROM seed_prototype OFFSET 0) p
      ON p.k = n % ${prototypes}
    CROSS JOIN LATERAL generate_series(0, CASE WHEN p.two THEN 1 ELSE 0 END) AS at`;
const variantId = numberedId('n * 2 + at', 'a');

async function seedVariants(client: Queryable, programId: string, { rewards }: Plan): Promise<void> {
  const options = sizes.map(([zh, en]) => [{ name: { zh: '尺寸', en: 'Size' }, value: { zh, en } }]);
  const titles = sizes.map(([zh, en]) => ({ zh, en }));
  await client.query(
    `INSERT INTO variant (id, program_id, reward_id, title, options, position)
     SELECT ${variantId}, $1, ${rewardId('n')},
            CASE WHEN p.two THEN $3::jsonb->at ELSE '{"zh": "", "en": ""}' END,
            CASE WHEN p.two THEN $4::jsonb->at ELSE '[]' END, at ${everyVariant}`,
    [programId, rewards, JSON.stringify(titles), JSON.stringify(options)],
  );
}

async function seedStock(client: Queryable, programId: string, { rewards }: Plan): Promise<void> {
  await client.query(
    `INSERT INTO stock (variant_id, program_id, on_hand) SELECT ${variantId}, $1, (n * 31) % 500 ${everyVariant}`,
    [programId, rewards],
  );
}

/** The base price, and for every other reward a lower one for a tier. */
async function seedPrices(client: Queryable, programId: string, { rewards }: Plan): Promise<void> {
  await client.query(
    `INSERT INTO price_plan (id, program_id, variant_id, label, points, position)
     SELECT ${numberedId('n * 4 + at * 2 + tier', 'b')}, $1, ${variantId},
            CASE WHEN tier = 1 THEN '{"zh": "金卡会员", "en": "Gold members"}'::jsonb END,
            CASE WHEN tier = 1 THEN p.points * 9 / 10 ELSE p.points END, tier
       ${everyVariant} CROSS JOIN LATERAL generate_series(0, CASE WHEN n % 2 = 0 THEN 1 ELSE 0 END) AS tier`,
    [programId, rewards],
  );
}

/** Members with balances that afford some; each has used part of the limits of what is shown first. */
async function seedMembers(database: Database, programId: string): Promise<string[]> {
  const now = systemClock.now();
  const tokens: string[] = [];
  for (let nth = 0; nth < members; nth += 1) {
    const wish = { programId, customerId: `customer-${nth}`, displayName: null, lifetimeSeconds: 7_200, now };
    const answer = await createMemberToken({ database, newId }, wish);
    if (isRefused(answer)) throw new Error('A token was refused.');
    tokens.push(answer.token);
  }
  await database.query(
    `UPDATE account SET posted = 300 + 50 * (hashtext(owner_id::text) & 31) WHERE program_id = $1`,
    [programId],
  );
  await database.query(
    `INSERT INTO limit_usage (member_id, reward_id, starts_on, program_id, used)
     SELECT m.id, r.id, $2, $1, 1 FROM member m,
            (SELECT id FROM reward WHERE program_id = $1 AND state = 'listed' AND limit_quantity IS NOT NULL ORDER BY featured DESC, id DESC LIMIT 25) r`,
    [programId, periodStart('month', now, timeZone)],
  );
  return tokens;
}
