import { describe, expect, it } from 'vitest';
import { giveTo, openedProject, operate, seenProject, type StageProject } from './donation-stage.js';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { z } from 'zod';
import { at } from './start-server.js';

shareMall();

const give = (shopper: Shopper, project: StageProject, points: number, more: object = {}) =>
  giveTo(mall, shopper, project, points, more);
const seen = (project: StageProject, selection: string) => seenProject(mall, project, selection);

const statement = { zh: '已送到', en: 'Delivered' };
const close = (project: StageProject) =>
  operate(mall, 'donationProjectClose', { projectId: project.id, idempotencyKey: mall.name() });
const settle = (project: StageProject, more: object = {}) =>
  operate(mall, 'donationProjectSettle', {
    projectId: project.id,
    statement,
    idempotencyKey: mall.name(),
    ...more,
  });

describe('operators', () => {
  it('settle once, with a statement that is on every receipt', async () => {
    const project = await openedProject(mall);
    const giver = await mall.shopper(12_345);
    const { donation } = await give(giver, project, 12_345);
    await close(project);
    const settlement = {
      points: 12_345,
      amount: { amount: '123.45', currencyCode: 'CNY' },
      statement,
      documentUrl: null,
    };
    expect(await settle(project)).toEqual({
      project: { progress: { state: 'SETTLED', raised: 12_345 }, settlement },
      userErrors: [],
    });
    expect(await settle(project)).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', path: ['projectId'] }],
    });
    const receipt = await giver.ask(
      'query ($id: ID!) { donation(id: $id) { settlement { amount { amount } statement } } }',
      { id: donation?.id },
    );
    expect(receipt.data).toEqual({
      donation: { settlement: { amount: { amount: '123.45' }, statement: '已送到' } },
    });
    expect((await give(giver, project, 1)).userErrors).toMatchObject([{ state: 'SETTLED' }]);
    expect(await mall.trail(project.id)).toMatchObject([
      { action: 'donationProjectSettle' },
      { action: 'donationProjectClose' },
      { action: 'donationProjectCreate' },
    ]);
  });

  it('settle nothing that is empty, in another currency or without a word', async () => {
    const [empty, project] = [await openedProject(mall), await openedProject(mall)];
    await close(empty);
    expect(await settle(empty)).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', path: ['projectId'] }],
    });
    await give(await mall.shopper(100), project, 10);
    await close(project);
    const dollars = { amount: '1.00', currencyCode: 'USD' };
    expect(await settle(project, { amount: dollars })).toMatchObject({
      userErrors: [{ code: 'CURRENCY_MISMATCH' }],
    });
    expect(await settle(project, { statement: { zh: '已送到' } })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', path: ['statement', 'en'] }],
    });
    expect(await settle(project, { documentUrl: 'nowhere' })).toMatchObject({
      userErrors: [{ path: ['documentUrl'] }],
    });
    expect(await settle(project, { amount: { ...dollars, currencyCode: 'CNY' } })).toMatchObject({
      project: { settlement: { amount: { amount: '1.00' } } },
    });
  });

  it('settle nothing for nothing, and nothing that takes gifts still', async () => {
    const project = await openedProject(mall);
    await give(await mall.shopper(100), project, 50);
    expect(await settle(project)).toMatchObject({
      project: null,
      userErrors: [{ code: 'INVALID_STATE', path: ['projectId'] }],
    });
    await close(project);
    expect(await settle(project, { amount: { amount: '0.00', currencyCode: 'CNY' } })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', path: ['amount'] }],
    });
    expect(await settle(project)).toMatchObject({ project: { settlement: { amount: { amount: '0.50' } } } });
  });

  it('settle what is full or past its end without closing it first', async () => {
    const endsAt = new Date(mall.server.clock.now().getTime() + 60_000).toISOString();
    const [full, over] = [
      await openedProject(mall, { goal: 20, overFunding: 'STOP' }),
      await openedProject(mall, { endsAt }),
    ];
    for (const project of [full, over]) await give(await mall.shopper(100), project, 20);
    mall.server.clock.forward(60_000);
    for (const project of [full, over])
      expect(await settle(project)).toMatchObject({ project: { settlement: { points: 20 } } });
  });

  it('close a project, and tell its news all the same', async () => {
    const project = await openedProject(mall);
    expect(await close(project)).toMatchObject({
      project: { progress: { state: 'CLOSED' } },
      userErrors: [],
    });
    expect(await close(project)).toMatchObject({ userErrors: [{ code: 'INVALID_STATE' }] });
    expect((await give(await mall.shopper(10), project, 1)).userErrors).toMatchObject([{ state: 'CLOSED' }]);
    for (const en of ['First', 'Second']) {
      const title = { zh: en, en };
      const input = {
        projectId: project.id,
        title,
        images: [{ url: '/a.svg' }],
        idempotencyKey: mall.name(),
      };
      // Whoever got no answer asks again.
      for (const _ of ['first', 'again'])
        expect(await operate(mall, 'donationNewsPublish', input)).toMatchObject({ userErrors: [] });
      expect(await operate(mall, 'donationNewsPublish', { ...input, images: [] })).toMatchObject({
        userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }],
      });
    }
    expect(await seen(project, 'news { nodes { title images { url } } }')).toEqual({
      news: {
        nodes: [
          { title: 'Second', images: [{ url: '/a.svg' }] },
          { title: 'First', images: [{ url: '/a.svg' }] },
        ],
      },
    });
  });

  it('read again the news they published, in both languages', async () => {
    const project = await openedProject(mall);
    const titles = ['First', 'Second'].map((en) => ({ zh: `${en}（中文）`, en }));
    const alt = { zh: '图', en: 'A picture' };
    for (const title of titles) {
      const news = { projectId: project.id, title, body: title, images: [{ url: '/a.svg', alt }] };
      await operate(mall, 'donationNewsPublish', { ...news, idempotencyKey: mall.name() });
    }
    const read = async (after: string | null) =>
      at(
        await mall.server.admin(
          `query ($id: ID!, $after: String) { donationProject(id: $id) { news(first: 1, after: $after) {
            nodes { title { zh en } body { zh en } images { url alt { zh en } } } pageInfo { hasNextPage endCursor }
          } } }`,
          { id: project.id, after },
        ),
        'donationProject',
        'news',
      );
    const [older, newer] = titles.map((title) => ({ title, body: title, images: [{ url: '/a.svg', alt }] }));
    const page = z.object({ pageInfo: z.object({ endCursor: z.string() }) });
    const first = await read(null);
    expect(first).toMatchObject({ nodes: [newer], pageInfo: { hasNextPage: true } });
    expect(await read(page.parse(first).pageInfo.endCursor)).toMatchObject({
      nodes: [older],
      pageInfo: { hasNextPage: false },
    });
  });

  it('tell donors with a notice that leads to the news, and from there to the cause', async () => {
    const project = await openedProject(mall);
    const giver = await mall.shopper(10);
    await give(giver, project, 10);
    await operate(mall, 'donationNewsPublish', {
      projectId: project.id,
      title: { zh: '到了', en: 'There' },
      idempotencyKey: mall.name(),
    });
    await mall.server.runJob('donation-tell');
    const told = await giver.ask(
      '{ me { notices { nodes { subject { id ... on DonationNews { title project { handle } } } } } } }',
    );
    const news = z
      .object({ id: z.string(), title: z.string(), project: z.object({ handle: z.string() }) })
      .parse(at(told, 'me', 'notices', 'nodes', 0, 'subject'));
    expect(news).toMatchObject({ title: '到了', project: { handle: project.handle } });
    const read = 'query ($id: ID!) { node(id: $id) { ... on DonationNews { title } } }';
    const again = await mall.server.storefront(read, { id: news.id });
    expect(again.data).toEqual({ node: { title: '到了' } });
  });

  it('put right what is told, and nothing of what was promised', async () => {
    const milestones = [10, 20].map((points) => ({ points, title: statement }));
    const project = await openedProject(mall, { milestones });
    await give(await mall.shopper(100), project, 10);
    const update = (more: object) =>
      operate(mall, 'donationProjectUpdate', { projectId: project.id, ...more });
    const title = { zh: '阅览室', en: 'Reading rooms' };
    const told = {
      title,
      images: [{ url: '/a.svg', alt: title }],
      milestones: [{ points: 10, title }],
    };
    expect(await update(told)).toMatchObject({ project: { progress: { raised: 10 } }, userErrors: [] });
    // The same once more is no change: it stands under the version and in the trail of the first time.
    expect(await update(told)).toMatchObject({ userErrors: [] });
    expect(await adminSeen(project)).toEqual({
      title,
      recipient: { zh: 'Somebody', en: 'Somebody' },
      images: [{ url: '/a.svg', alt: title }],
      milestones: [
        { points: 10, title },
        { points: 20, title: statement },
      ],
      progress: { lastMilestone: { title: '阅览室' }, version: '3' },
    });
    const paths = async (more: object) => pathsOf(await update(more));
    expect(await paths({ title: { zh: '阅览室' } })).toEqual([['title', 'en']]);
    expect(await paths({ story: { en: 'Once' } })).toEqual([['story', 'zh']]);
    expect(await paths({ milestones: [{ points: 11, title }] })).toEqual([['milestones', '0', 'points']]);
    expect(await mall.trail(project.id)).toMatchObject([
      {
        action: 'donationProjectUpdate',
        before: { title: { en: 'Cause' }, milestones: [{ title: statement }, { title: statement }] },
        after: { title, milestones: [{ title }, { title: statement }] },
      },
      { action: 'donationProjectCreate' },
    ]);
    const emptied = { title: null, images: null, milestones: null };
    expect(await update(emptied)).toMatchObject({ userErrors: [] });
    expect(await adminSeen(project)).toMatchObject({ title, images: [], milestones: [{ title }, {}] });
  });

  it('open no two projects of one name', async () => {
    const { handle } = await openedProject(mall);
    const input = { handle, title: statement, recipient: statement, goal: 1 };
    const answer = await mall.server.admin(
      'mutation ($input: DonationProjectCreateInput!) { donationProjectCreate(input: $input) { userErrors { code path } } }',
      { input },
    );
    expect(at(answer, 'donationProjectCreate', 'userErrors')).toEqual([
      { code: 'ALREADY_EXISTS', path: ['handle'] },
    ]);
  });

  it('see who gave, also anonymously', async () => {
    const project = await openedProject(mall);
    const giver = await mall.shopper(100);
    await give(giver, project, 10, { anonymous: true });
    const answer = await mall.server.admin(
      'query ($id: ID!) { donationGifts(projectId: $id) { nodes { number points anonymous member { id } } } }',
      { id: project.id },
    );
    expect(at(answer, 'donationGifts', 'nodes')).toEqual([
      { number: 1, points: 10, anonymous: true, member: { id: giver.id } },
    ]);
  });
});

/** What operators read of a project, every language included. */
async function adminSeen(project: StageProject): Promise<unknown> {
  const answer = await mall.server.admin(
    `query ($id: ID!) {
      donationProject(id: $id) {
        title { zh en } recipient { zh en } images { url alt { zh en } } milestones { points title { zh en } }
        progress { lastMilestone { title } version }
      }
    }`,
    { id: project.id },
  );
  return at(answer, 'donationProject');
}

function pathsOf(payload: unknown): string[][] {
  const shape = z.object({ userErrors: z.array(z.object({ path: z.array(z.string()) })) });
  return shape.parse(payload).userErrors.map(({ path }) => path);
}
