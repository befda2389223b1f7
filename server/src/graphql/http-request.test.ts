import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpRequest } from './http-request.js';

let server: Server;
let port: number;

beforeEach(async () => {
  server = createServer({ IncomingMessage: HttpRequest }, (request, response) => {
    void text(request).then((body) => response.end(`${request.method} ${request.url} ${body};`));
  });
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const offer = (protocol: string) =>
  `Host: jifen\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: ${protocol}\r\nHTTP2-Settings: AAMAAABk\r\n`;

/** Each part is sent when the one before has been answered. */
async function ask(...parts: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (part) => (heard += String(part)));
  let answers = 0;
  for (const part of parts) {
    socket.write(part);
    answers += 1;
    await vi.waitFor(() => expect(heard.match(/HTTP\/1.1 /g)).toHaveLength(answers));
  }
  socket.destroy();
  return heard;
}

describe('an offer of another protocol', () => {
  const get = `GET /healthz HTTP/1.1\r\n${offer('h2c')}\r\n`;
  const post = `POST /graphql HTTP/1.1\r\n${offer('h2c')}Content-Length: 4\r\n\r\nbody`;

  it('is ignored with every request of a connection, whether it has a body or not', async () => {
    const heard = await ask(get, post, get, 'GET /plain HTTP/1.1\r\nHost: jifen\r\n\r\n');
    expect(heard.match(/HTTP\/1.1 200|(GET|POST) .*?;/g)).toEqual([
      'HTTP/1.1 200',
      'GET /healthz ;',
      'HTTP/1.1 200',
      'POST /graphql body;',
      'HTTP/1.1 200',
      'GET /healthz ;',
      'HTTP/1.1 200',
      'GET /plain ;',
    ]);
  });

  it.each(['websocket', 'WebSocket'])('is taken when it is %s', async (protocol) => {
    expect(await ask(`GET /graphql HTTP/1.1\r\n${offer(protocol)}\r\n`)).toContain(' 101 ');
  });
});
