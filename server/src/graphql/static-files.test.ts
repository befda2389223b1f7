import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemTimers } from '../platform/timers.js';
import { makeHttpServer } from './http.js';

test('a file that is gone since the start ends its request, not the server', async () => {
  const staticFolder = await mkdtemp(join(tmpdir(), 'pages-'));
  await writeFile(join(staticFolder, 'gone.txt'), 'gone');
  await writeFile(join(staticFolder, 'there.txt'), 'there');
  const log = () => expect.unreachable();
  const server = makeHttpServer({
    endpoints: new Map(),
    ready: () => true,
    stopping: () => false,
    routes: [],
    staticFolder,
    timers: systemTimers,
    log,
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
    const { port } = server.address() as AddressInfo;
    const read = async (name: string) => (await fetch(`http://127.0.0.1:${port}/${name}`)).text();
    await rm(join(staticFolder, 'gone.txt'));
    await expect(read('gone.txt')).rejects.toThrow(TypeError);
    expect(await read('there.txt')).toBe('there');
  } finally {
    const closed = new Promise((done) => server.close(done));
    // The client keeps its connection, and so does the server, for longer than a test may take.
    server.closeAllConnections();
    await closed;
    await rm(staticFolder, { recursive: true });
  }
});
