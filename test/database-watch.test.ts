import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { DatabaseWatch } from '../server/src/platform/database-watch.js';

const longMs = 600_000;

test('a watch that is still connecting is stopped without waiting for an answer', async () => {
  const reached: Socket[] = [];
  const silent = createServer((socket) => void reached.push(socket));
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const watch = new DatabaseWatch({ url: `postgres://a:b@127.0.0.1:${port}/c`, patienceMs: longMs });
  watch.start();
  await vi.waitFor(() => expect(reached).toHaveLength(1));
  await watch.stop();
  for (const socket of reached) socket.destroy();
  silent.close();
});
