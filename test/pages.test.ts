import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openedPool } from './crowdfunding-stage.js';
import { giveTo, openedProject, operate } from './donation-stage.js';
import type { Shopper } from './mall-stage.js';
import { poolsOf } from './pool-mall.js';
import { mall, shareMall } from './shared-mall.js';
import { type Answer, at } from './start-server.js';
import { openedCampaign, vote } from './voting-mall.js';

shareMall();

const { pledge, reaches } = poolsOf(() => mall);
const times = 5;
const each = Array.from({ length: times }, (_, nth) => nth);

let shopper: Shopper;
/** What lists are asked about. */
const ids = { project: '', pool: '', full: '', candidate: '' };

beforeAll(async () => {
  shopper = await mall.shopper(1_000);
  const others = await Promise.all(each.map(() => mall.shopper(1_000)));
  const { variantId } = await mall.reward({ points: 1 });
  for (const _ of each) {
    await mall.reward();
    await shopper.redeemed(variantId);
    const [project, pool, campaign] = [
      await openedProject(mall),
      await openedPool(mall),
      await openedCampaign(mall),
    ];
    await pledge(shopper, pool, 10);
    await vote(mall, shopper, campaign, 0);
    ids.project = project.id;
    ids.pool = pool.id;
    ids.candidate = campaign.candidates[0]?.id ?? '';
    for (const other of others.slice(1)) {
      await pledge(other, pool, 10);
      await vote(mall, other, campaign, 0);
    }
  }
  const full = await openedPool(mall, { target: times * 10, allotment: 'DRAW', winners: 2 });
  ids.full = full.id;
  for (const backer of others) await pledge(backer, full, 10);
  await reaches(full, 'COMPLETED');
  const project = { id: ids.project, handle: '' };
  for (const nth of each) {
    await giveTo(mall, shopper, project, 10 + nth);
    const title = { zh: `新闻 ${nth}`, en: `News ${nth}` };
    await operate(mall, 'donationNewsPublish', { projectId: project.id, title, idempotencyKey: mall.name() });
  }
  await mall.server.runJob('donation-tell');
});

const page = z.object({
  nodes: z.array(z.unknown()),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

interface List {
  /** As whom it is asked. */
  by: 'member' | 'operator';
  /** Around the list, from the outside in; each with what it is asked about. */
  within?: string;
  field: string;
  /** Beside where the page begins and how long it is. */
  about?: () => string;
  node?: string;
}

const asked = (name: 'project' | 'pool' | 'full' | 'candidate', argument: string) => () =>
  `${argument}: "${ids[name]}"`;

const lists: List[] = [
  { by: 'member', within: 'me', field: 'exchanges' },
  { by: 'member', within: 'me', field: 'donations' },
  { by: 'member', within: 'me', field: 'pledges' },
  { by: 'member', within: 'me', field: 'ballots' },
  { by: 'member', within: 'me', field: 'notices' },
  { by: 'member', within: 'me', field: 'statement' },
  { by: 'member', field: 'rewards' },
  { by: 'member', field: 'donationProjects' },
  { by: 'member', field: 'pools' },
  { by: 'member', field: 'voteCampaigns' },
  { by: 'member', within: 'donationProject', about: asked('project', 'id'), field: 'gifts', node: 'points' },
  { by: 'member', within: 'donationProject', about: asked('project', 'id'), field: 'news' },
  {
    by: 'member',
    within: 'pool',
    about: asked('full', 'id'),
    field: 'draw entries',
    node: 'number',
  },
  { by: 'operator', field: 'audit' },
  { by: 'operator', field: 'donationGifts', about: asked('project', 'projectId') },
  { by: 'operator', field: 'donationProjects' },
  { by: 'operator', field: 'exchanges' },
  { by: 'operator', field: 'members' },
  { by: 'operator', field: 'poolPledges', about: asked('pool', 'poolId') },
  { by: 'operator', field: 'pools' },
  { by: 'operator', field: 'rewards' },
  { by: 'operator', field: 'voteBallots', about: asked('candidate', 'candidateId') },
  { by: 'operator', field: 'voteCampaigns' },
];

async function read(list: List, first: number, after: string | null): Promise<z.infer<typeof page>> {
  const { within, node = 'id' } = list;
  const where = `first: ${first}${after === null ? '' : `, after: "${after}"`}`;
  const about = list.about === undefined ? '' : list.about();
  const path = [...(within === undefined ? [] : [within]), ...list.field.split(' ')];
  const given = (name: string, nth: number) => {
    const own = [nth === 0 ? about : '', nth === path.length - 1 ? where : ''].filter((one) => one !== '');
    return own.length === 0 ? name : `${name}(${own.join(', ')})`;
  };
  const nodes = `{ nodes { ${node} } pageInfo { hasNextPage endCursor } }`;
  const document = path.reduceRight((inner, name, nth) => `{ ${given(name, nth)} ${inner} }`, nodes);
  const answer: Answer =
    list.by === 'member' ? await shopper.ask(document) : await mall.server.admin(document);
  return page.parse(at(answer, ...path), { error: () => JSON.stringify(answer) });
}

describe('a list that is read page by page', () => {
  it.each(lists)('has everything once and in its order: $by, $within $field', async (list) => {
    const whole = await read(list, 100, null);
    expect(whole.nodes.length).toBeGreaterThanOrEqual(times);
    expect(whole.pageInfo.hasNextPage).toBe(false);
    const found: unknown[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo } = await read(list, 2, after);
      found.push(...nodes);
      more = pageInfo.hasNextPage && found.length <= whole.nodes.length;
      after = pageInfo.endCursor;
    }
    expect(found).toEqual(whole.nodes);
  });
});
