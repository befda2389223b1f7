import { describe, expect, test } from 'vitest';
import type { Books } from '../server/src/platform/group-commit/command.js';
import { purgeIdempotencyKeys } from '../server/src/platform/group-commit/idempotency.jobs.js';
import { Overloaded } from '../server/src/platform/overloaded.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { StockBook } from '../server/src/stock/stock.book.js';
import { shareStage, stage } from './shared-stage.js';
import { openStage } from './write-path-stage.js';

shareStage({ workers: 4 });

const codes = (outcome: object) =>
  'refused' in outcome && Array.isArray(outcome.refused)
    ? outcome.refused.map((r: { code: string }) => r.code)
    : [];

describe('many members at once', () => {
  test('the last unit wanted by 200 members goes to exactly one', async () => {
    const variantId = await stage.variant({ points: 10, onHand: 1 });
    const members = await stage.members(200, 50);
    const outcomes = await Promise.all(
      members.map((member) => stage.groups.submit(redeem(stage.redeem(member, variantId)))),
    );
    expect(outcomes.filter((outcome) => 'exchangeId' in outcome)).toHaveLength(1);
    expect(outcomes.flatMap(codes)).toEqual(Array.from({ length: 199 }, () => 'OUT_OF_STOCK'));
    const [{ on_hand } = { on_hand: null }] = await stage.database.query<{ on_hand: number | null }>(
      'SELECT on_hand FROM stock WHERE variant_id = $1',
      [variantId],
    );
    expect(on_hand).toBe(0);
  });

  test('the same key sent 50 times at once makes one exchange and gives one answer', async () => {
    const variantId = await stage.variant({ points: 10 });
    const member = await stage.member(1_000);
    const input = stage.redeem(member, variantId);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => stage.groups.submit(redeem(input))));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toHaveProperty('exchangeId');
    const made = await stage.database.query('SELECT id FROM exchange WHERE member_id = $1', [member]);
    expect(made).toHaveLength(1);
  });

  test('the same key with other input is refused', async () => {
    const variantId = await stage.variant({ points: 10 });
    const member = await stage.member(1_000);
    const input = stage.redeem(member, variantId);
    await stage.groups.submit(redeem(input));
    const other = { ...input, lines: [{ variantId, quantity: 2, pricePlanId: null }] };
    expect(codes(await stage.groups.submit(redeem(other)))).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  test('the same key of two members at once is a key of each', async () => {
    const variantId = await stage.variant({ points: 10 });
    const members = [await stage.member(10), await stage.member(10)];
    const inputs = members.map((member) => stage.redeem(member, variantId));
    for (const input of inputs) input.idempotencyKey = 'the same key';
    const outcomes = await Promise.all(inputs.map((input) => stage.groups.submit(redeem(input))));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(2);
    expect(outcomes.flatMap(codes)).toEqual([]);
    // And again, from what is stored.
    expect(await Promise.all(inputs.map((input) => stage.groups.submit(redeem(input))))).toEqual(outcomes);
  });

  test('an answer is repeated for 90 days, then its key is forgotten', async () => {
    const variantId = await stage.variant({ points: 1 });
    const input = stage.redeem(await stage.member(10), variantId);
    const first = await stage.groups.submit(redeem(input));
    const kept = async () => {
      await purgeIdempotencyKeys(stage);
      return stage.database.query('SELECT 1 FROM idempotency_key WHERE key = $1', [input.idempotencyKey]);
    };
    stage.clock.forward(90 * 86_400_000);
    expect(await kept()).toHaveLength(1);
    expect(await stage.groups.submit(redeem(input))).toEqual(first);
    stage.clock.forward(1);
    expect(await kept()).toHaveLength(0);
  });

  test('one member firing 20 exchanges at once with points for 7 gets 7 and never goes below zero', async () => {
    const variantId = await stage.variant({ points: 100 });
    const member = await stage.member(799);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => stage.groups.submit(redeem(stage.redeem(member, variantId)))),
    );
    expect(outcomes.filter((outcome) => 'exchangeId' in outcome)).toHaveLength(7);
    expect(outcomes.flatMap(codes)).toEqual(Array.from({ length: 13 }, () => 'INSUFFICIENT_POINTS'));
  });

  test('one member asking two processes for different rewards never holds more than there is', async () => {
    const others = stage.otherGroups();
    const variants = await Promise.all(
      Array.from({ length: 10 }, () => stage.variant({ points: 10, cashMinor: 100 })),
    );
    for (let round = 0; round < 5; round += 1) {
      const member = await stage.member(45);
      const outcomes = await Promise.all(
        variants.map((variantId, at) =>
          (at % 2 === 0 ? stage.groups : others).submit(redeem(stage.redeem(member, variantId))),
        ),
      );
      expect(outcomes.filter((outcome) => 'exchangeId' in outcome)).toHaveLength(4);
    }
  });

  test('a personal limit holds when one member asks many times at once', async () => {
    const variantId = await stage.variant({ points: 1, limit: { quantity: 3, period: 'month' } });
    const member = await stage.member(100);
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => stage.groups.submit(redeem(stage.redeem(member, variantId)))),
    );
    expect(outcomes.filter((outcome) => 'exchangeId' in outcome)).toHaveLength(3);
    expect(new Set(outcomes.flatMap(codes))).toEqual(new Set(['LIMIT_REACHED']));
  });

  test('carts over the same variants in any order never lock each other out', async () => {
    const variants = await Promise.all(
      Array.from({ length: 8 }, () => stage.variant({ points: 1, onHand: 40 })),
    );
    const members = await stage.members(60, 100);
    const outcomes = await Promise.all(
      members.map((member, at) => {
        const rotated = [...variants.slice(at % 8), ...variants.slice(0, at % 8)];
        const lines = (at % 2 === 0 ? rotated : rotated.toReversed()).map((variantId) => ({
          variantId,
          quantity: 1,
          pricePlanId: null,
        }));
        return stage.groups.submit(redeem(stage.redeem(member, '', { lines })));
      }),
    );
    expect(outcomes.filter((outcome) => 'exchangeId' in outcome)).toHaveLength(40);
  });
});

describe('a group', () => {
  test('keeps its other commands when one fails', async () => {
    const variantId = await stage.variant({ points: 1 });
    const members = await stage.members(5, 10);
    const broken = {
      name: 'broken',
      programId: stage.programId,
      idempotency: null,
      prepare: () => {},
      decide: () => {
        throw new Error('a bug');
      },
    };
    const [failed, ...outcomes] = await Promise.allSettled([
      stage.groups.submit(broken),
      ...members.map((member) => stage.groups.submit(redeem(stage.redeem(member, variantId)))),
    ]);
    expect(failed?.status).toBe('rejected');
    expect(outcomes.map((outcome) => outcome.status)).toEqual(Array.from({ length: 5 }, () => 'fulfilled'));
  });

  test('keeps its other commands when one cannot be stored', async () => {
    const variantId = await stage.variant({ points: 1 });
    const members = await stage.members(5, 10);
    const sold = await stage.variant({ onHand: 0 });
    const impossible = {
      name: 'impossible',
      programId: stage.programId,
      idempotency: null,
      prepare: (books: Books) => books.book(StockBook).need(sold),
      decide: (books: Books) => {
        // The last line is the database's: it refuses stock below nothing.
        books.book(StockBook).set(sold, { onHand: -1, batch: null });
        return {};
      },
    };
    const [failed, ...outcomes] = await Promise.allSettled([
      stage.groups.submit(impossible),
      ...members.map((member) => stage.groups.submit(redeem(stage.redeem(member, variantId)))),
    ]);
    expect(failed?.status).toBe('rejected');
    expect(outcomes.map((outcome) => outcome.status)).toEqual(Array.from({ length: 5 }, () => 'fulfilled'));
  });
});

describe('a full queue', () => {
  test('answers OVERLOADED at once, with a hint when to come back', async () => {
    const small = await openStage({ workers: 1, maxGroup: 1, maxQueue: 3 });
    try {
      const variantId = await small.variant({ points: 1 });
      const member = await small.member(100);
      const submitted = Array.from({ length: 10 }, () =>
        small.groups.submit(redeem(small.redeem(member, variantId))),
      );
      const outcomes = await Promise.allSettled(submitted);
      const refused = outcomes.flatMap((outcome): unknown[] =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      );
      expect(refused.length).toBeGreaterThan(0);
      for (const reason of refused) {
        expect(reason).toBeInstanceOf(Overloaded);
        expect(reason instanceof Overloaded && reason.retryAfterMs).toBeGreaterThan(0);
      }
      // Nobody who was let in was forgotten.
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(10 - refused.length);
    } finally {
      await small.close();
    }
  });
});
