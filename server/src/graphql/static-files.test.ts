import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemTimers } from '../platform/timers.js';
import { makeHttpServer } from './http.js';

let staticFolder: string;
let server: Server;
let origin: string;

beforeEach(async () => {
  staticFolder = await mkdtemp(join(tmpdir(), 'pages-'));
  await writeFile(join(staticFolder, 'gone.txt'), 'gone');
  await writeFile(join(staticFolder, 'there.txt'), 'there');
  const log = () => expect.unreachable();
  server = makeHttpServer({
    endpoints: new Map(),
    ready: () => true,
    stopping: () => false,
    routes: [],
    staticFolder,
    timers: systemTimers,
    log,
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});
afterEach(async () => {
  const closed = new Promise((done) => server.close(done));
  // The client keeps its connection, and so does the server, for longer than a test may take.
  server.closeAllConnections();
  await closed;
  await rm(staticFolder, { recursive: true });
});

const read = async (name: string) => (await fetch(`${origin}/${name}`)).text();

test('a file that is gone since the start ends its request, not the server', async () => {
  await rm(join(staticFolder, 'gone.txt'));
  await expect(read('gone.txt')).rejects.toThrow(TypeError);
  expect(await read('there.txt')).toBe('there');
});

test.each(['bytes=1-2', 'bytes=-2', 'bytes=3-1', 'bytes=9-', 'bytes=0-1,3-4', 'abc'])(
  'a file is sent whole whatever part of it is asked for: %s',
  async (range) => {
    const answer = await fetch(`${origin}/there.txt`, { headers: { range } });
    expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([
      200,
      null,
      'there',
    ]);
  },
);
