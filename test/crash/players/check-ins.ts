import { z } from 'zod';
import type { Player } from '../operation.js';

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
    const rows = await db.query<{ told: string }>(
      `SELECT member_id || ' ' || day || ' ' || streak || ' ' || points AS told FROM check_in WHERE program_id = $1`,
      [scene.mall.programUuid],
    );
    const answered = scene.successes(name, 'checkIn').map(({ operation, done }) => {
      const member = scene.mall.members[Number(operation.args['member'])]?.uuid;
      return `${member} ${done['day']} ${done['streak']} ${done['points']}`;
    });
    const [stored, told] = [rows.map((row) => row.told).toSorted(), answered.toSorted()];
    const points = await db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM transfer WHERE program_id = $1 AND reason = 'check_in'`,
      [scene.mall.programUuid],
    );
    const earning = scene.successes(name, 'checkIn').filter(({ done }) => Number(done['points']) > 0).length;
    return [
      ...(stored.join() === told.join()
        ? []
        : [`the check-ins are ${stored.join('; ')}, answered were ${told.join('; ')}`]),
      ...(points[0]?.count === earning
        ? []
        : [`${points[0]?.count} check-ins earned points, answered were ${earning}`]),
    ];
  },
};
