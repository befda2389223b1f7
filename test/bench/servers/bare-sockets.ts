import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { serveStage } from '../child.js';
import { gauge } from './gauge.js';

const questionShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['cpu', 'memory']) }),
  z.object({ kind: z.literal('send'), frame: z.string() }),
]);

/** The limit: `ws` and nothing above it, each message made of bytes once for all. */
serveStage(async () => {
  const http = createServer();
  const sockets: WebSocket[] = [];
  const server = new WebSocketServer({ server: http, clientTracking: false, perMessageDeflate: false });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('message', () => undefined);
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an AddressInfo
  const { port } = http.address() as AddressInfo;
  return {
    ready: { port },
    async answer(asked) {
      const question = questionShape.parse(asked);
      if (question.kind !== 'send') return gauge(question.kind);
      const frame = Buffer.from(question.frame);
      const asText = { binary: false };
      for (const socket of sockets) socket.send(frame, asText);
      return sockets.length;
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await new Promise((closed) => http.close(closed));
    },
  };
});
