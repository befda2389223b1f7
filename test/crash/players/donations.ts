import { z } from 'zod';
import { type Mall, uuidOf } from '../mall.js';
import type { Player, Scene, Success } from '../operation.js';

const name = 'donations';
const giveDocument = `mutation ($input: DonationGiveInput!) {
  donationGive(input: $input) { donation { id number } userErrors { code } }
}`;
const settleDocument = `mutation ($input: DonationProjectSettleInput!) {
  donationProjectSettle(input: $input) { project { settlement { points } } userErrors { code } }
}`;
const givenShape = z.object({ donation: z.object({ id: z.string(), number: z.string() }) });
const settledShape = z.object({ project: z.object({ settlement: z.object({ points: z.number() }) }) });

const projectCreate = `mutation ($input: DonationProjectCreateInput!) {
  donationProjectCreate(input: $input) { project { id } userErrors { code message } }
}`;
const createdShape = z.object({
  donationProjectCreate: z.object({ project: z.object({ id: z.string() }) }),
});
const projects = [
  { handle: 'welcome', goal: 5_000, overFunding: 'ACCEPT' },
  { handle: 'exact', goal: 300, overFunding: 'STOP' },
  { handle: 'settled', goal: 5_000, overFunding: 'ACCEPT' },
];

function projectIds(mall: Mall): string[] {
  return z.array(z.string()).parse(mall.more.get(name));
}

/** Members give to three projects: where more is welcome, where the goal is the end, and where all is paid out early. */
export const donations: Player = {
  name,
  weight: 4,
  async furnish(admin, mall) {
    const ids: string[] = [];
    for (const project of projects) {
      const title = { zh: '好事', en: 'A good cause' };
      const milestones = [50, 200].map((points) => ({ points, title }));
      const made = await admin(projectCreate, { ...project, title, recipient: title, milestones });
      ids.push(createdShape.parse(made).donationProjectCreate.project.id);
    }
    mall.more.set(name, ids);
  },
  propose(chance, { mall }) {
    if (chance.int(0, 39) === 0) return { action: 'settle', args: { project: 2 } };
    const member = chance.int(0, mall.members.length - 1);
    return {
      action: 'give',
      args: { member, project: chance.int(0, 2), points: chance.int(1, 15), anonymous: chance.int(0, 1) },
    };
  },
  ask({ key, action, args }, { mall }) {
    const projectId = projectIds(mall)[Number(args['project'])];
    if (projectId === undefined) return null;
    if (action === 'settle') {
      const statement = { zh: '已拨付', en: 'Paid out' };
      const variables = { input: { projectId, statement, idempotencyKey: key } };
      const field = 'donationProjectSettle';
      return { endpoint: '/admin/graphql', document: settleDocument, variables, member: null, field };
    }
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
    if (action === 'settle') return { points: settledShape.parse(payload).project.settlement.points };
    return givenShape.parse(payload).donation;
  },
  async check(scene, db) {
    const rows = await db.query<Row>(
      `SELECT d.id, d.project_id, d.member_id, d.number, d.points::int, p.handle
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
      ...settlementContradictions(scene, settled, rows),
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
};

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
