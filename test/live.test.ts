import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { LiveStage, variantGid, type Brand, type StageServer } from './live-stage.js';
import { SocketClient } from './socket-client.js';

const watchStock =
  'subscription ($ids: [ID!]!) { stock(variantIds: $ids) { variantId available unlimited version } }';
const stockShape = z.object({
  stock: z.object({ variantId: z.string(), available: z.number().nullable(), version: z.string() }),
});

let stage: LiveStage;
let server: StageServer;
let brand: Brand;

beforeAll(async () => {
  stage = await LiveStage.open();
  server = await stage.server();
  brand = await stage.brand('tea-house');
});

afterAll(async () => {
  await stage.close();
});

const shopper = (url = server.url) => SocketClient.accepted(url, { key: brand.publishable });
const counts = (client: SocketClient, id: string) =>
  client.data(id, stockShape).map((data) => data.stock.available);

describe('who may open a socket', () => {
  it('refuses an unknown key with 4401, for good', async () => {
    const client = await SocketClient.open(server.url, { key: 'pk_nobody' });
    await vi.waitFor(() =>
      expect(client.closed).toEqual({ code: 4401, reason: 'The key is unknown, expired or revoked.' }),
    );
  });

  it('refuses a socket that brings nothing with 4401, and malformed parameters with 4400', async () => {
    const nobody = await SocketClient.open(server.url, {});
    const odd = await SocketClient.open(server.url, { key: 42 });
    await vi.waitFor(() => expect([nobody.closed?.code, odd.closed?.code]).toEqual([4401, 4400]));
  });

  it('refuses an expired token with 4403, so that the client gets a new one', async () => {
    const token = await stage.memberToken(brand, 60);
    stage.clock.forward(61_000);
    const client = await SocketClient.open(server.url, { key: brand.publishable, token });
    await vi.waitFor(() => expect(client.closed?.code).toBe(4403));
  });

  it('closes with 4403 the moment the token of an open socket expires, and leaves others open', async () => {
    const token = await stage.memberToken(brand, 60);
    const member = await SocketClient.accepted(server.url, { key: brand.publishable, token });
    const anonymous = await shopper();
    stage.clock.forward(59_000);
    const variant = await stage.variant(brand, 3);
    const id = member.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(counts(member, id)).toEqual([3]));
    stage.clock.forward(1_000);
    await vi.waitFor(() => expect(member.closed?.code).toBe(4403));
    expect(anonymous.closed).toBeNull();
    await anonymous.close();
  });

  it('closes the sockets of a key that was revoked', async () => {
    const other = await stage.brand('key-loser');
    const client = await SocketClient.accepted(server.url, { key: other.publishable });
    await stage.database.query('UPDATE access_key SET revoked_at = $2 WHERE program_id = $1', [
      other.id,
      stage.clock.now(),
    ]);
    // A key that was just asked for is believed for two more seconds.
    await vi.waitFor(
      () => {
        stage.clock.forward(61_000);
        expect(client.closed?.code).toBe(4401);
      },
      { timeout: 10_000 },
    );
  });
});

describe('an open socket', () => {
  it('may do what its key is for now, not what it was for when the socket was opened', async () => {
    const other = await stage.brand('scope-loser');
    const client = await SocketClient.accepted(server.url, { key: other.partner });
    await stage.database.query(`UPDATE access_key SET scopes = '{}' WHERE program_id = $1`, [other.id]);
    // A key that was just asked for is believed for two more seconds.
    await vi.waitFor(
      async () => {
        stage.clock.forward(61_000);
        const id = client.subscribe('subscription { stockFeed { cursor } }');
        await vi.waitFor(() => expect(client.messages.some((message) => message.id === id)).toBe(true));
        client.complete(id);
        expect(client.errors(id)).toEqual(['FORBIDDEN']);
      },
      { timeout: 10_000, interval: 200 },
    );
    await client.close();
  });
});

describe('watching stock', () => {
  it('gives a snapshot of each variant first, then newer states', async () => {
    const [one, two] = [await stage.variant(brand, 5), await stage.variant(brand, 7)];
    const client = await shopper();
    const id = client.subscribe(watchStock, { ids: [variantGid(one), variantGid(two)] });
    await vi.waitFor(() => expect(new Set(counts(client, id))).toEqual(new Set([5, 7])));
    await stage.sell(one, server);
    await vi.waitFor(() => expect(counts(client, id).at(-1)).toBe(4));
    await client.close();
  });

  it('shows the changes of another process on the same database', async () => {
    const other = await stage.server();
    const variant = await stage.variant(brand, 5);
    const [here, there] = [await shopper(), await shopper(other.url)];
    const ids = [here, there].map((client) => client.subscribe(watchStock, { ids: [variantGid(variant)] }));
    await vi.waitFor(() => expect([counts(here, '1'), counts(there, '1')]).toEqual([[5], [5]]));
    expect(ids).toEqual(['1', '1']);
    await stage.sell(variant, server);
    for (const client of [here, there]) await vi.waitFor(() => expect(counts(client, '1')).toEqual([5, 4]));
    await stage.sell(variant, other);
    await vi.waitFor(() => expect(counts(here, '1')).toEqual([5, 4, 3]));
    await Promise.all([here.close(), there.close()]);
  });

  it('shows what a process committed that died before it could tell', async () => {
    const variant = await stage.variant(brand, 5);
    const client = await shopper();
    const id = client.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(counts(client, id)).toEqual([5]));
    await stage.sell(variant);
    await vi.waitFor(() => expect(counts(client, id)).toEqual([5, 4]), { timeout: 5_000 });
    await client.close();
  });

  it('shows changes for as long as somebody is there, however long ago they came', async () => {
    const variant = await stage.variant(brand, 5);
    const client = await shopper();
    const id = client.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(counts(client, id)).toEqual([5]));
    for (const left of [4, 3, 2]) {
      stage.elapsed += 59_000;
      server.live.server.sweep();
      await stage.sell(variant, server);
      await vi.waitFor(() => expect(counts(client, id).at(-1)).toBe(left));
    }
    await client.close();
  });

  it('costs one execution a change, however many watch', async () => {
    const variant = await stage.variant(brand, 5);
    const clients = await Promise.all(Array.from({ length: 40 }, () => shopper()));
    for (const client of clients) client.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(clients.every((client) => counts(client, '1').length === 1)).toBe(true));
    const before = server.executions;
    await stage.sell(variant, server);
    await vi.waitFor(() => expect(clients.every((client) => counts(client, '1').length === 2)).toBe(true));
    expect(server.executions - before).toBe(1);
    await Promise.all(clients.map((client) => client.close()));
  });

  it('costs nothing more once whoever watched has gone without a word', async () => {
    const [left, watched] = [await stage.variant(brand, 5), await stage.variant(brand, 7)];
    const [goes, stays] = [await shopper(), await shopper()];
    const ids = [goes.subscribe(watchStock, { ids: [variantGid(left)] })];
    ids.push(stays.subscribe(watchStock, { ids: [variantGid(watched)] }));
    const [gone = '', here = ''] = ids;
    await vi.waitFor(() => expect([counts(goes, gone), counts(stays, here)]).toEqual([[5], [7]]));
    const open = server.live.server.size;
    await goes.close();
    await vi.waitFor(() => expect(server.live.server.size).toBe(open - 1));
    const before = server.executions;
    await stage.sell(left);
    await stage.sell(watched, server);
    await vi.waitFor(() => expect(counts(stays, here)).toEqual([7, 6]));
    expect(server.executions - before).toBe(1);
    await stays.close();
  });

  it('gives the present to a client that comes back', async () => {
    const variant = await stage.variant(brand, 5);
    const before = await shopper();
    const first = before.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(counts(before, first)).toEqual([5]));
    await before.close();
    await stage.sell(variant, server);
    const after = await shopper();
    const second = after.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(counts(after, second)).toEqual([4]));
    await after.close();
  });

  it('tells nothing more once a client has completed', async () => {
    const variant = await stage.variant(brand, 5);
    const client = await shopper();
    const ended = client.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(counts(client, ended)).toEqual([5]));
    client.complete(ended);
    const second = client.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(counts(client, second)).toEqual([5]));
    await stage.sell(variant, server);
    await vi.waitFor(() => expect(counts(client, second)).toEqual([5, 4]));
    expect(counts(client, ended)).toEqual([5]);
    await client.close();
  });

  it('says of the variants of another brand what it says of those that do not exist', async () => {
    const stranger = await stage.brand('stranger');
    const foreign = await stage.variant(stranger, 5);
    const client = await shopper();
    const ids = [foreign, stage.newId()].map((uuid) =>
      client.subscribe(watchStock, { ids: [variantGid(uuid)] }),
    );
    await vi.waitFor(() =>
      expect(ids.map((id) => client.errors(id))).toEqual([['NOT_FOUND'], ['NOT_FOUND']]),
    );
    expect(ids.flatMap((id) => counts(client, id))).toEqual([]);
    await client.close();
  });

  it('answers bad input with an error for that subscription alone', async () => {
    const client = await shopper();
    const variant = await stage.variant(brand, 5);
    const bad = [
      client.subscribe(watchStock, { ids: ['reward_01h455vb4pex5vsknk084sn02q'] }),
      client.subscribe(watchStock, { ids: [] }),
      client.subscribe('mutation { nothing }'),
      client.subscribe('subscription {'),
    ];
    await vi.waitFor(() =>
      expect(
        bad.map((id) => client.messages.filter((m) => m.id === id && m.type === 'error').length),
      ).toEqual([1, 1, 1, 1]),
    );
    const good = client.subscribe(watchStock, { ids: [variantGid(variant)] });
    await vi.waitFor(() => expect(counts(client, good)).toEqual([5]));
    await client.close();
  });
});

describe('clients that ask for too much or read too little', () => {
  it('refuses more subscriptions than one socket may carry', async () => {
    const small = await stage.server({ subscriptionsPerSocket: 2 });
    const ids = [variantGid(await stage.variant(brand, 5))];
    const client = await shopper(small.url);
    const subscriptions = [1, 2, 3].map(() => client.subscribe(watchStock, { ids }));
    await vi.waitFor(() => expect(client.errors(subscriptions[2] ?? '')).toEqual(['RATE_LIMITED']));
    const [one = '', two = ''] = subscriptions;
    await vi.waitFor(() => expect([counts(client, one), counts(client, two)]).toEqual([[5], [5]]));
    expect(client.closed).toBeNull();
    await client.close();
  });

  it('closes a socket that sends a message that is too large', async () => {
    const client = await shopper();
    client.subscribe(`subscription { ${'x'.repeat(70_000)} }`);
    await vi.waitFor(() => expect(client.closed?.code).toBe(1009));
  });

  it('gives up a socket that shows no sign of life', async () => {
    const strict = await stage.server({ sweepMs: 10, sweepsPerBeat: 2 });
    const [silent, well] = [await shopper(strict.url), await shopper(strict.url)];
    silent.pause();
    await vi.waitFor(() => expect(strict.live.server.size).toBe(1));
    expect(well.closed).toBeNull();
    await well.close();
  });

  it('bounds and closes one that stops reading, and the others do not notice', async () => {
    const strict = await stage.server({
      highWaterBytes: 20_000,
      lowWaterBytes: 5_000,
      slowMs: 10_000,
      sweepsPerBeat: 1_000_000,
    });
    const variant = await stage.variant(brand, 1_000_000);
    const wide = `subscription ($ids: [ID!]!) { stock(variantIds: $ids) { available ${aliases(300)} } }`;
    const ids = [variantGid(variant)];
    const [stalled, well] = [await shopper(strict.url), await shopper(strict.url)];
    stalled.subscribe(wide, { ids });
    const id = well.subscribe(wide, { ids });
    const seen = () =>
      well.data(id, z.object({ stock: z.object({ available: z.number() }) })).map((d) => d.stock.available);
    await vi.waitFor(() => expect([seen().length, stalled.messages.length]).toEqual([1, 2]));
    stalled.pause();
    let left = 1_000_000;
    // The kernel's own buffers take megabytes before the server feels anything.
    await vi.waitFor(
      async () => {
        await stage.sell(variant, strict);
        left -= 1;
        await vi.waitFor(() => expect(seen().at(-1)).toBe(left));
        expect(strict.live.server.blocked).toBe(1);
      },
      { timeout: 25_000, interval: 1 },
    );
    // It is asked to go, and cut off when it does not answer that either.
    await vi.waitFor(() => {
      stage.clock.forward(10_001);
      expect(strict.live.server.size).toBe(1);
    });
    await stage.sell(variant, strict);
    await vi.waitFor(() => expect(seen().at(-1)).toBe(left - 1));
    await well.close();
  });
});

function aliases(count: number): string {
  return Array.from({ length: count }, (_, index) => `v${'_'.repeat(150)}${index}: variantId`).join(' ');
}
