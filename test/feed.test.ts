import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sequence } from '../server/src/platform/outbox/sequencer.js';
import { purgeOutbox, purgeStockFeed } from '../server/src/platform/outbox/retention.js';
import { batches, events, follow, fromNowOn, left, partner } from './feed-stage.js';
import { holdTransaction, LiveStage, variantGid, type StageServer } from './live-stage.js';
import { SocketClient } from './socket-client.js';

let stage: LiveStage;
let server: StageServer;

beforeAll(async () => {
  stage = await LiveStage.open();
  server = await stage.server();
});

afterAll(async () => {
  await stage.close();
});

describe('following the stock feed', () => {
  it('says where it stands, then tells every change in order', async () => {
    const brand = await stage.brand('feed-order');
    const variant = await stage.variant(brand, 5);
    const client = await partner(brand, server);
    const { id } = await fromNowOn(client);
    expect(events(client, id)).toEqual([]);
    await stage.sellMany(3, variant, server);
    await vi.waitFor(() => expect(left(client, id)).toEqual([4, 3, 2]));
    expect(events(client, id).every((event) => event.variantId === variantGid(variant))).toBe(true);
    await client.close();
  });

  it('resumes behind any event or batch, with neither gap nor duplicate', async () => {
    const brand = await stage.brand('feed-resume');
    const variant = await stage.variant(brand, 10);
    const first = await partner(brand, server);
    const { id, cursor } = await fromNowOn(first);
    await stage.sellMany(3, variant, server);
    await vi.waitFor(() => expect(left(first, id)).toEqual([9, 8, 7]));
    const second = events(first, id)[1]?.cursor;
    await first.close();
    await stage.sellMany(2, variant, server);
    const again = await partner(brand, server);
    const [fromEvent, fromStart] = [second, cursor].map((after) => again.subscribe(follow, { after }));
    await vi.waitFor(() => expect(left(again, fromEvent ?? '')).toEqual([7, 6, 5]));
    await vi.waitFor(() => expect(left(again, fromStart ?? '')).toEqual([9, 8, 7, 6, 5]));
    await again.close();
  });

  it('hands a long absence over in batches', async () => {
    const brand = await stage.brand('feed-batches');
    const variant = await stage.variant(brand, 500);
    const client = await partner(brand, server);
    const { cursor } = await fromNowOn(client);
    await stage.database.transaction(async (transaction) => {
      for (let sale = 0; sale < 120; sale += 1) await stage.takeOne(transaction, variant);
    });
    await sequence(stage.database);
    const id = client.subscribe(follow, { after: cursor });
    await vi.waitFor(() => expect(events(client, id)).toHaveLength(120));
    expect(batches(client, id).map((batch) => batch.events.length)).toEqual([50, 50, 20]);
    expect(left(client, id)).toEqual(Array.from({ length: 120 }, (_, index) => 499 - index));
    await client.close();
  });

  it('misses nothing and repeats nothing while transactions commit out of the order of their rows', async () => {
    const brand = await stage.brand('feed-concurrent');
    const variants = await Promise.all(Array.from({ length: 8 }, () => stage.variant(brand, 1_000)));
    const client = await partner(brand, server);
    const { id, cursor } = await fromNowOn(client);
    const [early, late] = [await holdTransaction(stage.database), await holdTransaction(stage.database)];
    // The earlier row becomes visible only after later ones have been told.
    await stage.takeOne(early.client, variants[0] ?? '');
    await stage.takeOne(late.client, variants[1] ?? '');
    await late.commit();
    server.live.wake();
    await vi.waitFor(() =>
      expect(events(client, id).map((event) => event.variantId)).toEqual([variantGid(variants[1] ?? '')]),
    );
    const resumed = client.subscribe(follow, { after: batches(client, id).at(-1)?.cursor });
    await early.commit();
    server.live.wake();
    await vi.waitFor(() =>
      expect(events(client, resumed).map((event) => event.variantId)).toEqual([
        variantGid(variants[0] ?? ''),
      ]),
    );

    const salesEach = 25;
    await Promise.all(
      variants.map(async (variant, index) => {
        for (let sale = 0; sale < salesEach; sale += 1) {
          const held = await holdTransaction(stage.database);
          await stage.takeOne(held.client, variant);
          // Uneven work before the commit mixes the order of rows and of commits.
          await held.client.query('SELECT pg_sleep($1)', [((sale * 7 + index * 3) % 5) / 1_000]);
          await held.commit();
          server.live.wake();
        }
      }),
    );
    const expected = 2 + variants.length * salesEach;
    await vi.waitFor(() => expect(events(client, id)).toHaveLength(expected), { timeout: 10_000 });
    const whole = client.subscribe(follow, { after: cursor });
    await vi.waitFor(() => expect(events(client, whole)).toHaveLength(expected));
    expect(events(client, whole)).toEqual(events(client, id));
    for (const [index, variant] of variants.entries()) {
      const versions = events(client, id)
        .filter((event) => event.variantId === variantGid(variant))
        .map((event) => Number(event.version));
      const count = salesEach + (index < 2 ? 1 : 0);
      expect(versions).toEqual(Array.from({ length: count }, (_, step) => step + 2));
    }
    await client.close();
  });

  it('keeps brands apart', async () => {
    const [one, two] = [await stage.brand('feed-one'), await stage.brand('feed-two')];
    const [ofOne, ofTwo] = [await stage.variant(one, 5), await stage.variant(two, 9)];
    const client = await partner(one, server);
    const { id } = await fromNowOn(client);
    await stage.sell(ofTwo, server);
    await stage.sell(ofOne, server);
    await vi.waitFor(() => expect(left(client, id)).toEqual([4]));
    await client.close();
  });

  it('reads nothing ahead for a partner that stops reading, and goes on where it stopped', async () => {
    const brand = await stage.brand('feed-slow');
    const variant = await stage.variant(brand, 100_000);
    const patient = await stage.server({ sweepsPerBeat: 1_000_000 });
    const client = await partner(brand, patient);
    const { id: begun, cursor } = await fromNowOn(client);
    // It would be read beside the one that is counted, and all of its small batches may find room before those.
    client.complete(begun);
    client.pause();
    const before = patient.executions;
    const wide = `subscription ($after: String) { stockFeed(after: $after) { cursor events { cursor variantId available version ${padding(200)} } } }`;
    const id = client.subscribe(wide, { after: cursor });
    await stage.database.transaction(async (transaction) => {
      for (let sale = 0; sale < 2_000; sale += 1) await stage.takeOne(transaction, variant);
    });
    await sequence(stage.database);
    await vi.waitFor(() => expect(patient.executions).toBeGreaterThan(before));
    const stoppedAt = await settled(() => patient.executions - before);
    expect(stoppedAt).toBeLessThan(2_000 / 50);
    client.resume();
    await vi.waitFor(() => expect(events(client, id)).toHaveLength(2_000), { timeout: 20_000 });
    expect(left(client, id)).toEqual(Array.from({ length: 2_000 }, (_, index) => 99_999 - index));
    await client.close();
  });
});

describe('who may follow, and from where', () => {
  it('refuses a publishable key', async () => {
    const brand = await stage.brand('feed-scope');
    const client = await SocketClient.accepted(server.url, { key: brand.publishable });
    const id = client.subscribe(follow);
    await vi.waitFor(() => expect(client.errors(id)).toEqual(['FORBIDDEN']));
    await client.close();
  });

  it('refuses a cursor that is none, and one from a future that never came', async () => {
    const brand = await stage.brand('feed-cursor');
    const client = await partner(brand, server);
    const future = Buffer.from('feed:999999999').toString('base64url');
    const ofAnotherList = Buffer.from(JSON.stringify(['rewards', 1])).toString('base64url');
    const ids = ['nonsense', ofAnotherList, future].map((after) => client.subscribe(follow, { after }));
    await vi.waitFor(() =>
      expect(ids.map((id) => client.errors(id))).toEqual([
        ['BAD_USER_INPUT'],
        ['BAD_USER_INPUT'],
        ['CURSOR_EXPIRED'],
      ]),
    );
    await client.close();
  });

  it('refuses a cursor behind which something was purged, and only such a cursor', async () => {
    const [busy, quiet] = [await stage.brand('feed-busy'), await stage.brand('feed-quiet')];
    const [ofBusy, ofQuiet] = [await stage.variant(busy, 9), await stage.variant(quiet, 9)];
    const [busyClient, quietClient] = [await partner(busy, server), await partner(quiet, server)];
    const [busyStart, quietStart] = [await fromNowOn(busyClient), await fromNowOn(quietClient)];
    await stage.sell(ofBusy, server);
    await vi.waitFor(() => expect(left(busyClient, busyStart.id)).toEqual([8]));
    const seen = batches(busyClient, busyStart.id).at(-1)?.cursor;
    stage.clock.forward(8 * 24 * 3_600_000);
    await purgeStockFeed(stage.database, new Date(stage.clock.now().getTime() - 7 * 24 * 3_600_000));
    await Promise.all([stage.sell(ofBusy, server), stage.sell(ofQuiet, server)]);
    const missed = busyClient.subscribe(follow, { after: busyStart.cursor });
    const current = busyClient.subscribe(follow, { after: seen });
    const patient = quietClient.subscribe(follow, { after: quietStart.cursor });
    await vi.waitFor(() => expect(busyClient.errors(missed)).toEqual(['CURSOR_EXPIRED']));
    await vi.waitFor(() => expect(left(busyClient, current)).toEqual([7]));
    await vi.waitFor(() => expect(left(quietClient, patient)).toEqual([8]));
    await Promise.all([busyClient.close(), quietClient.close()]);
  });

  it('never purges a row that has not been told yet', async () => {
    const brand = await stage.brand('feed-untold');
    const variant = await stage.variant(brand, 9);
    const held = await holdTransaction(stage.database);
    await stage.takeOne(held.client, variant);
    const client = await partner(brand, server);
    const { id } = await fromNowOn(client);
    await held.commit();
    stage.clock.forward(3 * 3_600_000);
    await purgeOutbox(stage.database, stage.clock.now());
    server.live.wake();
    await vi.waitFor(() => expect(left(client, id)).toEqual([8]));
    await client.close();
  });
});

function padding(count: number): string {
  return Array.from({ length: count }, (_, index) => `p${index}: variantId`).join(' ');
}

/** A count that no longer moves over a few looks. */
async function settled(count: () => number): Promise<number> {
  let [last, same] = [count(), 0];
  await vi.waitFor(
    () => {
      same = count() === last ? same + 1 : 0;
      last = count();
      expect(same).toBeGreaterThan(10);
    },
    { timeout: 10_000, interval: 30 },
  );
  return last;
}
