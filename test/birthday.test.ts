import { beforeEach, describe, expect, it } from 'vitest';
import { setBirthday, usageOf } from './benefit-stage.js';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { buy } from './tier-stage.js';

shareMall();

let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-20T04:00:00Z');
  shopper = await mall.shopper();
});

const gold = () => buy(mall, shopper, '10000.00');

/** Points the job gives when it runs at a moment. */
async function givenAt(moment: string): Promise<number> {
  const before = (await shopper.balance()).available;
  mall.server.clock.set(moment);
  await mall.server.runJob('tier-birthdays');
  return (await shopper.balance()).available - before;
}

describe('a birthday gift', () => {
  it('comes on the day as it is in the mall, once, with an expiry, a notice and a line in the statement', async () => {
    await gold();
    expect(await setBirthday(mall, shopper, 11, 23)).toEqual({
      member: { birthday: { month: 11, day: 23 } },
      userErrors: [],
    });
    expect(await givenAt('2026-11-22T15:59:59Z')).toBe(0);
    expect(await givenAt('2026-11-22T16:00:00Z')).toBe(300);
    expect(await givenAt('2026-11-23T15:59:00Z')).toBe(0);
    const answer = await shopper.ask(`{ me {
      statement(first: 1) { nodes { amount reason description } } notices(first: 1) { nodes { kind message } }
    } }`);
    expect(at(answer, 'me')).toEqual({
      statement: { nodes: [{ amount: 300, reason: 'BIRTHDAY', description: '生日礼：金卡' }] },
      notices: { nodes: [{ kind: 'BIRTHDAY_GIFT', message: '生日快乐！金卡生日礼 300 积分已到账。' }] },
    });
    expect((await shopper.lots()).map(({ expires_at: until }) => until.toISOString())).toContain(
      '2027-11-23T16:00:00.000Z',
    );
    expect(await usageOf(shopper)).toEqual([{ benefit: 'BIRTHDAY_GIFT', uses: 1, points: 300 }]);
  });

  it.each([
    [21, 300],
    [20, 0],
  ])('is made up for during seven days: that of the %i. gives %i points on the 28.', async (day, points) => {
    await gold();
    await setBirthday(mall, shopper, 11, day);
    expect(await givenAt('2026-11-28T15:00:00Z')).toBe(points);
  });

  it('that is made up for is that of the tier of the day, though the tier has ended since', async () => {
    await gold();
    await setBirthday(mall, shopper, 11, 19);
    await givenAt('2027-11-21T04:00:00Z');
    expect(await usageOf(shopper)).toContainEqual({ benefit: 'BIRTHDAY_GIFT', uses: 1, points: 300 });
  });

  it('is not given to who has no tier that day, also when they rise on the next', async () => {
    await setBirthday(mall, shopper, 11, 22);
    expect(await givenAt('2026-11-22T04:00:00Z')).toBe(0);
    mall.server.clock.set('2026-11-23T04:00:00Z');
    await gold();
    expect(await givenAt('2026-11-23T05:00:00Z')).toBe(0);
    expect(await usageOf(shopper)).toEqual([]);
  });

  it('does not come twice a year by moving the birthday, and comes again in the next year', async () => {
    await gold();
    await setBirthday(mall, shopper, 11, 22);
    expect(await givenAt('2026-11-22T04:00:00Z')).toBe(300);
    await setBirthday(mall, shopper, 12, 24);
    expect(await givenAt('2026-12-24T04:00:00Z')).toBe(0);
    await setBirthday(mall, shopper, 1, 2);
    expect(await givenAt('2027-01-02T04:00:00Z')).toBe(0);
    await setBirthday(mall, shopper, 11, 1);
    expect(await givenAt('2027-11-01T04:00:00Z')).toBe(300);
    // And it is the last one that counts, however many there were.
    await gold();
    await setBirthday(mall, shopper, 1, 2);
    await givenAt('2028-01-02T04:00:00Z');
    expect(await usageOf(shopper)).toEqual([]);
  });

  it('of 29 February comes on 28 February in a common year', async () => {
    await gold();
    await setBirthday(mall, shopper, 2, 29);
    expect(await givenAt('2027-02-27T04:00:00Z')).toBe(0);
    expect(await givenAt('2027-02-28T04:00:00Z')).toBe(300);
    expect(await givenAt('2027-03-01T04:00:00Z')).toBe(0);
  });

  it('repays what the member owes first', async () => {
    await gold();
    // Gold pays 3 % less: 10,050.
    const reward = await mall.reward({ points: 10_360 });
    const orderId = await buy(mall, shopper, '100.00');
    await shopper.redeemed(reward.variantId);
    await mall.server.admin(
      'mutation ($input: PurchaseRefundInput!) { purchaseRefund(input: $input) { userErrors { code } } }',
      { input: { orderId, idempotencyKey: mall.name() } },
    );
    expect(await shopper.balance()).toMatchObject({ available: 0, owed: 50 });
    await setBirthday(mall, shopper, 11, 22);
    expect(await givenAt('2026-11-22T04:00:00Z')).toBe(250);
    expect(await usageOf(shopper)).toContainEqual({ benefit: 'BIRTHDAY_GIFT', uses: 1, points: 300 });
  });
});

describe('a birthday', () => {
  it('is a day of the calendar', async () => {
    const refused = { member: null, userErrors: [{ code: 'INVALID_INPUT', path: ['birthday'] }] };
    expect(await setBirthday(mall, shopper, 2, 30)).toEqual(refused);
    expect(await setBirthday(mall, shopper, 13, 1)).toEqual(refused);
    expect(await setBirthday(mall, shopper, 0, 0)).toEqual(refused);
  });

  it('stays when the member signs in without one, under another name', async () => {
    await setBirthday(mall, shopper, 5, 4);
    await mall.server.admin(
      'mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) { token } }',
      { input: { customerId: shopper.customerId, displayName: '小满' } },
    );
    const answer = await shopper.ask('{ me { displayName birthday { month day } } }');
    expect(at(answer, 'me')).toEqual({ displayName: '小满', birthday: { month: 5, day: 4 } });
  });
});
