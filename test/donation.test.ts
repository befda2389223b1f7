import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { giveTo, openedProject, operate, seenProject, type StageProject } from './donation-stage.js';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { SocketClient } from './socket-client.js';
import { at } from './start-server.js';

shareMall();

const give = (shopper: Shopper, project: StageProject, points: number, more: object = {}) =>
  giveTo(mall, shopper, project, points, more);
const seen = (project: StageProject, selection: string) => seenProject(mall, project, selection);
/** As a member is answered: what a stranger is may be a second old. */
async function progressSeenBy(shopper: Shopper, project: StageProject): Promise<unknown> {
  const document = 'query ($id: ID!) { donationProject(id: $id) { progress { state raised version } } }';
  return at(await shopper.ask(document, { id: project.id }), 'donationProject', 'progress');
}

describe('giving', () => {
  it('moves the points into escrow, and the bar with them', async () => {
    const project = await openedProject(mall, { goal: 200 });
    const shopper = await mall.shopper(100);
    const { donation, progress } = await give(shopper, project, 30);
    expect(donation).toMatchObject({
      number: `${project.handle.toUpperCase()}-000001`,
      points: 30,
      worth: { amount: '0.30' },
      project: { handle: project.handle },
    });
    expect(progress).toMatchObject({ raised: 30, percent: 15, donors: 1, gifts: 1 });
    expect(await shopper.balance()).toMatchObject({ available: 70 });
    expect(await seen(project, 'progress { raised percent }')).toEqual({
      progress: { raised: 30, percent: 15 },
    });
    const statement = await shopper.ask(
      '{ me { statement(first: 1) { nodes { amount reason description } } } }',
    );
    expect(at(statement, 'me', 'statement', 'nodes', 0)).toEqual({
      amount: -30,
      reason: 'DONATION',
      description: '捐赠积分：Cause',
    });
  });

  it('names the donor, or nobody', async () => {
    const project = await openedProject(mall);
    const [named, hidden] = [await mall.shopper(100), await mall.shopper(100)];
    await mall.server.admin(
      `mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) { token } }`,
      { input: { customerId: named.customerId, displayName: 'Ada' } },
    );
    await give(named, project, 10);
    await give(hidden, project, 20, { anonymous: true });
    await give(named, project, 30, { anonymous: true });
    expect(
      await seen(project, 'gifts(first: 2) { nodes { donorName points } pageInfo { hasNextPage } }'),
    ).toEqual({
      gifts: {
        nodes: [
          { donorName: null, points: 30 },
          { donorName: null, points: 20 },
        ],
        pageInfo: { hasNextPage: true },
      },
    });
    expect(await seen(project, 'gifts { nodes { donorName } }')).toMatchObject({
      gifts: { nodes: [{ donorName: null }, { donorName: null }, { donorName: 'Ada' }] },
    });
  });

  it('goes on behind a cursor without a gap', async () => {
    const project = await openedProject(mall);
    const shopper = await mall.shopper(100);
    for (const points of [1, 2, 3]) await give(shopper, project, points);
    const first = await seen(project, 'gifts(first: 2) { nodes { points } pageInfo { endCursor } }');
    const { gifts } = z
      .object({ gifts: z.object({ pageInfo: z.object({ endCursor: z.string() }) }) })
      .parse(first);
    expect(await seen(project, `gifts(after: "${gifts.pageInfo.endCursor}") { nodes { points } }`)).toEqual({
      gifts: { nodes: [{ points: 1 }] },
    });
  });

  it('counts a donor once', async () => {
    const project = await openedProject(mall);
    const [one, other] = [await mall.shopper(100), await mall.shopper(100)];
    for (const shopper of [one, other, one]) await give(shopper, project, 10);
    expect(await seen(project, 'progress { donors gifts }')).toEqual({ progress: { donors: 2, gifts: 3 } });
  });

  it('reaches two milestones with one gift', async () => {
    const milestones = [100, 200, 900].map((points) => ({ points, title: { zh: '一步', en: `${points}` } }));
    const project = await openedProject(mall, { milestones });
    const { progress } = await give(await mall.shopper(500), project, 250);
    expect(progress).toMatchObject({ lastMilestone: { points: 200 }, nextMilestone: { points: 900 } });
    const reachedAt = mall.server.clock.now().toISOString();
    expect(await seen(project, 'milestones { reachedAt }')).toEqual({
      milestones: [{ reachedAt }, { reachedAt }, { reachedAt: null }],
    });
  });

  it('stops at the goal exactly, where more is not wanted', async () => {
    const project = await openedProject(mall, { goal: 100, overFunding: 'STOP', least: 40 });
    const shopper = await mall.shopper(500);
    await give(shopper, project, 90);
    const refused = async (points: number) => (await give(shopper, project, points)).userErrors;
    expect(await refused(11)).toEqual([{ code: 'TARGET_REACHED', path: ['points'], pointsLeft: 10 }]);
    expect(await refused(5)).toEqual([
      { code: 'AMOUNT_OUT_OF_RANGE', path: ['points'], least: 10, most: 10 },
    ]);
    expect(await refused(10)).toEqual([]);
    expect(await refused(40)).toEqual([{ code: 'TARGET_REACHED', path: ['points'], pointsLeft: 0 }]);
    expect(await shopper.balance()).toMatchObject({ available: 400 });
    const open = '{ donationProjects(open: true, first: 100) { nodes { id } } }';
    expect(await seen(project, 'progress { state }')).toEqual({ progress: { state: 'CLOSED' } });
    expect(JSON.stringify(at(await mall.server.storefront(open), 'donationProjects'))).not.toContain(
      project.id,
    );
  });

  it('goes on above the goal, where that is welcome', async () => {
    const project = await openedProject(mall, { goal: 100 });
    const { progress } = await give(await mall.shopper(500), project, 132);
    expect(progress).toMatchObject({ raised: 132, percent: 132 });
  });

  it('refuses what is not there, not enough and not whole', async () => {
    const project = await openedProject(mall, { least: 5 });
    const shopper = await mall.shopper(10);
    const refused = async (points: number, more: object = {}) =>
      (await give(shopper, project, points, more)).userErrors;
    expect(await refused(11)).toMatchObject([{ code: 'INSUFFICIENT_POINTS' }]);
    expect(await refused(0)).toMatchObject([{ code: 'INVALID_INPUT', path: ['points'] }]);
    expect(await refused(-5)).toMatchObject([{ code: 'INVALID_INPUT', path: ['points'] }]);
    expect(await refused(4)).toMatchObject([{ code: 'AMOUNT_OUT_OF_RANGE', least: 5, most: null }]);
    expect(await refused(5, { projectId: 'project_nonsense' })).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await refused(5, { projectId: shopper.id })).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await shopper.balance()).toMatchObject({ available: 10 });
  });

  it('happens once with the same key', async () => {
    const project = await openedProject(mall);
    const shopper = await mall.shopper(100);
    const idempotencyKey = mall.name();
    const first = await give(shopper, project, 10, { idempotencyKey });
    await give(shopper, project, 1);
    const again = await give(shopper, project, 10, { idempotencyKey });
    expect(again.donation).toEqual(first.donation);
    expect(again.progress).toMatchObject({ raised: 11 });
  });

  it('is over after the end though nobody closed it', async () => {
    const endsAt = new Date(mall.server.clock.now().getTime() + 60_000).toISOString();
    const project = await openedProject(mall, { endsAt });
    const shopper = await mall.shopper(100);
    expect((await give(shopper, project, 10)).userErrors).toEqual([]);
    mall.server.clock.forward(60_000);
    expect((await give(shopper, project, 10)).userErrors).toEqual([
      { code: 'INVALID_STATE', path: ['projectId'], state: 'CLOSED' },
    ]);
    expect(await seen(project, 'progress { state }')).toEqual({ progress: { state: 'CLOSED' } });
    const open = await mall.server.storefront(
      '{ donationProjects(open: true, first: 100) { nodes { id } } }',
    );
    expect(JSON.stringify(open.data)).not.toContain(project.id);
  });

  it('is told to the member alone: receipts are nobody else’s', async () => {
    const project = await openedProject(mall);
    const [giver, other] = [await mall.shopper(100), await mall.shopper(100)];
    const { donation } = await give(giver, project, 10);
    const document = `query ($id: ID!) {
      donation(id: $id) { points } node(id: $id) { __typename }
      me { donations { nodes { points } } } donationProject(id: "${project.id}") { given }
    }`;
    const variables = { id: donation?.id };
    expect((await giver.ask(document, variables)).data).toEqual({
      donation: { points: 10 },
      node: { __typename: 'Donation' },
      me: { donations: { nodes: [{ points: 10 }] } },
      donationProject: { given: 10 },
    });
    expect((await other.ask(document, variables)).data).toEqual({
      donation: null,
      node: null,
      me: { donations: { nodes: [] } },
      donationProject: { given: 0 },
    });
    expect(await seen(project, 'given')).toEqual({ given: null });
  });
});

describe('the bar', () => {
  const watch =
    'subscription ($id: ID!) { donationProgress(projectId: $id) { raised donors percent version } }';
  const shape = z.object({ donationProgress: z.looseObject({ raised: z.number(), version: z.string() }) });
  const stateShape = z.object({ donationProgress: z.object({ state: z.string(), version: z.string() }) });

  it('is told live to a publishable key without a member', async () => {
    const project = await openedProject(mall, { goal: 100 });
    const url = `${mall.server.origin.replace('http', 'ws')}/graphql`;
    const client = await SocketClient.accepted(url, { key: 'pk_demo' });
    const id = client.subscribe(watch, { id: project.id });
    const raised = () => client.data(id, shape).map((data) => data.donationProgress.raised);
    await vi.waitFor(() => expect(raised()).toEqual([0]));
    const { progress } = await give(await mall.shopper(100), project, 40);
    await vi.waitFor(() => expect(raised()).toEqual([0, 40]));
    const last = client.data(id, shape).at(-1)?.donationProgress;
    expect(last).toMatchObject({ donors: 1, percent: 40, version: progress?.version });
    await operate(mall, 'donationProjectClose', { projectId: project.id, idempotencyKey: mall.name() });
    await vi.waitFor(() => expect(raised()).toEqual([0, 40, 40]));
    await operate(mall, 'donationProjectSettle', {
      projectId: project.id,
      statement: { zh: '已送到', en: 'Delivered' },
      idempotencyKey: mall.name(),
    });
    // What was paid out stays given.
    await vi.waitFor(() => expect(raised()).toEqual([0, 40, 40, 40]));
    await client.close();
  });

  it('tells that its end has passed, once, though nobody gives any more', async () => {
    const endsAt = new Date(mall.server.clock.now().getTime() + 60_000).toISOString();
    const project = await openedProject(mall, { endsAt });
    const url = `${mall.server.origin.replace('http', 'ws')}/graphql`;
    const client = await SocketClient.accepted(url, { key: 'pk_demo' });
    const document = 'subscription ($id: ID!) { donationProgress(projectId: $id) { state version } }';
    const id = client.subscribe(document, { id: project.id });
    const states = () => client.data(id, stateShape).map((data) => data.donationProgress);
    await vi.waitFor(() => expect(states()).toEqual([{ state: 'OPEN', version: '1' }]));
    await mall.server.runJob('donation-close');
    mall.server.clock.forward(60_000);
    await mall.server.runJob('donation-close');
    await mall.server.runJob('donation-close');
    const closed = { state: 'CLOSED', version: '3' };
    await vi.waitFor(() => expect(states()).toEqual([{ state: 'OPEN', version: '1' }, closed]));
    expect(await seen(project, 'progress { state version }')).toEqual({ progress: closed });
    await client.close();
  });

  it('tells the end to whoever asks before it is written down, under a version of its own', async () => {
    const endsAt = new Date(mall.server.clock.now().getTime() + 60_000).toISOString();
    const project = await openedProject(mall, { endsAt });
    const shopper = await mall.shopper();
    const asked = () => progressSeenBy(shopper, project);
    expect(await asked()).toMatchObject({ state: 'OPEN', version: '1' });
    mall.server.clock.forward(60_000);
    const closed = { state: 'CLOSED', raised: 0, version: '2' };
    expect(await asked()).toEqual(closed);
    await mall.server.runJob('donation-close');
    expect(await asked()).toEqual({ ...closed, version: '3' });
  });

  it('never has two states under one version, though clocks differ and much happens at the end', async () => {
    const end = new Date(mall.server.clock.now().getTime() + 60_000);
    const project = await openedProject(mall, { endsAt: end.toISOString() });
    const shopper = await mall.shopper(100);
    const asked = () => progressSeenBy(shopper, project);
    mall.server.clock.set(end);
    const told = [await asked()];
    // A process whose clock is behind still takes a gift.
    mall.server.clock.forward(-1);
    await give(shopper, project, 10);
    told.push(await asked());
    mall.server.clock.set(end);
    told.push(await asked());
    const title = { zh: '改名', en: 'Renamed' };
    await operate(mall, 'donationProjectUpdate', { projectId: project.id, title });
    told.push(await asked());
    const statement = { zh: '已送到', en: 'Delivered' };
    await operate(mall, 'donationProjectSettle', {
      projectId: project.id,
      statement,
      idempotencyKey: mall.name(),
    });
    told.push(await asked());
    expect(told).toEqual([
      { state: 'CLOSED', raised: 0, version: '2' },
      { state: 'OPEN', raised: 10, version: '3' },
      { state: 'CLOSED', raised: 10, version: '4' },
      { state: 'CLOSED', raised: 10, version: '6' },
      { state: 'SETTLED', raised: 10, version: '7' },
    ]);
  });

  it('ends with an error for what is no project', async () => {
    const url = `${mall.server.origin.replace('http', 'ws')}/graphql`;
    const client = await SocketClient.accepted(url, { key: 'pk_demo' });
    const { id } = await openedProject(mall, {}, 'sk_demo2');
    const foreign = client.subscribe(watch, { id });
    await vi.waitFor(() => expect(client.errors(foreign)).toEqual(['NOT_FOUND']));
    await client.close();
  });
});
