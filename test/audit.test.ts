import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mall, shareMall } from './shared-mall.js';
import { type Answer, at } from './start-server.js';

shareMall();

const minuteMs = 60_000;
const ask = (args: string) =>
  mall.server.admin(`{ audit${args} { nodes { action actor subject } pageInfo { hasNextPage endCursor } } }`);
const entry = z.object({ action: z.string(), actor: z.string(), subject: z.string() });
const entriesOf = (answer: Answer) => z.array(entry).parse(at(answer, 'audit', 'nodes'));
const listed = async (args: string) => entriesOf(await ask(args));

/** Stock of a new reward is counted in, and again a minute later. */
async function counted(): Promise<{ variantId: string; began: Date }> {
  const { variantId } = await mall.reward({ onHand: 5 });
  mall.server.clock.forward(minuteMs);
  const began = mall.server.clock.now();
  for (let n = 0; n < 2; n += 1) {
    const input = { variantId, change: 1, idempotencyKey: mall.name() };
    await mall.server.admin(
      'mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { userErrors { code } } }',
      { input },
    );
    mall.server.clock.forward(minuteMs);
  }
  return { variantId, began };
}

const later = (began: Date, minutes: number) => new Date(began.getTime() + minutes * minuteMs).toISOString();

describe('operators read in the trail', () => {
  it('what was done to one thing, page by page', async () => {
    const { variantId } = await counted();
    const both = [0, 1].map(() => ({ action: 'stockAdjust', subject: variantId }));
    expect(await listed(`(subject: "${variantId}")`)).toMatchObject(both);
    const page = await ask(`(first: 1, subject: "${variantId}")`);
    expect(entriesOf(page)).toMatchObject(both.slice(0, 1));
    const after = JSON.stringify(at(page, 'audit', 'pageInfo', 'endCursor'));
    const next = await ask(`(first: 1, subject: "${variantId}", after: ${after})`);
    expect(entriesOf(next)).toMatchObject(both.slice(1));
    expect(at(next, 'audit', 'pageInfo', 'hasNextPage')).toBe(false);
  });

  it('what was done in one way, and who did what', async () => {
    await counted();
    const all = await listed('(first: 100)');
    const did = (key: keyof z.infer<typeof entry>, text: string) => all.filter((one) => one[key] === text);
    const adjusted = did('action', 'stockAdjust');
    expect(adjusted.length).toBeGreaterThanOrEqual(2);
    expect(adjusted.length).toBeLessThan(all.length);
    expect(await listed('(first: 100, action: "stockAdjust")')).toEqual(adjusted);
    for (const actor of new Set(all.map((one) => one.actor))) {
      expect(await listed(`(first: 100, actor: "${actor}")`)).toEqual(did('actor', actor));
    }
  });

  it('what was done in a time, its first moment included and its end not', async () => {
    const { variantId: subject, began } = await counted();
    const between = (from: number, until: number) =>
      `(subject: "${subject}", from: "${later(began, from)}", until: "${later(began, until)}")`;
    expect(await listed(between(0, 2))).toHaveLength(2);
    expect(await listed(between(0, 1))).toHaveLength(1);
    expect(await listed(between(1, 2))).toHaveLength(1);
    expect(await listed(between(2, 3))).toEqual([]);
    const whole = await listed(`(from: "${later(began, 0)}", until: "${later(began, 2)}")`);
    expect(whole.map((one) => one.subject)).toEqual([subject, subject]);
  });

  it('nothing of what nobody did or has', async () => {
    for (const args of ['actor: "nobody"', 'action: ""', 'subject: "\\u0000"']) {
      expect([args, await listed(`(${args})`)]).toEqual([args, []]);
    }
  });

  it.each([
    ['actor: "a", action: "b"', 'Give one of actor, action and subject.'],
    ['from: "2026-11-22T00:00:01Z", until: "2026-11-22T00:00:00Z"', 'until must be later than from.'],
  ])('never by %s', async (args, message) => {
    const answer = await ask(`(${args})`);
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
