import { z } from 'zod';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-22T04:00:00Z');
  shopper = await mall.shopper();
});

const outcomeShape = z.object({
  checkIn: z.object({ day: z.string(), streak: z.number(), points: z.number() }).nullable(),
  userErrors: z.array(z.looseObject({ code: z.string() })),
});

async function checkIn(idempotencyKey = mall.name()): Promise<z.infer<typeof outcomeShape>> {
  const answer = await shopper.ask(
    `mutation ($input: CheckInInput!) {
      checkIn(input: $input) { checkIn { day streak points } userErrors { code ... on AlreadyCheckedIn { nextAt } } }
    }`,
    { input: { idempotencyKey } },
  );
  return outcomeShape.parse(at(answer, 'checkIn'));
}

const state = async () =>
  at(await shopper.ask('{ me { checkIn { checkedInToday streak nextPoints } } }'), 'me', 'checkIn');
const nextDay = () => mall.server.clock.forward(86_400_000);

describe('checking in', () => {
  it('climbs the ladder over thirty days and starts again', async () => {
    const points: number[] = [];
    for (let day = 1; day <= 31; day += 1) {
      const { checkIn: made } = await checkIn();
      expect(made?.streak).toBe(day);
      points.push(made?.points ?? 0);
      nextDay();
    }
    const expected = Array.from({ length: 31 }, (_, at) => (at === 6 ? 50 : at === 29 ? 500 : 5));
    expect(points).toEqual(expected);
    expect((await shopper.balance()).available).toBe(29 * 5 + 50 + 500);
  });

  it('twice a day is refused, and told from when it is possible again', async () => {
    expect(await checkIn()).toMatchObject({ checkIn: { day: '2026-11-22', streak: 1, points: 5 } });
    expect(await checkIn()).toEqual({
      checkIn: null,
      userErrors: [{ code: 'ALREADY_CHECKED_IN', nextAt: '2026-11-22T16:00:00.000Z' }],
    });
    mall.server.clock.set('2026-11-22T15:59:59.999Z');
    expect((await checkIn()).checkIn).toBeNull();
    mall.server.clock.set('2026-11-22T16:00:00Z');
    expect((await checkIn()).checkIn).toEqual({ day: '2026-11-23', streak: 2, points: 5 });
  });

  it('many times at once counts once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => checkIn()));
    expect(outcomes.filter((outcome) => outcome.checkIn !== null)).toHaveLength(1);
    expect((await shopper.balance()).available).toBe(5);
  });

  it('again under the same key gives the first answer, the next day too', async () => {
    const key = mall.name();
    const first = await checkIn(key);
    expect(await checkIn(key)).toEqual(first);
    nextDay();
    expect(await checkIn(key)).toEqual(first);
    expect((await checkIn()).checkIn?.streak).toBe(2);
  });

  it('after a missed day begins again at one', async () => {
    await checkIn();
    nextDay();
    await checkIn();
    nextDay();
    expect(await state()).toEqual({ checkedInToday: false, streak: 2, nextPoints: 5 });
    nextDay();
    expect(await state()).toEqual({ checkedInToday: false, streak: 0, nextPoints: 5 });
    expect((await checkIn()).checkIn).toMatchObject({ streak: 1, points: 5 });
    expect(await state()).toEqual({ checkedInToday: true, streak: 1, nextPoints: 5 });
  });

  it('needs a member', async () => {
    const answer = await mall.server.storefront(
      'mutation { checkIn(input: {idempotencyKey: "k"}) { checkIn { day } userErrors { code } } }',
    );
    expect(answer.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });
});
