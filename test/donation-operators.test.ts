import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { giveTo, openedProject, operate, seenProject, type StageProject } from './donation-stage.js';
import { brokenInvariants } from './ledger-invariants.js';
import { MallStage, type Shopper } from './mall-stage.js';
import { at } from './start-server.js';

let mall: MallStage;
beforeAll(async () => {
  mall = await MallStage.open();
});
afterEach(async () => {
  expect(await brokenInvariants(mall.server.database)).toEqual([]);
  expect(mall.server.log).toEqual([]);
});
afterAll(() => mall.close());

const give = (shopper: Shopper, project: StageProject, points: number, more: object = {}) =>
  giveTo(mall, shopper, project, points, more);
const seen = (project: StageProject, selection: string) => seenProject(mall, project, selection);

const statement = { zh: '已送到', en: 'Delivered' };

describe('operators', () => {
  it('settle once, with a statement that is on every receipt', async () => {
    const project = await openedProject(mall);
    const giver = await mall.shopper(12_345);
    const { donation } = await give(giver, project, 12_345);
    const input = () => ({ projectId: project.id, statement, idempotencyKey: mall.name() });
    const settlement = {
      points: 12_345,
      amount: { amount: '123.45', currencyCode: 'CNY' },
      statement: '已送到',
      documentUrl: null,
    };
    expect(await operate(mall, 'donationProjectSettle', input())).toEqual({
      project: { progress: { state: 'SETTLED', raised: 12_345 }, settlement },
      userErrors: [],
    });
    expect(await operate(mall, 'donationProjectSettle', input())).toMatchObject({
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
      { action: 'donationProjectCreate' },
    ]);
  });

  it('settle nothing that is empty, in another currency or without a word', async () => {
    const project = await openedProject(mall);
    const settle = (more: object = {}) =>
      operate(mall, 'donationProjectSettle', {
        projectId: project.id,
        statement,
        idempotencyKey: mall.name(),
        ...more,
      });
    expect(await settle()).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT', path: ['projectId'] }] });
    await give(await mall.shopper(100), project, 10);
    const dollars = { amount: '1.00', currencyCode: 'USD' };
    expect(await settle({ amount: dollars })).toMatchObject({ userErrors: [{ code: 'CURRENCY_MISMATCH' }] });
    expect(await settle({ statement: { zh: '已送到' } })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', path: ['statement', 'en'] }],
    });
    expect(await settle({ documentUrl: 'nowhere' })).toMatchObject({
      userErrors: [{ path: ['documentUrl'] }],
    });
    expect(await settle({ amount: { ...dollars, currencyCode: 'CNY' } })).toMatchObject({
      project: { settlement: { amount: { amount: '1.00' } } },
    });
  });

  it('close a project, and tell its news all the same', async () => {
    const project = await openedProject(mall);
    const close = () =>
      operate(mall, 'donationProjectClose', { projectId: project.id, idempotencyKey: mall.name() });
    expect(await close()).toMatchObject({ project: { progress: { state: 'CLOSED' } }, userErrors: [] });
    expect(await close()).toMatchObject({ userErrors: [{ code: 'INVALID_STATE' }] });
    expect((await give(await mall.shopper(10), project, 1)).userErrors).toMatchObject([{ state: 'CLOSED' }]);
    for (const en of ['First', 'Second']) {
      const input = { projectId: project.id, title: { zh: en, en }, images: [{ url: '/a.svg' }] };
      expect(await operate(mall, 'donationNewsPublish', input)).toMatchObject({ userErrors: [] });
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
