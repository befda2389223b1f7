import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpRefusal, readText } from './http-body.js';

let server: Server;
let socket: Socket;
let heard: string;
/** What became of each request: its text, or why it has none. */
let ends: unknown[];
let bytes: number;
let arrived: number;
/** What looks at how the bodies come, called by hand. */
let looks: Set<() => void>;

beforeEach(async () => {
  [heard, ends, bytes, arrived, looks] = ['', [], 0, 0, new Set()];
  const timers = {
    after: () => () => undefined,
    every: (_ms: number, look: () => void) => {
      looks.add(look);
      return () => void looks.delete(look);
    },
  };
  const upload = { onBytes: (more: number) => (bytes += more), onArrived: () => (arrived += 1), timers };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    // As when somebody is asked who it is that asks.
    await Promise.resolve();
    const end = await readText(request, 100_000, upload).catch((error: unknown) => error);
    ends.push(end);
    if (end instanceof HttpRefusal) response.writeHead(end.status, end.headers);
    response.end();
  };
  server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  socket.on('data', (part) => (heard += String(part)));
});
afterEach(() => {
  socket.destroy();
  server.close();
});

const headWith = (how: string) =>
  `POST / HTTP/1.1\r\nHost: jifen\r\nContent-Type: application/json\r\n${how}\r\n\r\n`;
const head = (length: number) => headWith(`Content-Length: ${length}`);
const look = () => looks.forEach((each) => each());
const came = (count: number) => vi.waitFor(() => expect(bytes).toBe(count));

describe('a body', () => {
  it('that came with its head is not watched', async () => {
    socket.write(`${head(2)}{}`);
    await vi.waitFor(() => expect(ends).toEqual(['{}']));
    expect([looks.size, arrived, bytes]).toEqual([0, 0, 2]);
  });

  it('that comes at a modest pace is waited for, and said to have arrived', async () => {
    socket.write(`${head(12_001)}1`);
    await came(1);
    for (const sent of [5_001, 10_001]) {
      socket.write('x'.repeat(5_000));
      await came(sent);
      look();
    }
    socket.write('x'.repeat(2_000));
    await vi.waitFor(() => expect(ends).toEqual([`1${'x'.repeat(12_000)}`]));
    expect([looks.size, arrived]).toEqual([0, 1]);
  });

  it.each([
    ['brings nothing any more, however much it has brought', [90_000, 0]],
    ['trickles', [4_999]],
  ])('that %s is ended with 408', async (_what, sent) => {
    socket.write(head(100_000));
    let all = 0;
    for (const part of sent) {
      socket.write('x'.repeat(part));
      await came((all += part));
      await vi.waitFor(() => expect(looks.size).toBe(1));
      look();
    }
    await vi.waitFor(() => expect(heard).toContain(' 408 '));
    expect(heard.toLowerCase()).toContain('connection: close');
    expect([looks.size, arrived]).toEqual([0, 0]);
  });

  it('whose sender hangs up is no failure of ours', async () => {
    socket.write(`${head(100)}{`);
    await came(1);
    socket.destroy();
    await vi.waitFor(() => expect(ends).toEqual([new HttpRefusal(400, 'The body ended too early.')]));
  });

  it('whose length nobody announced may not trickle either', async () => {
    socket.write(`${headWith('Transfer-Encoding: chunked')}2\r\n{}\r\n`);
    await came(2);
    await vi.waitFor(() => expect(looks.size).toBe(1));
    look();
    await vi.waitFor(() => expect(heard).toContain(' 408 '));
  });
});
