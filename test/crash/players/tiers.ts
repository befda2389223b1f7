import { z } from 'zod';
import type { Queryable } from '@jifen/server/platform/database.js';
import type { Player, Scene } from '../operation.js';

const name = 'tiers';
const rulesChange = `mutation ($input: TierRulesChangeInput!) {
  tierRulesChange(input: $input) { version { inForce } userErrors { code message } }
}`;
const changedShape = z.object({
  tierRulesChange: z.object({ version: z.object({ inForce: z.literal(true) }) }),
});
/** So low that a few purchases climb all of it. */
const ladder = [
  { key: 'silver', from: 25 },
  { key: 'gold', from: 90 },
  { key: 'diamond', from: 170 },
];
const spendWeight = 60;
const interactionWeight = 40;
/** What counts: every check-in, and the first gift, pledge and ballot of each project, pool and campaign. */
const interactions = [
  { player: 'check-ins', action: 'checkIn', units: 10, of: null },
  { player: 'donations', action: 'give', units: 50, of: 'project' },
  { player: 'pools', action: 'pledge', units: 50, of: 'pool' },
  { player: 'ballots', action: 'cast', units: 20, of: 'campaign' },
];

const serviceUse = `mutation ($input: MemberBenefitUseInput!) {
  memberBenefitUse(input: $input) { member { id } userErrors { code } }
}`;
const servedShape = z.object({ member: z.object({ id: z.string() }) });

/** What moves the score is played by others; this one serves the members on top, and looks at what became of all. */
export const tiers: Player = {
  name,
  weight: 2,
  jobs: ['tier-review', 'tier-rules'],
  async furnish(admin) {
    const given = ladder.map((tier) => ({ ...tier, title: { zh: tier.key, en: tier.key } }));
    changedShape.parse(await admin(rulesChange, { rules: { tiers: given } }));
  },
  propose: (chance, { mall }) => ({
    action: 'serve',
    args: { member: chance.int(0, mall.members.length - 1) },
  }),
  ask({ key, args }, { mall }) {
    const memberId = mall.members[Number(args['member'])]?.id;
    return {
      endpoint: '/admin/graphql',
      document: serviceUse,
      variables: { input: { memberId, idempotencyKey: key } },
      member: null,
      field: 'memberBenefitUse',
    };
  },
  done: (_operation, payload) => ({ member: servedShape.parse(payload).member.id }),
  async check(scene, db) {
    const rows = await readStandings(db, scene);
    return scene.mall.members.flatMap((member, at) => {
      const row = rows.get(member.uuid);
      if (row === undefined) return [`member ${at} stands nowhere`];
      return contradictions(row, expected(scene, at)).map((text) => `the standing of member ${at} ${text}`);
    });
  },
};

type Row = {
  member_id: string;
  tier: string | null;
  /** On how many days of the program it was bought. */
  days: number;
  served: number;
  undone: string[];
  minor: number;
  units: number;
  raised: string[];
  others: number;
};

async function readStandings(db: Queryable, { mall }: Scene): Promise<Map<string, Row>> {
  const rows = await db.query<Row>(
    `SELECT t.member_id, t.tier, m.minor::int, m.units::int, n.raised, n.undone, n.others, b.days, u.served
       FROM member_tier t
      CROSS JOIN LATERAL (SELECT coalesce(sum((value->>0)::int), 0) AS minor, coalesce(sum((value->>1)::int), 0) AS units
                            FROM jsonb_each(t.months)) m
      CROSS JOIN LATERAL (SELECT coalesce(array_agg(facts->'tier'->>'en') FILTER (WHERE kind = 'tier_raised'), '{}') AS raised,
                                 coalesce(array_agg(occasion) FILTER (WHERE kind = 'tier_undone'), '{}') AS undone,
                                 count(*) FILTER (WHERE kind IN ('tier_sprint', 'tier_dropped'))::int AS others
                            FROM notice n WHERE n.member_id = t.member_id) n
      CROSS JOIN LATERAL (SELECT count(DISTINCT (p.created_at AT TIME ZONE g.time_zone)::date)::int AS days
                            FROM purchase p JOIN program g ON g.id = p.program_id WHERE p.member_id = t.member_id) b
      CROSS JOIN LATERAL (SELECT count(*)::int AS served FROM benefit_usage
                           WHERE member_id = t.member_id AND benefit = 'dedicated_service') u
      WHERE t.program_id = $1`,
    [mall.programUuid],
  );
  return new Map(rows.map((row) => [row.member_id, row]));
}

interface Expected {
  served: number;
  recordedMinor: number;
  refundedMinor: number;
  units: number;
}

/** What the answers say that a member bought, had back and did. */
function expected(scene: Scene, member: number): Expected {
  const theirs = (player: string, action: string) =>
    scene.successes(player, action).filter(({ operation }) => operation.args['member'] === member);
  const recorded = theirs('purchases', 'record');
  const orders = new Set(recorded.map(({ operation }) => operation.key));
  const refunds = scene
    .successes('purchases', 'refund')
    .filter(({ operation }) => orders.has(String(operation.args['of'])));
  const minor = (successes: typeof recorded) =>
    successes.reduce((sum, { operation }) => sum + Number(operation.args['yuan']) * 100, 0);
  const units = interactions.map(({ player, action, units: each, of }) => {
    const subjects = theirs(player, action).map(({ operation }) => operation.args[of ?? ''] ?? operation.key);
    return each * new Set(subjects).size;
  });
  return {
    served: theirs(name, 'serve').length,
    recordedMinor: minor(recorded),
    refundedMinor: minor(refunds),
    units: units.reduce((sum, one) => sum + one, 0),
  };
}

/**
 * A refund takes along what its purchase lifted to, so the tier is what the score reaches. Where purchases were made on several
 * days their order counts, which is not known: the tier then lies between what is left and what there may have been.
 */
function contradictions(row: Row, { served, recordedMinor, refundedMinor, units }: Expected): string[] {
  const minor = recordedMinor - refundedMinor;
  const rank = (key: string | null) => ladder.findIndex((tier) => tier.key === key);
  const reached = (spent: number) =>
    ladder.findLastIndex(
      ({ from }) => from <= Math.floor((spendWeight * (spent / 100) + interactionWeight * units) / 100),
    );
  const raised = row.raised.map(rank).toSorted((a, b) => a - b);
  const demands: [boolean, string][] = [
    [row.minor === minor, `counts ${row.minor} of spend, answered were ${minor}`],
    [row.units === units, `counts ${row.units} units, answered were ${units}`],
    [rank(row.tier) >= reached(minor), `is ${row.tier}, though its score reaches more`],
    [
      rank(row.tier) <= reached(row.days > 1 ? recordedMinor : minor),
      `is ${row.tier}, more than its score has earned`,
    ],
    [row.served === served, `was served ${row.served} times, answered were ${served}`],
    [new Set(raised).size === raised.length, `was told twice of a rise: ${row.raised.join()}`],
    [isTold(raised.at(-1) ?? -1, rank(row.tier), row), `is ${row.tier}, told was ${toldOf(row)}`],
    [row.others === 0, 'was told of an end that has not come'],
  ];
  return demands.filter(([holds]) => !holds).map(([, text]) => text);
}

/** Whoever stands lower than they were told was told of that too. */
function isTold(highest: number, at: number, { undone }: Row): boolean {
  return highest === at || (highest > at && undone.length > 0);
}

function toldOf({ raised, undone }: Row): string {
  return `of ${raised.join() || 'no rise'} and of ${undone.length} undone`;
}
