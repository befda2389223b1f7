import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { lockWaits } from './lock-waits.js';
import { buildServer, start, type Started } from './server-process.js';
import { SocketClient } from './socket-client.js';
import { createTestDatabase } from './test-database.js';

const createProgram = fileURLToPath(new URL('../server/dist/create-program.js', import.meta.url));

vi.setConfig({ testTimeout: 60_000 });

let created: { url: string; drop(): Promise<void> };
let database: Database;
let key: string;
let server: Started;
let port: number;

beforeAll(async () => {
  await buildServer();
  created = await createTestDatabase();
  database = await openDatabase({ url: created.url, poolSize: 2, entities: [] });
  const { output } = await start({ DATABASE_URL: created.url }, [createProgram, 'acme', 'Acme']).ended;
  key = /pk_\w{32}/.exec(output)?.[0] ?? '';
}, 180_000);
afterAll(async () => {
  await database.close();
  await created.drop();
});

beforeEach(async () => {
  server = start({ DATABASE_URL: created.url, PORT: '0' });
  const match = await server.printed(/http:\/\/localhost:(\d+)\/admin\/graphql/);
  port = Number(match?.[1]);
});
afterEach(async () => {
  server.signal('SIGKILL');
  await server.ended;
});

interface Seen {
  status: number;
  connection: string | undefined;
  body: string;
}

/** Over a connection that is kept as long as the server keeps it. */
function client() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (path: string, body?: object) =>
    new Promise<Seen>((seen, failed) => {
      const method = body === undefined ? 'GET' : 'POST';
      const headers = { 'content-type': 'application/json', 'x-jifen-key': key };
      const sent = request({ agent, host: '127.0.0.1', port, path, method, headers }, (response) => {
        let text = '';
        response.on('data', (part) => (text += String(part)));
        response.once('error', failed);
        response.once('end', () =>
          seen({ status: response.statusCode ?? 0, connection: response.headers.connection, body: text }),
        );
      });
      sent.once('error', failed);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  /** Never answered from memory. */
  const ask = (text: string) =>
    send('/graphql', { query: `{ rewards(first: 3, query: "${text}") { nodes { title } } }` });
  return { send, ask };
}

/** Until it is let go, nobody gets at the table. */
async function locked<T>(table: string, meanwhile: () => Promise<T>): Promise<T> {
  // Not one of a pool, for the session of those is ended when nothing comes for seconds.
  const holder = database.client();
  await holder.connect();
  try {
    await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return await meanwhile();
  } finally {
    await holder.end();
  }
}

const isWaited = () => vi.waitFor(async () => expect(await lockWaits(database)).toBe(1), 20_000);
const isRefused = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
const doorIsShut = () =>
  vi.waitFor(
    () =>
      client()
        .send('/healthz')
        .then(
          () => expect.unreachable(),
          (error) => expect(isRefused(error)).toBe(true),
        ),
    20_000,
  );

describe('a server that is told to stop', () => {
  it('says so at once, and ends within its limits though a job waits for longer', async () => {
    await locked('pool', async () => {
      await database.query("SELECT graphile_worker.add_job('crowdfunding-close')");
      await isWaited();
      const { send } = client();
      expect(await send('/readyz')).toMatchObject({ status: 200 });
      server.signal('SIGTERM');
      await vi.waitFor(async () => expect((await client().send('/readyz')).status).toBe(503), 5_000);
      expect(await send('/readyz')).toEqual({
        status: 503,
        connection: 'close',
        body: '{"status":"stopping"}',
      });
      await doorIsShut();
      const { code, errors } = await server.ended;
      expect(code).toBe(0);
      expect(errors).toContain('A job that does not end is cut off');
    });
  });

  it('leaves nobody without an answer who always has a next question, and ends each connection with one', async () => {
    let answered = 0;
    let toldToGo = 0;
    const askOn = async (name: string) => {
      const { ask } = client();
      for (;;) {
        const seen = await ask(`${name} ${answered}`);
        expect(seen.status, seen.body).toBe(200);
        answered += 1;
        if (seen.connection !== 'close') continue;
        toldToGo += 1;
        return;
      }
    };
    const asking = Promise.all(Array.from({ length: 30 }, (_, at) => askOn(String(at))));
    await vi.waitFor(() => expect(answered).toBeGreaterThan(100), 20_000);
    expect(toldToGo).toBe(0);
    server.signal('SIGTERM');
    await asking;
    expect(toldToGo).toBe(30);
    expect(await server.ended).toMatchObject({ code: 0, errors: '' });
  });

  it('answers what it was asked before, though it lets nobody in any more', async () => {
    const answer = await locked('reward', async () => {
      const asked = client().ask('slow');
      await isWaited();
      server.signal('SIGTERM');
      await doorIsShut();
      return { asked };
    });
    expect(await answer.asked).toMatchObject({ status: 200, connection: 'close' });
    expect(await server.ended).toMatchObject({ code: 0, errors: '' });
  });

  it('ends within its limits though what it was asked is never answered', async () => {
    await locked('reward', async () => {
      const asked = client()
        .ask('never')
        .catch((error: unknown) => error);
      await isWaited();
      server.signal('SIGTERM');
      expect(await asked).toMatchObject({ code: 'ECONNRESET' });
      expect(await server.ended).toMatchObject({ code: 0 });
    });
  });

  it('sends sockets away with 1012, and takes no new one', async () => {
    const url = `ws://127.0.0.1:${port}/graphql`;
    const socket = await SocketClient.accepted(url, { key });
    const { send } = client();
    await send('/healthz');
    server.signal('SIGTERM');
    await vi.waitFor(() => expect(socket.closed?.code).toBe(1012), 20_000);
    await expect(SocketClient.accepted(url, { key })).rejects.toThrow('503');
    expect(await send('/healthz')).toMatchObject({ status: 200, connection: 'close' });
    expect(await server.ended).toMatchObject({ code: 0, errors: '' });
  });
});
