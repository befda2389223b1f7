import type { Queryable } from '@jifen/server/platform/database.js';
import { verifyDraw } from '@jifen/sdk';
import { z } from 'zod';
import { type Mall, uuidOf } from '../mall.js';
import type { Player, Scene } from '../operation.js';

const name = 'pools';
const documents = {
  pledge: `mutation ($input: PoolPledgeInput!) { poolPledge(input: $input) { pledge { id } userErrors { code } } }`,
  withdraw: `mutation ($input: PoolWithdrawInput!) { poolWithdraw(input: $input) { pledge { id } userErrors { code } } }`,
};
const operated = {
  settle: `mutation ($input: PoolSettleInput!) { payload: poolSettle(input: $input) { pool { id } userErrors { code } } }`,
  cancel: `mutation ($input: PoolCancelInput!) { payload: poolCancel(input: $input) { pool { id } userErrors { code } } }`,
};
const actionShape = z.enum(['pledge', 'withdraw']);
const operatedShape = z.enum(['settle', 'cancel']);
const payloadShape = z.union([
  z.object({ pledge: z.object({ id: z.string() }) }).transform(({ pledge }) => pledge.id),
  z.object({ pool: z.object({ id: z.string() }) }).transform(({ pool }) => pool.id),
]);

const poolCreate = `mutation ($input: PoolCreateInput!) {
  poolCreate(input: $input) { pool { id } userErrors { code message } }
}`;
const createdShape = z.object({ poolCreate: z.object({ pool: z.object({ id: z.string() }) }) });
const dayMs = 86_400_000;
/** The last one hears its deadline strike while members still pledge. */
const kinds = [
  { handle: 'shared', allotment: 'SHARED', target: 240, most: 60, lastsMs: dayMs },
  { handle: 'draw', allotment: 'DRAW', target: 150, winners: 2, lastsMs: dayMs },
  { handle: 'open', allotment: 'SHARED', target: 5_000, lastsMs: dayMs },
  { handle: 'late', allotment: 'SHARED', target: 5_000, lastsMs: 6_000 },
];

function poolIds(mall: Mall): string[] {
  return z.array(z.string()).parse(mall.more.get(name));
}

/** Members pledge, raise and withdraw: in two pools that become full, one that stays open and one whose time ends. */
export const pools: Player = {
  name,
  weight: 8,
  // A withdrawal may find its pool closed every time, and not every round fills a pool that can be settled.
  reaches: { pledge: 300 },
  jobs: ['crowdfunding-close'],
  async furnish(admin, mall) {
    const title = { zh: '众筹', en: 'Together' };
    const ids: string[] = [];
    for (const { lastsMs, ...kind } of kinds) {
      const deadline = new Date(Date.now() + lastsMs);
      const made = await admin(poolCreate, { ...kind, deadline, title, terms: title });
      ids.push(createdShape.parse(made).poolCreate.pool.id);
    }
    mall.more.set(name, ids);
  },
  propose(chance, { mall }) {
    const args = { member: chance.int(0, mall.members.length - 1), pool: chance.int(0, kinds.length - 1) };
    // The brand pays out what is full, and calls one off late, when the round is nearly over.
    if (chance.happens(0.08)) return { action: 'settle', args: { pool: chance.int(0, 1) } };
    if (chance.happens(0.01)) return { action: 'cancel', args: { pool: kinds.length - 2 } };
    if (chance.happens(0.15)) return { action: 'withdraw', args };
    return { action: 'pledge', args: { ...args, points: chance.int(1, 40) } };
  },
  ask({ key, action, args }, { mall }) {
    const byOperator = operatedShape.safeParse(action);
    if (byOperator.success) {
      const words = { zh: '词', en: 'Word' };
      const more = byOperator.data === 'settle' ? { statement: words } : { reason: words };
      return {
        endpoint: '/admin/graphql',
        document: operated[byOperator.data],
        variables: { input: { poolId: poolIds(mall)[Number(args['pool'])], idempotencyKey: key, ...more } },
        member: null,
        field: 'payload',
      };
    }
    const kind = actionShape.parse(action);
    const input = { poolId: poolIds(mall)[Number(args['pool'])], idempotencyKey: key };
    return {
      endpoint: '/graphql',
      document: documents[kind],
      variables: { input: kind === 'pledge' ? { ...input, points: args['points'] } : input },
      member: Number(args['member']),
      field: kind === 'pledge' ? 'poolPledge' : 'poolWithdraw',
    };
  },
  done: (_operation, payload) => ({ id: payloadShape.parse(payload) }),
  async due({ mall }, db) {
    const rows = await db.query<{ told: string }>(
      `SELECT p.handle || ' is ' || t.state || ' with ' || t.unresolved || ' held' AS told
         FROM pool p JOIN pool_tally t ON t.pool_id = p.id
        WHERE p.program_id = $1 AND (t.state IN ('succeeded', 'failed') OR t.state = 'open' AND p.handle = 'late')`,
      [mall.programUuid],
    );
    return rows.map(({ told }) => told);
  },
  async check(scene, db) {
    const rows = await db.query<Row>(
      `SELECT g.id, g.pool_id, g.member_id, g.points::int, g.state, t.state AS pool_state, p.handle
         FROM pledge g JOIN pool p ON p.id = g.pool_id JOIN pool_tally t ON t.pool_id = p.id WHERE g.program_id = $1`,
      [scene.mall.programUuid],
    );
    const stored = new Map(rows.map((row) => [`${row.pool_id} ${row.member_id}`, row]));
    const answered = answersByPledge(scene);
    const unasked = [...stored.keys()].filter((key) => !answered.has(key));
    return [
      ...[...answered].flatMap(([key, told]) => contradictions(key, stored.get(key), told)),
      ...unasked.map((key) => `the pledge of ${key} is there, though nobody was answered so`),
      ...(await wrongDraws(scene.mall, db)),
      ...(await wrongEnds(scene, db)),
    ];
  },
};

/** What the operator was told of must be there once, and nothing else. */
async function wrongEnds(scene: Scene, db: Queryable): Promise<string[]> {
  const wrong: string[] = [];
  for (const [action, table] of [
    ['settle', 'pool_settlement'],
    ['cancel', 'pool_cancellation'],
  ] as const) {
    const rows = await db.query<{ id: string }>(`SELECT pool_id AS id FROM ${table} WHERE program_id = $1`, [
      scene.mall.programUuid,
    ]);
    const stored = rows.map(({ id }) => id).toSorted();
    const answered = scene.successes(name, action).map(({ done }) => uuidOf('pool', done['id']));
    if (stored.join() !== answered.toSorted().join()) {
      wrong.push(`${action} was answered for ${answered.join()}, and stored for ${stored.join()}`);
    }
  }
  return wrong;
}

/** Completed draws whose winners are not those that anyone finds with what is published. */
async function wrongDraws(mall: Mall, db: Queryable): Promise<string[]> {
  const publicIds = new Map(poolIds(mall).map((id) => [uuidOf('pool', id), id]));
  const drawn = await db.query<{
    id: string;
    seed: string;
    seedHash: string;
    winners: number;
    won: number[];
  }>(
    `SELECT p.id, encode(p.seed, 'hex') AS seed, p.seed_hash AS "seedHash", p.winners,
            ARRAY(SELECT w.number FROM pool_winner w WHERE w.pool_id = p.id ORDER BY w.place) AS won
       FROM pool p JOIN pool_tally t ON t.pool_id = p.id
      WHERE p.program_id = $1 AND p.allotment = 'draw' AND t.state = 'completed'`,
    [mall.programUuid],
  );
  const wrong: string[] = [];
  for (const { id, seed, seedHash, winners, won } of drawn) {
    const entries = await db.query<{ number: number; points: number }>(
      `SELECT number, points::int FROM pledge WHERE pool_id = $1 AND state = 'captured' ORDER BY number`,
      [id],
    );
    const again = await verifyDraw({ poolId: publicIds.get(id) ?? '', seed, seedHash, entries, winners });
    if (!again.seedMatches || again.winners.join() !== won.join()) {
      wrong.push(`the draw of ${id} gave ${won.join()}, done again it gives ${again.winners.join()}`);
    }
  }
  return wrong;
}

type Row = {
  id: string;
  pool_id: string;
  member_id: string;
  points: number;
  state: string;
  pool_state: string;
  handle: string;
};
interface Answers {
  ids: Set<string>;
  /** What was pledged in all, by each answer. */
  points: number[];
  withdrawals: number;
}

/** What was answered about each member's pledge in each pool; in which order it was committed nobody knows. */
function answersByPledge(scene: Scene): Map<string, Answers> {
  const answered = new Map<string, Answers>();
  for (const action of actionShape.options) {
    for (const { operation, done } of scene.successes(name, action)) {
      const { member, pool, points } = operation.args;
      const poolUuid = uuidOf('pool', poolIds(scene.mall)[Number(pool)]);
      const key = `${poolUuid} ${scene.mall.members[Number(member)]?.uuid}`;
      const told = answered.get(key) ?? { ids: new Set(), points: [], withdrawals: 0 };
      told.ids.add(uuidOf('pledge', done['id']));
      if (action === 'pledge') told.points.push(Number(points));
      else told.withdrawals += 1;
      answered.set(key, told);
    }
  }
  return answered;
}

const endings: Record<string, string> = { open: 'held', completed: 'captured', released: 'released' };

function contradictions(key: string, row: Row | undefined, { ids, points, withdrawals }: Answers): string[] {
  if (row === undefined) return [`the answered pledge of ${key} is not there`];
  const demands: [boolean, string][] = [
    [ids.size === 1 && ids.has(row.id), 'has another id than answered'],
    [points.includes(row.points), `has ${row.points} points, answered were ${points.join()}`],
    [withdrawals > 0 || row.points === Math.max(...points), `has ${row.points} points and was raised higher`],
    [withdrawals <= points.length, `was withdrawn ${withdrawals} times, made ${points.length} times`],
    [row.state !== 'withdrawn' || withdrawals > 0, 'is withdrawn, though nobody was answered so'],
    [
      row.state === 'withdrawn' || row.state === endings[row.pool_state],
      `is ${row.state} in a pool that is ${row.pool_state}`,
    ],
    [row.handle !== 'late' || row.pool_state === 'released', 'is in a pool that outlived its deadline'],
  ];
  return demands.filter(([holds]) => !holds).map(([, text]) => `the pledge of ${key} ${text}`);
}
