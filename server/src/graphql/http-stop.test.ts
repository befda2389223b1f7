import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { closeDoor, noteConnections } from './http-stop.js';

/** Nothing is ever due. */
const never = { after: () => () => undefined, every: () => () => undefined };

test('a connection on which nothing was ever asked holds up no stop', async () => {
  const server = createServer();
  noteConnections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const silent = connect(port, '127.0.0.1');
  await once(server, 'connection');
  await closeDoor(server, never, 0);
  expect(server.listening).toBe(false);
  silent.destroy();
});
