import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from './text-frame.js';

let server: WebSocketServer;

beforeAll(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
});

afterAll(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

/** What a client of ws makes of these bytes. */
async function received(frame: Buffer): Promise<{ text: string; binary: unknown }> {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  server.once('connection', (_socket, request) => request.socket.write(frame));
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  return new Promise((answer, failed) => {
    client.on('error', failed);
    client.on('message', (data: Buffer, binary) => {
      client.terminate();
      answer({ text: data.toString(), binary });
    });
  });
}

describe('a text message on the wire', () => {
  it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('arrives whole with %i bytes', async (length) => {
    const text = 'x'.repeat(length);
    expect(await received(textFrame(text))).toEqual({ text, binary: false });
  });

  it('says how many bytes it has, not how many characters', async () => {
    const text = '挂耳咖啡'.repeat(20);
    expect(await received(textFrame(text))).toEqual({ text, binary: false });
  });
});
