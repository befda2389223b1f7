import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { serveStage } from '../child.js';

const answer = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}',
);

/** Answers every packet with the same bytes: the least a server can do, to see what the load generator can do. */
serveStage(async () => {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', () => socket.write(answer));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an AddressInfo
  const { port } = server.address() as AddressInfo;
  return { ready: { port }, close: async () => void server.close() };
});
