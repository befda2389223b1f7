import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { serveStage } from '../child.js';

const optionsShape = z.object({ body: z.string(), headers: z.record(z.string(), z.string()) });

/** node:http with nothing behind it: reads the request and answers the same bytes under the same headers. */
serveStage(async (given) => {
  const { body, headers } = optionsShape.parse(given);
  const bytes = Buffer.from(body);
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () =>
      response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an AddressInfo
  const { port } = server.address() as AddressInfo;
  return { ready: { port }, close: async () => void server.close() };
});
