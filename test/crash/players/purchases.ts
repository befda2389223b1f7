import { z } from 'zod';
import { uuidOf } from '../mall.js';
import type { Player, Scene } from '../operation.js';

const name = 'purchases';
const purchase = '{ purchase { id orderId points } userErrors { code } }';
const recordDocument = `mutation ($input: PurchaseRecordInput!) { purchaseRecord(input: $input) ${purchase} }`;
const refundDocument = `mutation ($input: PurchaseRefundInput!) { purchaseRefund(input: $input) ${purchase} }`;
const payloadShape = z.object({
  purchase: z.object({ id: z.string(), orderId: z.string(), points: z.number() }),
});

/** The brand's backend records orders and takes some of their money back, in parts. */
export const purchases: Player = {
  name,
  weight: 6,
  reaches: { record: 200, refund: 450 },
  propose(chance, scene) {
    const member = chance.int(0, scene.mall.members.length - 1);
    if (chance.happens(0.6)) return { action: 'record', args: { member, yuan: chance.int(1, 40) } };
    const of = chance.pick(scene.successes(name, 'record').slice(-30))?.operation;
    return of === undefined ? null : { action: 'refund', args: { of: of.key, yuan: chance.int(1, 20) } };
  },
  ask(operation, scene) {
    const { key, action, args } = operation;
    const amount = { amount: `${args['yuan']}.00`, currencyCode: 'CNY' };
    const base = { endpoint: '/admin/graphql', member: null } as const;
    if (action === 'record') {
      const customerId = scene.mall.members[Number(args['member'])]?.customerId;
      const variables = { input: { orderId: key, customerId, total: amount } };
      return { ...base, document: recordDocument, variables, field: 'purchaseRecord' };
    }
    if (scene.origin(operation) === null) return null;
    const variables = { input: { orderId: args['of'], amount, idempotencyKey: key } };
    return { ...base, document: refundDocument, variables, field: 'purchaseRefund' };
  },
  done(_operation, payload) {
    const { id, orderId, points } = payloadShape.parse(payload).purchase;
    return { id, orderId, points };
  },
  async check(scene, db) {
    const rows = await db.query<Row>(
      `SELECT p.id, p.order_id, p.member_id, p.total_minor::int AS total, p.points::int, p.refunded_minor::int AS refunded,
              p.refunded_points::int AS taken,
              coalesce(t.earned, '{}') AS earned, coalesce(t.repaid, '{}') AS repaid,
              coalesce(t.taken_back, 0)::int AS taken_back
         FROM purchase p
         LEFT JOIN (
           SELECT subject_id, array_agg(amount::int) FILTER (WHERE reason = 'purchase') AS earned,
                  array_agg(amount::int) FILTER (WHERE reason = 'repayment') AS repaid,
                  sum(amount) FILTER (WHERE reason = 'purchase_refund') AS taken_back
             FROM transfer WHERE program_id = $1 GROUP BY subject_id) t ON t.subject_id = p.id
        WHERE p.program_id = $1`,
      [scene.mall.programUuid],
    );
    return [...missing(scene, rows), ...rows.flatMap((row) => contradictions(scene, row))];
  },
};

type Row = {
  id: string;
  order_id: string;
  member_id: string;
  total: number;
  points: number;
  refunded: number;
  taken: number;
  /** Movements into the member's points: one, or none when a debt took all of it. */
  earned: number[];
  /** Movements that repaid a debt first: one, or none. */
  repaid: number[];
  taken_back: number;
};

function missing(scene: Scene, rows: readonly Row[]): string[] {
  const found = new Set(rows.map((row) => row.id));
  return scene
    .successes(name, 'record')
    .filter(({ done }) => !found.has(uuidOf('purchase', done['id'])))
    .map(({ operation }) => `the answered order ${operation.key} is not there`);
}

function contradictions(scene: Scene, row: Row): string[] {
  const recorded = scene.find(row.order_id);
  if (recorded === undefined || !('done' in recorded.outcome))
    return [`order ${row.order_id} is there, though nobody was answered so`];
  const { args } = recorded.operation;
  const refunds = scene
    .successes(name, 'refund')
    .filter(({ operation }) => operation.args['of'] === row.order_id)
    .reduce((sum, { operation }) => sum + Number(operation.args['yuan']) * 100, 0);
  const demands: [boolean, string][] = [
    [row.id === uuidOf('purchase', recorded.outcome.done['id']), 'has another id than answered'],
    [row.points === recorded.outcome.done['points'], 'earned another number of points than answered'],
    [row.member_id === scene.mall.members[Number(args['member'])]?.uuid, 'belongs to another member'],
    [
      isCreditedOnce(row),
      `earned [${row.earned.join()}] and repaid [${row.repaid.join()}] instead of ${row.points}`,
    ],
    [row.refunded === refunds, `lost ${row.refunded} in refunds, answered were ${refunds}`],
    [row.refunded <= row.total, 'gave back more money than was paid'],
    [row.taken_back === row.taken, `gave back ${row.taken_back} points instead of ${row.taken}`],
  ];
  return demands.filter(([holds]) => !holds).map(([, text]) => `order ${row.order_id} ${text}`);
}

/** What a member owes is repaid first, so one order may be credited in two parts, each once. */
function isCreditedOnce({ points, earned, repaid }: Row): boolean {
  const sum = [...earned, ...repaid].reduce((all, amount) => all + amount, 0);
  return earned.length <= 1 && repaid.length <= 1 && sum === points;
}
