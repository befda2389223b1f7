import { z } from 'zod';
import type { Player, Success } from '../operation.js';

const name = 'check-ins';
const document =
  'mutation ($input: CheckInInput!) { checkIn(input: $input) { checkIn { day streak points } userErrors { code } } }';
const payloadShape = z.object({
  checkIn: z.object({ day: z.string(), streak: z.number(), points: z.number() }),
});

/** Members check in again and again; once a day counts. */
export const checkIns: Player = {
  name,
  weight: 2,
  reaches: { checkIn: 400 },
  propose: (chance, { mall }) => ({
    action: 'checkIn',
    args: { member: chance.int(0, mall.members.length - 1) },
  }),
  ask: ({ key, args }) => ({
    endpoint: '/graphql',
    document,
    variables: { input: { idempotencyKey: key } },
    member: Number(args['member']),
    field: 'checkIn',
  }),
  done: (_operation, payload) => payloadShape.parse(payload).checkIn,
  async check(scene, db) {
    const memberOf = ({ operation }: Success) => scene.mall.members[Number(operation.args['member'])]?.uuid;
    const answered = scene.successes(name, 'checkIn');
    const told = answered.map(
      (one) => `${memberOf(one)} ${one.done['day']} ${one.done['streak']} ${one.done['points']}`,
    );
    const rows = await db.query<{ told: string }>(
      `SELECT member_id || ' ' || day || ' ' || streak || ' ' || points AS told FROM check_in WHERE program_id = $1`,
      [scene.mall.programUuid],
    );
    // What a member owes is repaid first; of all that earns here, check-ins alone have no subject.
    const credited = await db.query<{ told: string }>(
      `SELECT credit_owner || ' ' || sum(amount) AS told FROM transfer
        WHERE program_id = $1 AND (reason = 'check_in' OR (reason = 'repayment' AND subject_id IS NULL))
        GROUP BY credit_owner`,
      [scene.mall.programUuid],
    );
    const earned = new Map<string | undefined, number>();
    for (const one of answered)
      earned.set(memberOf(one), (earned.get(memberOf(one)) ?? 0) + Number(one.done['points']));
    const toldEarned = [...earned].map(([member, points]) => `${member} ${points}`);
    return [
      ...difference('check-ins', rows, told),
      ...difference('points of check-ins', credited, toldEarned),
    ];
  },
};

function difference(what: string, rows: readonly { told: string }[], answered: readonly string[]): string[] {
  const stored = rows
    .map((row) => row.told)
    .toSorted()
    .join('; ');
  const told = answered.toSorted().join('; ');
  return stored === told ? [] : [`the ${what} are ${stored}, answered were ${told}`];
}
