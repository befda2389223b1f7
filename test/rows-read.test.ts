import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeCursor } from '../server/src/graphql/connection.js';
import { decodeId, encodeId } from '../server/src/platform/ids.js';
import { rowsRead } from './rows-read.js';
import { type Answer, at, startTestServer, type TestServer } from './start-server.js';

/** Of each list, of which the first page holds a hundredth at most. */
const many = 5_000;
const first = 20;
/** A page and one row more that tells of the next, each with up to three others that belong to it. */
const aPage = 4 * (first + 1);

let server: TestServer;
let large: string;
let small: string;
/** Has everything there is of the large program but a few exchanges. */
let collector: { id: string; token: string };
let newcomer: { id: string; token: string };

beforeAll(async () => {
  server = await startTestServer();
  ({ first: large, second: small } = server.programs);
  collector = await server.memberToken('collector');
  newcomer = await server.memberToken('newcomer');
  await fill();
});
afterAll(() => server.close());

const uuid = (id: string) => decodeId('member', id) ?? '';
/** The nth id of a kind, in the order of their numbers. */
const nth = (n: number | string, kind: number) =>
  `('00000000-0000-7000-8${String(kind).padStart(3, '0')}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
/** The same of ids that were made one a millisecond, from 1970 on. */
const nthMs = (n: string) => `overlay(overlay('00000000-0000-7000-8000-000000000000'
  PLACING substr(lpad(to_hex(${n}), 12, '0'), 1, 8) FROM 1) PLACING substr(lpad(to_hex(${n}), 12, '0'), 9) FROM 10)::uuid`;
const [cause, pool, campaign, candidate] = [1, 2, 3, 4].map((n) => `00000000-0000-7000-9000-00000000000${n}`);

/** Rows without what nobody asks of here. Ids are in the order of their numbers, and those of the small program the oldest. */
async function fill(): Promise<void> {
  const { pool: connections } = server.database;
  const client = await connections.connect();
  const each = `FROM generate_series(${first + 1}, ${many}) n`;
  const mine = `'${large}', '${uuid(collector.id)}'`;
  const text = `'{"zh": "一", "en": "one"}'`;
  const whose = `CASE WHEN n <= ${first} THEN '${small}' ELSE '${large}' END::uuid`;
  const inserts = [
    `member (id, program_id, customer_id, created_at)
       SELECT ${nth('n', 1)}, ${whose}, 'customer ' || n, now() FROM generate_series(1, ${many}) n`,
    `member_tier (member_id, program_id) SELECT id, program_id FROM member WHERE customer_id LIKE 'customer %'`,
    `audit (id, program_id, actor, action, subject, at)
       SELECT ${nthMs('n')}, ${whose}, common || 'a', common || 'b', common || 'c', now()
         FROM (SELECT n, CASE WHEN n % 1000 = 0 THEN 'rare ' ELSE 'common ' END AS common FROM generate_series(1, ${many}) n) n`,
    `exchange (id, program_id, member_id, state, points, created_at, updated_at)
       SELECT ${nth('n', 3)}, ${whose}, CASE WHEN n % 1000 = 0 THEN '${uuid(newcomer.id)}' WHEN n % 2 = 0 THEN '${uuid(collector.id)}'
                                          ELSE ${nth('n % 500', 1)} END::uuid,
              CASE WHEN n IN (30, 40) THEN 'cancelled' ELSE 'fulfilled' END, 1, now(), now() FROM generate_series(1, ${many}) n`,
    `bundle_line (exchange_id, position, program_id, reward_id, variant_id, price_plan_id, kind, title, quantity, unit_points)
       SELECT id, 0, program_id, id, id, id, 'virtual', ${text}, 1, 1 FROM exchange`,
    `notice (id, program_id, member_id, kind, subject_id, facts, at)
       SELECT ${nth('n', 4)}, ${mine}, 'tier_dropped', ${nth('n', 4)}, '{"tier": null}', now() ${each}`,
    `donation_project (id, program_id, handle, title, summary, story, recipient, goal, over_funding, created_at)
       VALUES ('${cause}', '${large}', 'cause', ${text}, ${text}, ${text}, ${text}, 1, 'accept', now())`,
    `donation_tally (project_id, program_id) VALUES ('${cause}', '${large}')`,
    `account (owner_id, kind, program_id) VALUES ('${cause}', 'escrow', '${large}')`,
    `donation (id, program_id, member_id, project_id, number, points, anonymous, transfer_id, worth_minor, currency, at)
       SELECT ${nth('n', 5)}, ${mine}, '${cause}', n, 1, false, ${nth('n', 5)}, 1, 'CNY', now() ${each}`,
    `pool (id, program_id, handle, title, summary, story, target, least, deadline, allotment, winners, terms, seed, seed_hash, created_at)
       VALUES ('${pool}', '${large}', 'pool', ${text}, ${text}, ${text}, 1000000, 1, now() + interval '1 year', 'draw', 1, ${text}, '', '', now())`,
    `pool_tally (pool_id, program_id, target) VALUES ('${pool}', '${large}', 1000000)`,
    `pledge (id, program_id, member_id, pool_id, number, points, state, created_at, updated_at)
       SELECT ${nth('n', 6)}, '${large}', ${nth('n', 1)}, '${pool}', n, 1, 'held', now(), now() ${each}`,
    `vote_campaign (id, program_id, handle, title, summary, story, weighting, changeable, hidden, asks_quantity, ends_at, launch_at, created_at)
       VALUES ('${campaign}', '${large}', 'vote', ${text}, ${text}, ${text}, 'ballot', true, false, false, now() + interval '1 year',
               now() + interval '2 years', now())`,
    `vote_tally (campaign_id, program_id) VALUES ('${campaign}', '${large}')`,
    `vote_candidate (id, program_id, campaign_id, position, handle, title, summary, reward)
       VALUES ('${candidate}', '${large}', '${campaign}', 0, 'one', ${text}, ${text}, '{}')`,
    `ballot (id, program_id, campaign_id, member_id, candidate_id, weight, created_at, updated_at)
       SELECT ${nth('n', 7)}, '${large}', '${campaign}', ${nth('n', 1)}, '${candidate}', 1, now(), now() ${each}`,
    `reward (id, program_id, handle, kind, state, title, summary, description, created_at, updated_at)
       SELECT ${nth('n', 8)}, ${whose}, n::text, 'virtual', CASE WHEN n IN (30, 40) THEN 'draft' ELSE 'listed' END, ${text}, ${text},
              ${text}, now(), now() FROM generate_series(1, ${many}) n`,
    `variant (id, program_id, reward_id, title) SELECT ${nth('n', 9)}, '${large}', ${nth('n', 8)}, ${text} ${each}`,
    `stock (variant_id, program_id) SELECT ${nth('n', 9)}, '${large}' ${each}`,
    `purchase (id, program_id, member_id, order_id, total_minor, currency, lines, points, purchased_at, created_at)
       SELECT ${nthMs('n')}, ${whose}, CASE WHEN n % 1000 = 0 THEN '${uuid(newcomer.id)}' ELSE '${uuid(collector.id)}' END::uuid,
              'order ' || n, 1, 'CNY', '[]', 1, now(), now() FROM generate_series(1, ${many}) n`,
    // So many small malls that the planner takes each for one of few purchases.
    `purchase (id, program_id, member_id, order_id, total_minor, currency, lines, points, purchased_at, created_at)
       SELECT ${nthMs(`${many} + n`)}, ${nth('n', 10)}, ${nth('n', 10)}, 'order', 1, 'CNY', '[]', 1, now(), now()
         FROM generate_series(1, ${many / 20}) n`,
  ];
  try {
    // Constraints among tables are not what is asked here.
    await client.query(`SET session_replication_role = 'replica'`);
    for (const insert of inserts) await client.query(`INSERT INTO ${insert}`);
    await client.query('ANALYZE');
  } finally {
    client.release(true);
  }
}

const [project, poolId, candidateId] = [
  encodeId('project', cause ?? ''),
  encodeId('pool', pool ?? ''),
  encodeId('candidate', candidate ?? ''),
];
const idAt = (n: number, kind: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`;
/** The arguments of the page behind the nth of a list, where most of it is newer. */
const deep = (list: string, kind: number) =>
  `first: ${first}, after: "${encodeCursor(list, [idAt(100, kind)])}"`;
const deepInTime = (list: string) =>
  `first: ${first}, after: "${encodeCursor(list, ['00000000-0064-7000-8000-000000000000'])}"`;
const deepByNumber = (list: string) => `first: ${first}, after: "${encodeCursor(list, [100])}"`;

const me = (list: string) => () => server.storefront(`{ me { ${list} } }`, {}, { token: collector.token });
const shop = (document: string) => () => server.storefront(document);
const partner = (document: string) => () => server.storefront(document, {}, { key: 'pt_demo' });
const operator =
  (document: string, key = 'sk_demo') =>
  () =>
    server.admin(document, {}, key);

const purchasesOf = ({ id }: { id: string }, args: string) =>
  server.admin(`query ($id: ID!) { purchases(memberId: $id, ${args}) { nodes { orderId } } }`, { id });

/** How many rows of one table were read, of what was answered without errors. */
async function read(table: string, ask: () => Promise<Answer>): Promise<{ rows: number; answer: Answer }> {
  let answer: Answer | undefined;
  const rows = await rowsRead(server.database, table, async () => {
    answer = await ask();
    expect(answer.errors).toBeUndefined();
  });
  if (answer === undefined) throw new Error('Nothing was answered.');
  return { rows, answer };
}

it.each<[string, string, () => Promise<Answer>]>([
  ['a member’s exchanges', 'exchange', me(`exchanges(${deep('exchanges', 3)}) { nodes { id } }`)],
  ['a member’s notices', 'notice', me(`notices(${deep('notices', 4)}) { nodes { id } }`)],
  ['a member’s gifts', 'donation', me(`donations(${deep('donations', 5)}) { nodes { id } }`)],
  ['all exchanges', 'exchange', operator(`{ exchanges(${deep('exchanges', 3)}) { nodes { id } } }`)],
  ['all members', 'member', operator(`{ members(${deep('members', 1)}) { nodes { id } } }`)],
  ['all rewards', 'reward', operator(`{ rewards(${deep('rewards', 8)}) { nodes { id } } }`)],
  [
    'the rewards that are listed',
    'reward',
    operator(`{ rewards(state: LISTED, ${deep('rewards', 8)}) { nodes { id } } }`),
  ],
  ['all purchases', 'purchase', operator(`{ purchases(${deepInTime('purchases')}) { nodes { orderId } } }`)],
  ['a member’s purchases', 'purchase', () => purchasesOf(collector, deepInTime('purchases'))],
  ['the trail', 'audit', operator(`{ audit(${deepInTime('audit')}) { nodes { id } } }`)],
  [
    'the trail of one who did much',
    'audit',
    operator(`{ audit(actor: "common a", ${deepInTime('audit')}) { nodes { id } } }`),
  ],
  [
    'the gifts to a project, for operators',
    'donation',
    operator(`{ donationGifts(projectId: "${project}", ${deepByNumber('donationGifts')}) { nodes { id } } }`),
  ],
  [
    'the gifts to a project',
    'donation',
    shop(`{ donationProject(id: "${project}") { gifts(${deepByNumber('gifts')}) { nodes { points } } } }`),
  ],
  [
    'the ballots for a candidate',
    'ballot',
    operator(`{ voteBallots(candidateId: "${candidateId}", ${deep('ballots', 7)}) { nodes { id } } }`),
  ],
])('a page deep in %s reads nothing that comes before it', async (_, table, ask) => {
  expect((await read(table, ask)).rows).toBeLessThanOrEqual(aPage);
});

it('a member with a few exchanges reads nobody else’s', async () => {
  const ask = () => server.storefront(`{ me { exchanges { nodes { id } } } }`, {}, { token: newcomer.token });
  const { rows, answer } = await read('exchange', ask);
  expect(at(answer, 'me', 'exchanges', 'nodes')).toHaveLength(many / 1_000);
  expect(rows).toBeLessThanOrEqual(aPage);
});

it('the purchases of a customer who has few are read without everybody else’s', async () => {
  const { rows, answer } = await read('purchase', () => purchasesOf(newcomer, `first: ${first}`));
  expect(at(answer, 'purchases', 'nodes')).toHaveLength(many / 1_000);
  expect(rows).toBeLessThanOrEqual(aPage);
});

it.each([
  ['actor', 'rare a'],
  ['action', 'rare b'],
  ['subject', 'rare c'],
])('the few entries of the trail by one %s are read without all others', async (key, text) => {
  const ask = operator(`{ audit(${key}: "${text}") { nodes { ${key} } } }`);
  const { rows, answer } = await read('audit', ask);
  expect(at(answer, 'audit', 'nodes')).toEqual(Array.from({ length: many / 1_000 }, () => ({ [key]: text })));
  expect(rows).toBeLessThanOrEqual(aPage);
});

it('what was done in a time is read without what came before and after', async () => {
  const [from, until] = [1_001, 1_011].map((ms) => new Date(ms).toISOString());
  for (const by of ['', 'actor: "common a", ', 'subject: "common c", ']) {
    const ask = operator(`{ audit(${by}from: "${from}", until: "${until}") { nodes { id } } }`);
    const { rows, answer } = await read('audit', ask);
    expect(at(answer, 'audit', 'nodes')).toHaveLength(10);
    expect(rows).toBeLessThanOrEqual(aPage);
  }
});

it('members of some customers are read without all others', async () => {
  const ids = Array.from({ length: first }, (_, n) => `customer ${100 + n * 200}`);
  const ask = () =>
    server.admin('query ($ids: [String!]) { members(customerIds: $ids) { nodes { customerId } } }', {
      ids: [...ids, ...ids, 'nobody', '\u0000'],
    });
  const { rows, answer } = await read('member', ask);
  expect(at(answer, 'members', 'nodes')).toEqual(ids.toReversed().map((customerId) => ({ customerId })));
  expect(rows).toBeLessThanOrEqual(aPage);
});

it('what was purchased in a time is read without what came before and after', async () => {
  const [from, until] = [1_000, 1_010].map((ms) => new Date(ms).toISOString());
  for (const whose of ['', `memberId: "${collector.id}", `]) {
    const ask = operator(`{ purchases(${whose}from: "${from}", until: "${until}") { nodes { orderId } } }`);
    const { rows, answer } = await read('purchase', ask);
    // That of the newcomer is among the ten.
    expect(at(answer, 'purchases', 'nodes')).toHaveLength(whose === '' ? 10 : 9);
    expect(rows).toBeLessThanOrEqual(aPage);
  }
});

it.each([
  ['exchanges', ''],
  ['members', ''],
  ['purchases', ''],
  ['rewards', ''],
  ['rewards', ', state: LISTED'],
  ['audit', ''],
])('the %s of a small mall%s are read past nothing of a large one’s', async (list, narrowed) => {
  const table = list === 'audit' ? list : list.slice(0, -1);
  const ask = operator(`{ ${list}(first: ${first}${narrowed}) { nodes { id } } }`, 'sk_demo2');
  expect((await read(table, ask)).rows).toBeLessThanOrEqual(aPage);
});

it('the few exchanges that were undone are found without those that were not', async () => {
  const { rows, answer } = await read(
    'exchange',
    operator('{ exchanges(state: CANCELLED) { nodes { id } } }'),
  );
  expect(at(answer, 'exchanges', 'nodes')).toHaveLength(2);
  expect(rows).toBeLessThanOrEqual(aPage);
});

it('the few rewards that are drafts are found without those that are listed', async () => {
  const { rows, answer } = await read('reward', operator('{ rewards(state: DRAFT) { nodes { id } } }'));
  expect(at(answer, 'rewards', 'nodes')).toHaveLength(2);
  expect(rows).toBeLessThanOrEqual(aPage);
});

it('a draw that is not due yet reads no pledge', async () => {
  const { rows } = await read(
    'pledge',
    shop(`{ pool(id: "${poolId}") { draw { entries { nodes { number } } } } }`),
  );
  expect(rows).toBeLessThanOrEqual(2);
});

it('a page deep in a partner’s snapshot reads no variant before it, nor any to see that none is due', async () => {
  const after = encodeCursor('stockFeedSnapshot', [0, null, idAt(many - 100, 9)]);
  const ask = partner(`{ stockFeedSnapshot(first: ${first}, after: "${after}") { nodes { variantId } } }`);
  expect((await read('variant', ask)).rows).toBeLessThanOrEqual(aPage);
});

it('changed rules are tried with one look at each member, and one at the steps for all of the same score', async () => {
  const document = 'query ($rules: TierRulesInput!) { tierPreview(rules: $rules) { members } }';
  const rules = { validityMonths: 6 };
  const { rows, answer } = await read('member_tier', () => server.admin(document, { rules }));
  const members = z.number().parse(at(answer, 'tierPreview', 'members'));
  expect(members).toBeGreaterThan(many / 2);
  expect(rows).toBeLessThanOrEqual(members + aPage);
});

it('a review of tiers looks once at each member who has one, however many portions they are dealt with in', async () => {
  const reviewed = 1_000;
  const { database } = server;
  const end = () =>
    database.query(
      `UPDATE member_tier SET tier = 'silver', since = '2025-11-21', valid_until = '2026-11-21'
        WHERE member_id IN (SELECT id FROM member WHERE program_id = $1 AND customer_id LIKE 'customer %' ORDER BY id LIMIT $2)`,
      [large, reviewed],
    );
  await end();
  await database.query('ANALYZE member_tier');
  const rows = await rowsRead(database, 'member_tier t\\s+WHERE t.program_id', async () => {
    await server.runJob('tier-review');
    const left = await database.query('SELECT FROM member_tier WHERE valid_until = $1', ['2026-11-21']);
    expect(left).toEqual([]);
    // Counted as if nothing had been dealt with, as each portion found what was behind it.
    await end();
  });
  expect(rows).toBeLessThanOrEqual(reviewed + aPage);
});

it('birthday gifts that were all given are looked for among those who have birthday alone', async () => {
  const { database } = server;
  await database.query(
    `UPDATE member SET birthday = to_char(date '2026-01-01' + right(customer_id, 3)::int % 360, 'MM-DD')
      WHERE customer_id ~ '^customer [0-9]{3,}$'`,
  );
  await database.query(
    `UPDATE member_tier SET tier = 'gold', since = '2025-11-21', valid_until = '2027-11-21'`,
  );
  await database.query('VACUUM ANALYZE member, member_tier');
  server.clock.set('2026-07-10T04:00:00Z');
  const today = `FROM member WHERE program_id = $1 AND birthday BETWEEN '07-03' AND '07-10'`;
  const [born] = await database.query<{ count: number }>(`SELECT count(*) ${today}`, [large]);
  await database.query(
    `INSERT INTO birthday_gift (member_id, year, program_id, day, points)
     SELECT id, 2026, program_id, ('2026-' || birthday)::date, 1 FROM member WHERE birthday IS NOT NULL`,
  );
  await database.query('ANALYZE birthday_gift');
  // Those of these days, each with its birthday and the gift it had.
  const rows = await rowsRead(database, 'unnest', () => server.runJob('tier-birthdays'));
  expect(rows).toBeLessThanOrEqual(4 * (born?.count ?? 0) + aPage);
});
