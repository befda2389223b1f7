import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Shopper } from './mall-stage.js';
import { purchasesOf, yuan } from './purchases.js';
import { mall, shareMall } from './shared-mall.js';
import { type Answer, at } from './start-server.js';

shareMall();
let shopper: Shopper;
const { record, refund } = purchasesOf(
  () => mall,
  () => shopper,
);

const dayMs = 86_400_000;
const ask = (args: string, fields = 'orderId') =>
  mall.server.admin(`{ purchases${args} { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`);
const ordersIn = (answer: Answer) =>
  z
    .array(z.object({ orderId: z.string() }))
    .parse(at(answer, 'purchases', 'nodes'))
    .map(({ orderId }) => orderId);
const listed = async (args: string) => ordersIn(await ask(args));

/** Records an order of the shopper, and lets a day go by. */
async function ordered(more: object = {}): Promise<string> {
  const orderId = mall.name();
  expect((await record(orderId, more)).userErrors).toEqual([]);
  mall.server.clock.forward(dayMs);
  return orderId;
}

describe('a brand reads the purchases it recorded', () => {
  it('the last first, page by page, each as it is now and with whose it is', async () => {
    shopper = await mall.shopper(0);
    const first = await ordered();
    const recordedAt = mall.server.clock.now().toISOString();
    // Paid long before the first: the list is in the order of recording.
    const paid = { purchasedAt: '2026-01-02T03:04:05.000Z', total: yuan('50.00') };
    const second = await ordered(paid);
    await refund(second, '20.00');
    const { id } = shopper;
    shopper = await mall.shopper(0);
    const third = await ordered();
    const fields = 'orderId points refundedPoints purchasedAt recordedAt member { id }';
    const page = await ask('(first: 2)', fields);
    expect(at(page, 'purchases')).toMatchObject({
      nodes: [
        { orderId: third, member: { id: shopper.id } },
        {
          orderId: second,
          points: 50,
          refundedPoints: 20,
          purchasedAt: paid.purchasedAt,
          recordedAt,
          member: { id },
        },
      ],
      pageInfo: { hasNextPage: true },
    });
    const after = JSON.stringify(at(page, 'purchases', 'pageInfo', 'endCursor'));
    const next = await ask(`(first: 2, after: ${after})`);
    expect(ordersIn(next)).toEqual([first]);
    expect(at(next, 'purchases', 'pageInfo', 'hasNextPage')).toBe(false);
  });

  it('of one customer, by either id', async () => {
    shopper = await mall.shopper(0);
    const mine = [await ordered(), await ordered()].toReversed();
    const { id, customerId } = shopper;
    shopper = await mall.shopper(0);
    await ordered();
    expect(await listed(`(memberId: "${id}")`)).toEqual(mine);
    expect(await listed(`(customerId: "${customerId}")`)).toEqual(mine);
    expect(await listed(`(memberId: "${id}", first: 1)`)).toEqual(mine.slice(0, 1));
  });

  it('of a time, its first moment included and its end not, so that days add up to the whole', async () => {
    shopper = await mall.shopper(0);
    const starts = Array.from({ length: 4 }, (_, n) =>
      new Date(mall.server.clock.now().getTime() + n * dayMs).toISOString(),
    );
    const [one, two, three] = [await ordered(), await ordered(), await ordered()];
    const between = (from: number, until: number) => `from: "${starts[from]}", until: "${starts[until]}"`;
    for (const whose of ['', `, memberId: "${shopper.id}"`]) {
      expect(await listed(`(${between(0, 3)}${whose})`)).toEqual([three, two, one]);
      expect(await listed(`(${between(0, 1)}${whose})`)).toEqual([one]);
      expect(await listed(`(${between(1, 2)}${whose})`)).toEqual([two]);
      expect(await listed(`(from: "${starts[1]}"${whose})`)).toEqual([three, two]);
      expect(await listed(`(until: "${starts[0]}", memberId: "${shopper.id}")`)).toEqual([]);
      const page = await ask(`(${between(0, 2)}, first: 1${whose})`);
      const after = JSON.stringify(at(page, 'purchases', 'pageInfo', 'endCursor'));
      expect(await listed(`(${between(0, 2)}, after: ${after}${whose})`)).toEqual([one]);
    }
  });

  it('not at all where there is no such customer', async () => {
    for (const args of ['memberId: "x"', 'customerId: "nobody"', 'customerId: ""', 'customerId: "\\u0000"']) {
      expect([args, await listed(`(${args})`)]).toEqual([args, []]);
    }
  });

  it('of any moments there are', async () => {
    const [everything, nothing] = [await listed('(first: 100)'), []];
    const year = (n: string) => `"${n}-01-01T00:00:00Z"`;
    expect(await listed(`(first: 100, from: ${year('0001')}, until: ${year('9999')})`)).toEqual(everything);
    expect(await listed(`(until: ${year('0001')})`)).toEqual(nothing);
    expect(await listed(`(from: ${year('9999')})`)).toEqual(nothing);
  });

  it.each([
    ['memberId: "x", customerId: "x"', 'Give either memberId or customerId, not both.'],
    ['from: "2026-11-22T00:00:00Z", until: "2026-11-22T00:00:00Z"', 'until must be later than from.'],
    ['first: 101', 'first must be from 1 to 100.'],
    ['after: "x"', 'The cursor does not belong to this list.'],
  ])('never by %s', async (args, message) => {
    const answer = await ask(`(${args})`);
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
