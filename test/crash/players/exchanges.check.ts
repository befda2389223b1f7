import type { Queryable } from '@jifen/server/platform/database.js';
import { uuidOf } from '../mall.js';
import type { Keys, Scene, Success } from '../operation.js';

type Row = {
  id: string;
  member_id: string;
  state: string;
  points: number;
  has_cash: boolean;
  lines: { variant: string; quantity: number }[];
  /** What became of its holds. */
  holds: string[];
  /** What moved from and to the points of its member, movement by movement. */
  spent: number[];
  refunded: number[];
  payment: string | null;
};

/** Every answered exchange is there once with the effect it was said to have, and nobody made another one. */
export async function checkExchanges(scene: Scene, db: Queryable): Promise<string[]> {
  const rows = await readExchanges(db, scene.mall.programUuid);
  const found = new Map(rows.map((row) => [row.id, row]));
  const history = historiesOf(scene);
  const wrong: string[] = [];
  for (const [id, { redeemed }] of history) {
    const row = found.get(id);
    if (row === undefined) wrong.push(`the answered exchange ${redeemed.operation.key} (${id}) is not there`);
    else wrong.push(...contradictions(row, redeemed, scene).map((text) => `exchange ${id} ${text}`));
  }
  for (const row of rows) {
    const past = history.get(row.id);
    if (past === undefined) wrong.push(`exchange ${row.id} is there, though nobody was answered so`);
    else wrong.push(...effects(row, past, scene).map((text) => `exchange ${row.id} (${row.state}) ${text}`));
  }
  return [...wrong, ...(await checkLimits(scene, db))];
}

/** While others are on their way: what was answered is there and stays so, and nothing is there that no key tells of. */
export async function checkExchangesSoFar(scene: Scene, db: Queryable, keys: Keys): Promise<string[]> {
  const rows = await readExchanges(db, scene.mall.programUuid);
  const found = new Map(rows.map((row) => [row.id, row]));
  const told = new Set([...keys.values()].flat(2));
  const wrong = rows
    .filter(({ id }) => !told.has(id))
    .map(({ id }) => `exchange ${id} is there, though no key tells of it`);
  for (const [id, past] of historiesOf(scene)) {
    const row = found.get(id);
    if (row === undefined)
      wrong.push(`the answered exchange ${past.redeemed.operation.key} (${id}) is not there`);
    else
      wrong.push(
        ...[...contradictions(row, past.redeemed, scene), ...undone(row, past)].map(
          (text) => `exchange ${id} ${text}`,
        ),
      );
  }
  return wrong;
}

/** What was paid or ended, as it was answered, is so for ever. */
function undone(row: Row, { paid, cancelled, refunded }: Past): string[] {
  const demands: [boolean, string][] = [
    [paid === 0 || row.spent.length > 0, 'was paid, and spent nothing'],
    [cancelled === 0 || row.state === 'cancelled', `was cancelled, and is ${row.state}`],
    [refunded === 0 || row.state === 'refunded', `was refunded, and is ${row.state}`],
  ];
  return demands.filter(([holds]) => !holds).map(([, text]) => text);
}

interface Past {
  redeemed: Success;
  paid: number;
  cancelled: number;
  refunded: number;
}

function historiesOf(scene: Scene): Map<string, Past> {
  const exchangeOf = ({ done }: Success) => uuidOf('exchange', done['id']);
  const history = new Map(
    scene
      .successes('exchanges', 'redeem')
      .map((redeemed) => [exchangeOf(redeemed), { redeemed, paid: 0, cancelled: 0, refunded: 0 }]),
  );
  const count = (action: string, field: 'paid' | 'cancelled' | 'refunded') => {
    for (const success of scene.successes('exchanges', action)) {
      const past = history.get(exchangeOf(success));
      if (past !== undefined) past[field] += 1;
    }
  };
  count('pay', 'paid');
  count('cancel', 'cancelled');
  count('refund', 'refunded');
  return history;
}

/** Whether it is what was asked for and answered. */
function contradictions(row: Row, { operation, done }: Success, { mall }: Scene): string[] {
  const { args } = operation;
  const wrong: string[] = [];
  if (row.member_id !== mall.members[Number(args['member'])]?.uuid) wrong.push('belongs to another member');
  if (row.points !== done['points']) wrong.push(`costs ${row.points}, answered were ${done['points']}`);
  const asked = [
    [args['variant'], args['quantity']],
    ...(args['also'] === undefined ? [] : [[args['also'], 1]]),
  ];
  const expected = asked.map(([at, quantity]) => `${mall.variants[Number(at)]?.uuid}×${quantity}`).join();
  const actual = row.lines.map(({ variant, quantity }) => `${variant}×${quantity}`).join();
  if (expected !== actual) wrong.push(`has the lines ${actual} instead of ${expected}`);
  return wrong;
}

/** What its state must be after the answered operations, and what that state must have done. */
function effects(row: Row, { paid, cancelled, refunded }: Past, { mall }: Scene): string[] {
  const wrong: string[] = [];
  const demand = (holds: boolean, text: string) => {
    if (!holds) wrong.push(text);
  };
  demand(paid <= 1, `was paid ${paid} times`);
  demand(cancelled + refunded <= 1, `was undone ${cancelled + refunded} times`);
  const settled = paid > 0 || !row.has_cash;
  const undone = cancelled + refunded > 0;
  // Where all of it is codes, it is handed over as soon as it is paid.
  const isCodes = row.lines.every(
    ({ variant }) => mall.variants.find(({ uuid }) => uuid === variant)?.virtual,
  );
  const paidState = isCodes ? 'fulfilled' : 'confirmed';
  const state =
    refunded > 0 ? 'refunded' : cancelled > 0 ? 'cancelled' : settled ? paidState : 'awaiting_payment';
  demand(row.state === state, `should be ${state}`);
  const holds = row.has_cash ? [settled ? 'captured' : undone ? 'released' : 'open'] : [];
  demand(
    row.holds.join() === holds.join(),
    `has the holds [${row.holds.join()}] instead of [${holds.join()}]`,
  );
  const spent = settled ? [row.points] : [];
  demand(row.spent.join() === spent.join(), `spent [${row.spent.join()}] instead of [${spent.join()}]`);
  const back = settled && undone ? [row.points] : [];
  demand(
    row.refunded.join() === back.join(),
    `gave back [${row.refunded.join()}] instead of [${back.join()}]`,
  );
  const payments = !row.has_cash
    ? ['']
    : undone
      ? settled
        ? ['refunding', 'refunded']
        : ['voiding', 'voided']
      : settled
        ? ['capturing', 'captured']
        : ['pending'];
  demand(payments.includes(row.payment ?? ''), `has a payment that is ${row.payment}`);
  return wrong;
}

/** Limits count what is not undone, and were never passed. */
async function checkLimits({ mall }: Scene, db: Queryable): Promise<string[]> {
  const rows = await db.query<{ member_id: string; reward_id: string; used: number; taken: number }>(
    `SELECT member_id, reward_id, coalesce(u.used, 0)::int AS used, coalesce(t.taken, 0)::int AS taken
       FROM (SELECT member_id, reward_id, sum(used) AS used FROM limit_usage WHERE program_id = $1 GROUP BY 1, 2) u
       FULL JOIN (
         SELECT e.member_id, l.reward_id, sum(l.quantity) AS taken
           FROM exchange e JOIN exchange_line l ON l.exchange_id = e.id
          WHERE e.program_id = $1 AND l.limit_starts_on IS NOT NULL AND e.state IN ('awaiting_payment', 'confirmed', 'fulfilled')
          GROUP BY 1, 2) t USING (member_id, reward_id)`,
    [mall.programUuid],
  );
  return rows.flatMap(({ member_id: member, reward_id: reward, used, taken }) => {
    const limit = mall.variants.find(({ rewardUuid }) => rewardUuid === reward)?.limit ?? 0;
    return used === taken && taken <= limit
      ? []
      : [`member ${member} took ${taken} of reward ${reward}, counted are ${used}, the limit is ${limit}`];
  });
}

function readExchanges(db: Queryable, programUuid: string): Promise<Row[]> {
  return db.query<Row>(
    `WITH moved AS (
       SELECT subject_id, CASE reason WHEN 'exchange' THEN debit_owner ELSE credit_owner END AS owner_id,
              coalesce(array_agg(amount::int) FILTER (WHERE reason = 'exchange' AND debit_kind = 'points'), '{}') AS spent,
              coalesce(array_agg(amount::int) FILTER (WHERE reason = 'exchange_refund' AND credit_kind = 'points'), '{}') AS refunded
         FROM transfer WHERE program_id = $1 AND reason IN ('exchange', 'exchange_refund') GROUP BY 1, 2
     ), held AS (
       SELECT h.subject_id, h.owner_id, array_agg(coalesce(r.outcome, 'open')) AS holds
         FROM hold h LEFT JOIN hold_resolution r ON r.hold_id = h.id WHERE h.program_id = $1 GROUP BY 1, 2
     ), lines AS (
       SELECT exchange_id,
              jsonb_agg(jsonb_build_object('variant', variant_id, 'quantity', quantity) ORDER BY position) AS lines
         FROM exchange_line WHERE program_id = $1 GROUP BY exchange_id
     )
     SELECT e.id, e.member_id, e.state, e.points::int, e.cash_minor IS NOT NULL AS has_cash, l.lines,
            coalesce(h.holds, '{}') AS holds, coalesce(m.spent, '{}') AS spent, coalesce(m.refunded, '{}') AS refunded,
            p.state AS payment
       FROM exchange e
       LEFT JOIN lines l ON l.exchange_id = e.id
       LEFT JOIN moved m ON m.subject_id = e.id AND m.owner_id = e.member_id
       LEFT JOIN held h ON h.subject_id = e.id AND h.owner_id = e.member_id
       LEFT JOIN payment p ON p.exchange_id = e.id
      WHERE e.program_id = $1`,
    [programUuid],
  );
}
