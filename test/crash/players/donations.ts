import type { Queryable } from '@jifen/server/platform/database.js';
import { z } from 'zod';
import { type Mall, uuidOf } from '../mall.js';
import type { Player, Question, Scene, Success } from '../operation.js';

const name = 'donations';
const giveDocument = `mutation ($input: DonationGiveInput!) {
  donationGive(input: $input) { donation { id number } userErrors { code } }
}`;
const newsDocument = `mutation ($input: DonationNewsPublishInput!) {
  donationNewsPublish(input: $input) { project { id } userErrors { code } }
}`;
const closeDocument = `mutation ($input: DonationProjectCloseInput!) {
  donationProjectClose(input: $input) { project { id } userErrors { code } }
}`;
const settleDocument = `mutation ($input: DonationProjectSettleInput!) {
  donationProjectSettle(input: $input) { project { settlement { points } } userErrors { code } }
}`;
const givenShape = z.object({ donation: z.object({ id: z.string(), number: z.string() }) });
const operatedShape = z.object({ project: z.object({ id: z.string() }) });
const settledShape = z.object({ project: z.object({ settlement: z.object({ points: z.number() }) }) });

const projectCreate = `mutation ($input: DonationProjectCreateInput!) {
  donationProjectCreate(input: $input) { project { id } userErrors { code message } }
}`;
const createdShape = z.object({
  donationProjectCreate: z.object({ project: z.object({ id: z.string() }) }),
});
/** The last one comes to its end while members still give. */
const projects = [
  { handle: 'welcome', goal: 5_000, overFunding: 'ACCEPT', lastsMs: null },
  { handle: 'exact', goal: 300, overFunding: 'STOP', lastsMs: null },
  { handle: 'settled', goal: 5_000, overFunding: 'ACCEPT', lastsMs: null },
  { handle: 'late', goal: 5_000, overFunding: 'ACCEPT', lastsMs: 6_000 },
];

function projectIds(mall: Mall): string[] {
  return z.array(z.string()).parse(mall.more.get(name));
}

/**
 * Members give to four projects: where more is welcome, where the goal is the end, where all is closed and paid out early,
 * and one whose time ends; operators tell news, and jobs close what is over and tell the donors.
 */
export const donations: Player = {
  name,
  weight: 4,
  // News, close and settle are too rare to be sure of.
  reaches: { give: 300 },
  jobs: ['donation-close', 'donation-tell'],
  async furnish(admin, mall) {
    const ids: string[] = [];
    for (const { lastsMs, ...project } of projects) {
      const endsAt = lastsMs === null ? null : new Date(Date.now() + lastsMs);
      const title = { zh: '好事', en: 'A good cause' };
      const milestones = [50, 200].map((points) => ({ points, title }));
      const made = await admin(projectCreate, { ...project, endsAt, title, recipient: title, milestones });
      ids.push(createdShape.parse(made).donationProjectCreate.project.id);
    }
    mall.more.set(name, ids);
  },
  propose(chance, { mall }) {
    if (chance.happens(0.03)) return { action: 'news', args: { project: chance.int(0, 3) } };
    if (chance.happens(0.02)) return { action: 'close', args: { project: 2 } };
    if (chance.happens(0.03)) return { action: 'settle', args: { project: 2 } };
    const member = chance.int(0, mall.members.length - 1);
    return {
      action: 'give',
      args: { member, project: chance.int(0, 3), points: chance.int(1, 15), anonymous: chance.int(0, 1) },
    };
  },
  ask({ key, action, args }, { mall }) {
    const projectId = projectIds(mall)[Number(args['project'])];
    if (projectId === undefined) return null;
    if (action !== 'give') return operatorAsks(action, projectId, key);
    const { points, anonymous } = args;
    const input = { projectId, points, anonymous: anonymous === 1, idempotencyKey: key };
    const member = Number(args['member']);
    return {
      endpoint: '/graphql',
      document: giveDocument,
      variables: { input },
      member,
      field: 'donationGive',
    };
  },
  done({ action }, payload) {
    if (action === 'news' || action === 'close') return { project: operatedShape.parse(payload).project.id };
    if (action === 'settle') return { points: settledShape.parse(payload).project.settlement.points };
    return givenShape.parse(payload).donation;
  },
  async due({ mall }, db) {
    const rows = await db.query<{ told: string }>(
      `SELECT p.handle || ' is open past its end' AS told
         FROM donation_project p JOIN donation_tally t ON t.project_id = p.id
        WHERE p.program_id = $1 AND p.ends_at IS NOT NULL AND t.state = 'open'
        UNION ALL
       SELECT 'donors are not told of news' FROM donation_news WHERE program_id = $1 AND noted_at IS NULL
        UNION ALL
       SELECT 'donors are not told of a settlement' FROM donation_settlement WHERE program_id = $1 AND noted_at IS NULL`,
      [mall.programUuid],
    );
    return rows.map(({ told }) => told);
  },
  async check(scene, db) {
    const rows = await db.query<Row>(
      `SELECT d.id, d.project_id, d.member_id, d.number, d.points::int, p.handle, d.at >= p.ends_at AS late
         FROM donation d JOIN donation_project p ON p.id = d.project_id WHERE d.program_id = $1`,
      [scene.mall.programUuid],
    );
    const stored = new Map(rows.map((row) => [row.id, row]));
    const given = scene.successes(name, 'give');
    const answered = new Set(given.map(({ done }) => uuidOf('donation', done['id'])));
    const unasked = rows.filter((row) => !answered.has(row.id));
    const settled = await db.query<{ points: number }>(
      'SELECT points::int FROM donation_settlement WHERE program_id = $1',
      [scene.mall.programUuid],
    );
    return [
      ...given.flatMap((success) => giftContradictions(scene, success, stored)),
      ...unasked.map(({ id }) => `the gift ${id} is there, though nobody was answered so`),
      ...(answered.size === given.length ? [] : ['two different gifts were answered with one id']),
      ...rows.filter(({ late }) => late).map(({ id }) => `the gift ${id} was taken after the end`),
      ...settlementContradictions(scene, settled, rows),
      ...(await tellingContradictions(scene, db)),
    ];
  },
};

type Row = {
  id: string;
  project_id: string;
  member_id: string;
  number: number;
  points: number;
  handle: string;
  /** Null where the project has no end. */
  late: boolean | null;
};

function operatorAsks(action: string, projectId: string, key: string): Question {
  const words = (text: string) => ({ zh: text, en: text });
  const at = { endpoint: '/admin/graphql', member: null } as const;
  const input = { projectId, idempotencyKey: key };
  if (action === 'news') {
    // The key as the headline tells which operation a news is of.
    const variables = { input: { ...input, title: words(key) } };
    return { ...at, document: newsDocument, variables, field: 'donationNewsPublish' };
  }
  if (action === 'close')
    return { ...at, document: closeDocument, variables: { input }, field: 'donationProjectClose' };
  const variables = { input: { ...input, statement: words('Paid out') } };
  return { ...at, document: settleDocument, variables, field: 'donationProjectSettle' };
}

function giftContradictions(scene: Scene, { operation, done }: Success, stored: Map<string, Row>): string[] {
  const { member, project, points } = operation.args;
  const row = stored.get(uuidOf('donation', done['id']));
  if (row === undefined) return [`the answered gift ${done['id']} is not there`];
  const number = `${row.handle.toUpperCase()}-${String(row.number).padStart(6, '0')}`;
  const demands: [boolean, string][] = [
    [row.member_id === scene.mall.members[Number(member)]?.uuid, 'is of another member'],
    [row.project_id === uuidOf('project', projectIds(scene.mall)[Number(project)]), 'is for another project'],
    [row.points === points, `has ${row.points} points, asked were ${points}`],
    [number === done['number'], `has the number ${number}, answered was ${done['number']}`],
  ];
  return demands.filter(([holds]) => !holds).map(([, text]) => `the gift ${row.id} ${text}`);
}

/** It is paid out once at most, all of it, and nothing is given afterwards. */
function settlementContradictions(
  scene: Scene,
  settled: readonly { points: number }[],
  rows: readonly Row[],
): string[] {
  const answers = scene.successes(name, 'settle').map(({ done }) => Number(done['points']));
  const stored = settled.map(({ points }) => points);
  if (stored.join() !== answers.join()) {
    return [`paid out was ${stored.join() || 'nothing'}, answered ${answers.join() || 'nothing'}`];
  }
  const id = uuidOf('project', projectIds(scene.mall)[2]);
  const given = rows.filter((row) => row.project_id === id).reduce((sum, row) => sum + row.points, 0);
  return stored.every((points) => points === given)
    ? []
    : [`paid out was ${stored.join()}, but ${given} were given`];
}

/** Each news is there once for each that was answered, and nobody but donors is told; of a settlement each of them is. */
async function tellingContradictions(scene: Scene, db: Queryable): Promise<string[]> {
  const news = await db.query<{ key: string }>(
    `SELECT title ->> 'en' AS key FROM donation_news WHERE program_id = $1`,
    [scene.mall.programUuid],
  );
  const answered = scene.successes(name, 'news').map(({ operation }) => operation.key);
  const stored = news.map(({ key }) => key);
  const strangers = await db.query<{ told: string }>(
    `SELECT n.kind || ' to ' || n.member_id AS told
       FROM notice n LEFT JOIN donation_news w ON w.id = n.subject_id
      WHERE n.program_id = $1 AND n.kind IN ('donation_news', 'donation_settled')
        AND NOT EXISTS (SELECT FROM donation d
                         WHERE d.member_id = n.member_id AND d.project_id = coalesce(w.project_id, n.subject_id))`,
    [scene.mall.programUuid],
  );
  const untold = await db.query<{ donor: string }>(
    `SELECT DISTINCT d.member_id AS donor FROM donation d JOIN donation_settlement s USING (project_id)
      WHERE d.program_id = $1
        AND NOT EXISTS (SELECT FROM notice n WHERE n.kind = 'donation_settled' AND n.subject_id = d.project_id
                                               AND n.member_id = d.member_id)`,
    [scene.mall.programUuid],
  );
  return [
    ...(stored.toSorted().join() === answered.toSorted().join()
      ? []
      : [`told were ${stored.length} news, answered ${answered.length}`]),
    ...strangers.map(({ told }) => `${told}, who gave nothing to it`),
    ...untold.map(({ donor }) => `the donor ${donor} was not told of the settlement`),
  ];
}
