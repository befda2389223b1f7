import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RefusedError, createMall } from '../sdk/src/index.js';
import { noteAll } from '../server/src/notice/note-all.js';
import { encodeId } from '../server/src/platform/ids.js';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();
let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-22T04:00:00Z');
  shopper = await mall.shopper();
});

const uuidOf = (nth: number) => `0199a5d8-0000-7000-8000-${String(nth).padStart(12, '0')}`;
let noted = 0;

/** Tells the member so many things; gives their ids, the oldest first. */
async function told(many: number): Promise<string[]> {
  const ids: string[] = [];
  const memberId = mall.uuid('member', shopper.id);
  const facts = { tier: { zh: '银卡', en: 'Silver' } };
  const notices = Array.from({ length: many }, (_, nth) => ({
    programId: mall.server.programs.first,
    memberId,
    kind: 'tier_raised' as const,
    subjectId: memberId,
    occasion: String(noted + nth),
    facts,
    at: mall.server.clock.now(),
  }));
  const newId = () => {
    noted += 1;
    ids.push(uuidOf(noted));
    return uuidOf(noted);
  };
  await noteAll(mall.server.database, newId, notices);
  return ids.map((id) => encodeId('notice', id));
}

const listShape = z.object({
  nodes: z.array(z.object({ id: z.string(), readAt: z.string().nullable() })),
  unreadCount: z.number(),
});

async function list() {
  const answer = await shopper.ask('{ me { notices(first: 100) { nodes { id readAt } unreadCount } } }');
  const { nodes, unreadCount } = listShape.parse(at(answer, 'me', 'notices'));
  return { unreadCount, readAt: nodes.map(({ readAt }) => readAt).toReversed() };
}

const document = `mutation ($input: NoticeMarkReadInput!) {
  noticeMarkRead(input: $input) { notice { id readAt } unreadCount userErrors { __typename code path ... on NotFound { id } } }
}`;
const mark = async (noticeId: string | undefined, who: Pick<Shopper, 'ask'> = shopper) =>
  at(await who.ask(document, { input: { noticeId } }), 'noticeMarkRead');

const [first, later] = ['2026-11-22T04:00:00.000Z', '2026-11-22T05:00:00.000Z'];
const anHour = 3_600_000;

describe('a notice', () => {
  it('is unread until it or a newer one is marked, and keeps the moment of the first time', async () => {
    const [a, b, c] = await told(3);
    expect(await list()).toEqual({ unreadCount: 3, readAt: [null, null, null] });
    expect(await mark(b)).toEqual({ notice: { id: b, readAt: first }, unreadCount: 1, userErrors: [] });
    expect(await list()).toEqual({ unreadCount: 1, readAt: [first, first, null] });
    mall.server.clock.forward(anHour);
    for (const id of [b, a, b]) {
      expect(await mark(id)).toEqual({ notice: { id, readAt: first }, unreadCount: 1, userErrors: [] });
    }
    expect(await mark(c)).toEqual({ notice: { id: c, readAt: later }, unreadCount: 0, userErrors: [] });
    expect(await list()).toEqual({ unreadCount: 0, readAt: [first, first, later] });
  });

  it('that is noted when a newer one is read already stays unread', async () => {
    noted += 1;
    const behind = noted;
    const [newer] = await told(1);
    await mark(newer);
    noted = behind - 1;
    await told(1);
    noted += 1;
    expect(await list()).toEqual({ unreadCount: 1, readAt: [null, first] });
  });

  it('is counted up to a hundred', async () => {
    const ids = await told(102);
    expect((await list()).unreadCount).toBe(100);
    expect(await mark(ids[0])).toMatchObject({ unreadCount: 100 });
    expect(await mark(ids[2])).toMatchObject({ unreadCount: 99 });
  });

  it('is marked by many at once as by one', async () => {
    const ids = await told(50);
    await Promise.all(ids.map((id) => mark(id)));
    expect((await list()).readAt).toEqual(ids.map(() => first));
  });

  it('of somebody else is not found and stays as it is, and neither is what is no notice', async () => {
    const [id] = await told(1);
    const stranger = await mall.shopper();
    for (const unknown of [id, 'notice_nothing', stranger.id]) {
      expect(await mark(unknown, stranger)).toEqual({
        notice: null,
        unreadCount: null,
        userErrors: [{ __typename: 'NotFound', code: 'NOT_FOUND', path: ['noticeId'], id: unknown }],
      });
    }
    expect(await list()).toEqual({ unreadCount: 1, readAt: [null] });
  });

  it('is marked by nobody who is not signed in', async () => {
    const [noticeId] = await told(1);
    const answer = await mall.server.storefront(document, { input: { noticeId } });
    expect(answer.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(await list()).toMatchObject({ unreadCount: 1 });
  });
});

it('operators see what a member has read', async () => {
  const [id] = await told(2);
  await mark(id);
  const answer = await mall.server.admin(
    'query ($id: ID!) { member(id: $id) { notices { nodes { readAt } unreadCount } } }',
    { id: shopper.id },
  );
  expect(at(answer, 'member', 'notices')).toEqual({
    nodes: [{ readAt: null }, { readAt: first }],
    unreadCount: 1,
  });
});

it('a page marks what it has shown through the SDK', async () => {
  await told(3);
  const page = createMall({
    endpoint: mall.server.origin,
    publishableKey: 'pk_demo',
    getMemberToken: () => shopper.token(),
  });
  const notices = await page.notices();
  expect(notices?.unreadCount).toBe(3);
  expect(await page.markNoticesRead({ noticeId: notices?.nodes[1]?.id ?? '' })).toBe(1);
  expect((await page.notices())?.nodes.map(({ readAt }) => readAt)).toEqual([null, first, first]);
  const refused = page.markNoticesRead({ noticeId: 'notice_nothing' });
  await expect(refused).rejects.toSatisfy(
    (error) => error instanceof RefusedError && error.code === 'NOT_FOUND',
  );
  page.close();
});
