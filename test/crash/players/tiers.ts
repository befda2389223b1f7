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

/** What moves the score is played by others; this one looks at what became of it. */
export const tiers: Player = {
  name,
  weight: 0,
  jobs: ['tier-review', 'tier-rules'],
  async furnish(admin) {
    const given = ladder.map((tier) => ({ ...tier, title: { zh: tier.key, en: tier.key } }));
    changedShape.parse(await admin(rulesChange, { rules: { tiers: given } }));
  },
  propose: () => null,
  ask: () => null,
  done: () => ({}),
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
  minor: number;
  units: number;
  raised: string[];
  others: number;
};

async function readStandings(db: Queryable, { mall }: Scene): Promise<Map<string, Row>> {
  const rows = await db.query<Row>(
    `SELECT t.member_id, t.tier, m.minor::int, m.units::int, n.raised, n.others
       FROM member_tier t
      CROSS JOIN LATERAL (SELECT coalesce(sum((value->>0)::int), 0) AS minor, coalesce(sum((value->>1)::int), 0) AS units
                            FROM jsonb_each(t.months)) m
      CROSS JOIN LATERAL (SELECT coalesce(array_agg(facts->'tier'->>'en') FILTER (WHERE kind = 'tier_raised'), '{}') AS raised,
                                 count(*) FILTER (WHERE kind IN ('tier_sprint', 'tier_dropped'))::int AS others
                            FROM notice n WHERE n.member_id = t.member_id) n
      WHERE t.program_id = $1`,
    [mall.programUuid],
  );
  return new Map(rows.map((row) => [row.member_id, row]));
}

interface Expected {
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
    recordedMinor: minor(recorded),
    refundedMinor: minor(refunds),
    units: units.reduce((sum, one) => sum + one, 0),
  };
}

/** The order of purchases and refunds is not known: the tier lies between what is left and what there may have been. */
function contradictions(row: Row, { recordedMinor, refundedMinor, units }: Expected): string[] {
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
    [rank(row.tier) <= reached(recordedMinor), `is ${row.tier}, more than any score it had`],
    [new Set(raised).size === raised.length, `was told twice of a rise: ${row.raised.join()}`],
    [(raised.at(-1) ?? -1) === rank(row.tier), `is ${row.tier}, told was ${row.raised.join() || 'nothing'}`],
    [row.others === 0, 'was told of an end that has not come'],
  ];
  return demands.filter(([holds]) => !holds).map(([, text]) => text);
}
