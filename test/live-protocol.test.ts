import { once } from 'node:events';
import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { Operations } from '../server/src/live/operations.js';
import { LiveStage, variantGid, type Brand, type StageServer } from './live-stage.js';

const watchStock = 'subscription ($ids: [ID!]!) { stock(variantIds: $ids) { available } }';

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

/** A socket that says exactly what it is told to say. */
class RawClient {
  readonly heard: string[] = [];
  code: number | null = null;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.heard.push(data.toString()));
    socket.on('close', (code) => (this.code = code));
  }

  static async open(protocol = 'graphql-transport-ws', url = server.url): Promise<RawClient> {
    const client = new RawClient(new WebSocket(url, protocol));
    await once(client.socket, 'open');
    return client;
  }

  static async accepted(): Promise<RawClient> {
    const client = await RawClient.open();
    client.say({ type: 'connection_init', payload: { key: brand.publishable } });
    await vi.waitFor(() => expect(client.heard).toEqual(['{"type":"connection_ack"}']));
    return client;
  }

  say(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  closing(): Promise<number> {
    return vi.waitFor(() => {
      if (this.code === null) throw new Error('It is still open.');
      return this.code;
    });
  }

  close(): void {
    this.socket.terminate();
  }
}

const watch = (id: string, ids: string[]) => ({
  id,
  type: 'subscribe',
  payload: { query: watchStock, variables: { ids } },
});

describe('graphql-transport-ws', () => {
  it.each([
    'no JSON',
    '[]',
    '{"type":"unheard of"}',
    '{"type":"subscribe","id":"1"}',
    '{"type":"subscribe","id":"","payload":{"query":"{ a }"}}',
    '{"type":"complete"}',
  ])('closes with 4400 what says %s', async (text) => {
    const client = await RawClient.accepted();
    client.say(text);
    expect(await client.closing()).toBe(4400);
  });

  it('closes with 4401 who subscribes without having been let in', async () => {
    const client = await RawClient.open();
    client.say(watch('1', [variantGid(await stage.variant(brand, 1))]));
    expect(await client.closing()).toBe(4401);
  });

  it('closes with 4429 who introduces itself twice', async () => {
    const client = await RawClient.accepted();
    client.say({ type: 'connection_init' });
    expect(await client.closing()).toBe(4429);
  });

  it('closes with 4409 who uses an id that is in use, whether it runs already or is about to', async () => {
    const ids = [variantGid(await stage.variant(brand, 1))];
    const [hasty, patient] = [await RawClient.accepted(), await RawClient.accepted()];
    hasty.say(watch('1', ids));
    hasty.say(watch('1', ids));
    patient.say(watch('1', ids));
    await vi.waitFor(() => expect(patient.heard).toHaveLength(2));
    patient.say(watch('1', ids));
    expect([await hasty.closing(), await patient.closing()]).toEqual([4409, 4409]);
  });

  it('refuses who speaks another protocol', async () => {
    const opened = RawClient.open('soap').then(() => 'open');
    await expect(opened).rejects.toThrow('Server sent no subprotocol');
  });

  it('closes with 4408 who does not introduce itself in time', async () => {
    const strict = await stage.server({ initMs: 5_000 });
    const client = await RawClient.open('graphql-transport-ws', strict.url);
    stage.clock.forward(5_000);
    expect(await client.closing()).toBe(4408);
  });

  it('takes one message a turn, so that others have theirs between', async () => {
    let turn = 0;
    let counting = true;
    const tick = () => {
      turn += 1;
      if (counting) setImmediate(tick);
    };
    tick();
    const turns: number[] = [];
    const spy = vi.spyOn(Operations.prototype, 'prepare').mockImplementation(() => {
      turns.push(turn);
      return [new GraphQLError('no')];
    });
    const client = await RawClient.accepted();
    for (let id = 0; id < 40; id += 1) {
      client.say({ id: `n${id}`, type: 'subscribe', payload: { query: '{ a }' } });
    }
    await vi.waitFor(() => expect(client.heard).toHaveLength(41));
    expect(new Set(turns).size).toBe(40);
    counting = false;
    spy.mockRestore();
    client.close();
  });

  it('answers a ping with a pong that carries the same', async () => {
    const client = await RawClient.accepted();
    client.say({ type: 'ping', payload: { at: 7 } });
    await vi.waitFor(() => expect(client.heard[1]).toBe('{"type":"pong","payload":{"at":7}}'));
    client.close();
  });

  it('closes with 4400 who sends a ping with more than it would send back', async () => {
    const client = await RawClient.accepted();
    client.say(`{"type":"ping","payload":{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`);
    expect(await client.closing()).toBe(4400);
    expect(stage.errors).toEqual([]);
  });

  it('frees an id that was completed before it began', async () => {
    const ids = [variantGid(await stage.variant(brand, 3))];
    const client = await RawClient.accepted();
    client.say(watch('1', ids));
    client.say({ id: '1', type: 'complete' });
    client.say(watch('1', ids));
    const state = '{"id":"1","type":"next","payload":{"data":{"stock":{"available":3}}}}';
    client.say({ type: 'ping' });
    // The first may have been told before it was completed.
    const pong = '{"type":"pong"}';
    await vi.waitFor(() => expect(new Set(client.heard.slice(1))).toEqual(new Set([state, pong])));
    expect(client.code).toBeNull();
    client.close();
  });
});

describe('a database that was put back to an earlier state', () => {
  it('sends everybody away to connect again, and tells them what is so now', async () => {
    const variant = await stage.variant(brand, 5);
    const watch = {
      id: 'w',
      type: 'subscribe',
      payload: { query: watchStock, variables: { ids: [variantGid(variant)] } },
    };
    const told = (client: RawClient) =>
      client.heard.flatMap((text) => /"available":(\d+)/.exec(text)?.[1] ?? []);
    const before = await RawClient.accepted();
    before.say(watch);
    await vi.waitFor(() => expect(told(before)).toEqual(['5']));
    await stage.sellMany(3, variant, server);
    await vi.waitFor(() => expect(told(before).at(-1)).toBe('2'));
    // All three, for what is told may be ahead of how far the process has heard of changes.
    await stage.database.query(
      `WITH lost AS (DELETE FROM outbox WHERE position > (SELECT position - 3 FROM outbox_head) RETURNING id),
            told AS (DELETE FROM stock_feed WHERE id IN (SELECT id FROM lost)),
            stock AS (UPDATE stock SET on_hand = on_hand + 3, version = version - 3 WHERE variant_id = $1)
       UPDATE outbox_head SET position = position - 3, feed_position = feed_position - 3`,
      [variant],
    );
    expect(await before.closing()).toBe(1012);
    const after = await RawClient.accepted();
    after.say(watch);
    await vi.waitFor(() => expect(told(after)).toEqual(['5']));
    await stage.sell(variant, server);
    await vi.waitFor(() => expect(told(after)).toEqual(['5', '4']));
    after.close();
  });
});
