import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { closing } from '../server/src/live/close-codes.js';
import { LiveStage, variantGid, type Brand } from './live-stage.js';
import { SocketClient } from './socket-client.js';

let stage: LiveStage;
let brand: Brand;

beforeAll(async () => {
  stage = await LiveStage.open();
  brand = await stage.brand('stalled');
});
afterAll(() => stage.close());

const stockShape = z.object({ stock: z.object({ available: z.number() }) });
/** A subscription whose frames are some 50 KB each. */
const wide = `subscription ($ids: [ID!]!) { stock(variantIds: $ids) { available ${Array.from(
  { length: 300 },
  (_, index) => `v${'_'.repeat(150)}${index}: variantId`,
).join(' ')} } }`;
const bounds = { highWaterBytes: 200_000, lowWaterBytes: 50_000, cutOffBytes: 1_000_000 };

describe('a subscriber that stops reading', () => {
  it('costs a bounded amount of memory however long it goes on, and is closed, while another gets every state', async () => {
    const server = await stage.server({ ...bounds, sweepsPerBeat: 1_000_000 });
    const variants = [await stage.variant(brand, 1_000_000), await stage.variant(brand, 1_000_000)];
    const ids = variants.map(variantGid);
    const [variant = ''] = variants;
    const [stalled, well] = await Promise.all(
      [1, 2].map(() => SocketClient.accepted(server.url, { key: brand.publishable })),
    );
    if (stalled === undefined || well === undefined) throw new Error('Two were asked for.');
    stalled.subscribe(wide, { ids });
    const id = well.subscribe(wide, { ids: ids.slice(0, 1) });
    const seen = () => well.data(id, stockShape).map(({ stock }) => stock.available);
    await vi.waitFor(() => expect([seen().length, stalled.messages.length]).toEqual([1, 3]));
    const frameBytes = 300 * (150 + 40) * 1.5;

    stalled.pause();
    let left = 1_000_000;
    let held = 0;
    const sellAndSee = async () => {
      await stage.sell(variant, server);
      left -= 1;
      await vi.waitFor(() => expect(seen().at(-1)).toBe(left), { interval: 1 });
      held = Math.max(held, server.live.server.heldBytes);
    };
    // What the kernel takes for a reader that is away comes first, and is megabytes.
    while (server.live.server.blocked === 0) await sellAndSee();
    // Once blocked, it costs what it has and the newest state of each thing it watches, however many follow.
    const blockedAfter = 1_000_000 - left;
    for (let state = 0; state < blockedAfter; state += 1) await sellAndSee();
    expect(held).toBeLessThan(bounds.highWaterBytes + 4 * frameBytes);
    expect(held).toBeGreaterThan(bounds.highWaterBytes);
    // The other one saw each of them, one by one.
    expect(seen()).toEqual(Array.from({ length: 1_000_001 - left }, (_, at) => 1_000_000 - at));

    // Whoever is cut off is gone by the time the other one has seen the next state.
    const sizeAfter = async (ms: number) => {
      stage.clock.forward(ms);
      server.live.server.sweep();
      await sellAndSee();
      return server.live.server.size;
    };
    // After ten seconds it is asked to go, and after ten more, in which it does not even answer that, it is cut off.
    expect(await sizeAfter(9_900)).toBe(2);
    expect(await sizeAfter(101)).toBe(2);
    expect(await sizeAfter(9_900)).toBe(2);
    stage.clock.forward(101);
    server.live.server.sweep();
    await vi.waitFor(() => expect(server.live.server.size).toBe(1));
    expect(server.live.server.heldBytes).toBeLessThan(frameBytes);
    await sellAndSee();
    expect(well.closed).toBeNull();
    await well.close();
  }, 60_000);

  it('learns why it was closed when it reads again', async () => {
    const server = await stage.server({ ...bounds, sweepsPerBeat: 1_000_000 });
    const variant = await stage.variant(brand, 1_000_000);
    const client = await SocketClient.accepted(server.url, { key: brand.publishable });
    client.subscribe(wide, { ids: [variantGid(variant)] });
    client.pause();
    while (server.live.server.blocked === 0) {
      const before = server.executions;
      await stage.sell(variant, server);
      await vi.waitFor(() => expect(server.executions).toBeGreaterThan(before), { interval: 1 });
    }
    stage.clock.forward(10_001);
    server.live.server.sweep();
    client.resume();
    await vi.waitFor(() => expect(client.closed).toEqual(closing.tooSlow));
  }, 60_000);

  it('is cut off when it goes on asking without reading the answers', async () => {
    const server = await stage.server({
      ...bounds,
      sweepsPerBeat: 1_000_000,
      subscriptionsPerSocket: 100_000,
    });
    const client = await SocketClient.accepted(server.url, { key: brand.publishable });
    client.pause();
    let most = 0;
    // Each is answered with an error that repeats some of what was asked.
    const tooLong = `subscription { ${'x'.repeat(60_000)} }`;
    await vi.waitFor(
      () => {
        for (let asked = 0; asked < 20; asked += 1) client.subscribe(tooLong);
        most = Math.max(most, server.live.server.heldBytes);
        expect(server.live.server.size).toBe(0);
      },
      { timeout: 50_000, interval: 5 },
    );
    expect(most).toBeLessThan(2 * bounds.cutOffBytes);
  }, 60_000);
});

describe('sockets', () => {
  it('beyond what a process carries are told to come back later, and the others stay', async () => {
    const small = await stage.server({ sockets: 2 });
    const open = await Promise.all(
      [1, 2].map(() => SocketClient.accepted(small.url, { key: brand.publishable })),
    );
    await expect(SocketClient.open(small.url, { key: brand.publishable })).rejects.toThrow(/503/);
    await open[0]?.close();
    await vi.waitFor(() => expect(small.live.server.size).toBe(1));
    const third = await SocketClient.accepted(small.url, { key: brand.publishable });
    expect(open[1]?.closed).toBeNull();
    await Promise.all([third.close(), open[1]?.close()]);
  });
});
