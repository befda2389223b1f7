import { z } from 'zod';
import type { Queryable } from '@jifen/server/platform/database.js';
import { uuidOf } from '../mall.js';
import type { Player, Scene } from '../operation.js';

const name = 'sleepers';
const count = 40;
const tokenCreate =
  'mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) { member { id } } }';
const tokenShape = z.object({ memberTokenCreate: z.object({ member: z.object({ id: z.string() }) }) });

/**
 * Members who do nothing, for whom only the clock does something: one after the other, their year as gold ends on their
 * birthday, all through the round. Every second one has earned the tier again.
 */
export const sleepers: Player = {
  name,
  weight: 0,
  jobs: ['tier-review', 'tier-birthdays'],
  async furnish(admin, mall) {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const { member } = tokenShape.parse(
        await admin(tokenCreate, { customerId: `sleeper-${at}` }),
      ).memberTokenCreate;
      ids.push(uuidOf('member', member.id));
    }
    mall.more.set(name, ids);
  },
  pass: (mall) => ({ text: theirDay, values: [z.array(z.string()).parse(mall.more.get(name))] }),
  propose: () => null,
  ask: () => null,
  done: () => ({}),
  async due(scene, db) {
    const rows = await woken(db, scene);
    return rows
      .filter((row) => row.ahead !== true || row.gifts === 0)
      .map((row) => `a year as gold that is over, of ${JSON.stringify(row)}`);
  },
  async check(scene, db) {
    const rows = await woken(db, scene);
    if (rows.length === 0) return ['no validity ended in this round'];
    return rows.flatMap((row) => {
      const kept = row.nth % 2 === 0;
      const expected = kept
        ? { tier: 'gold', told: 'birthday_gift', gifts: 1, moved: 300 }
        : { tier: 'silver', told: 'birthday_gift,tier_dropped', gifts: 1, moved: 100 };
      const { tier, told, gifts, moved } = row;
      const seen = JSON.stringify({ tier, told, gifts, moved });
      return seen === JSON.stringify(expected)
        ? []
        : [`the end of sleeper ${row.nth} left ${seen} instead of ${JSON.stringify(expected)}`];
    });
  },
};

/**
 * The next two who have had no birthday yet. The points account guards where a member stands, here as in every command: a group that
 * had read it before would write it back as it was, and nobody would ever end that year.
 */
const theirDay = `
  WITH next AS (
    SELECT m.id, s.nth, (now() AT TIME ZONE p.time_zone)::date AS today
      FROM unnest($1::uuid[]) WITH ORDINALITY AS s(id, nth)
      JOIN member m ON m.id = s.id AND m.birthday IS NULL JOIN program p ON p.id = m.program_id
     ORDER BY s.nth LIMIT 2
  ), held AS (
    SELECT a.owner_id FROM account a JOIN next ON next.id = a.owner_id
     WHERE a.kind = 'points' ORDER BY a.owner_id FOR NO KEY UPDATE OF a
  ), born AS (
    UPDATE member m SET birthday = to_char(next.today, 'MM-DD')
      FROM next JOIN held ON held.owner_id = next.id WHERE m.id = next.id
  )
  UPDATE member_tier t
     SET tier = 'gold', since = next.today - 365, valid_until = next.today,
         months = CASE WHEN next.nth % 2 = 0
                       THEN jsonb_build_object(to_char(next.today, 'YYYY-MM'), '[0, 250]'::jsonb) ELSE '{}' END
    FROM next JOIN held ON held.owner_id = next.id WHERE t.member_id = next.id`;

type Row = {
  nth: number;
  tier: string | null;
  valid_until: string | null;
  /** Null where no tier is valid. */
  ahead: boolean | null;
  rules_version: number;
  told: string;
  gifts: number;
  moved: number;
};

async function woken(db: Queryable, { mall }: Scene): Promise<Row[]> {
  return db.query<Row>(
    `SELECT s.nth::int, t.tier, t.valid_until::text, t.rules_version,
            t.valid_until > (now() AT TIME ZONE p.time_zone)::date AS ahead,
            (SELECT coalesce(string_agg(n.kind, ',' ORDER BY n.kind), '') FROM notice n WHERE n.member_id = m.id) AS told,
            (SELECT count(*)::int FROM birthday_gift g WHERE g.member_id = m.id) AS gifts,
            (SELECT coalesce(sum(f.amount), 0)::int FROM transfer f
              WHERE f.credit_owner = m.id AND f.reason = 'birthday') AS moved
       FROM unnest($1::uuid[]) WITH ORDINALITY AS s(id, nth)
       JOIN member m ON m.id = s.id AND m.birthday IS NOT NULL
       JOIN member_tier t ON t.member_id = m.id JOIN program p ON p.id = m.program_id`,
    [z.array(z.string()).parse(mall.more.get(name))],
  );
}
