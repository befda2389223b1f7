import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemRandom } from '../platform/random.js';
import { Admission, type Ended } from './admission.js';
import { admit } from './admit.js';

let server: Server;
let port: number;
let admission: Admission;
let answers: boolean;

beforeEach(async () => {
  admission = new Admission(systemRandom, { most: 100, mostBytes: 64_000 });
  answers = false;
  server = createServer((request, response) => {
    if (admit(admission, request, response, 1_000) && answers) response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(() => void server.close());

/** Several requests with one write, as HTTP/1.1 allows. */
function sendTogether(count: number) {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: jifen\r\n\r\n'.repeat(count));
  return socket;
}

it('whoever hangs up gives back the places of all that was sent at once', async () => {
  const socket = sendTogether(30);
  await vi.waitFor(() => expect(admission.inFlight).toBe(30));
  socket.destroy();
  await vi.waitFor(() => expect(admission.inFlight).toBe(0));
});

it('each request that was sent with others gives back its place when it is answered', async () => {
  answers = true;
  const socket = sendTogether(30);
  let text = '';
  socket.on('data', (part) => (text += String(part)));
  await vi.waitFor(() => expect(text.match(/200 OK/g)).toHaveLength(30));
  await vi.waitFor(() => expect(admission.inFlight).toBe(0));
  socket.destroy();
});

it('those who announce much and send nothing keep nobody out', async () => {
  const idle = Array.from({ length: 64 }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: jifen\r\nContent-Length: 1000\r\n\r\n{');
    return socket;
  });
  await vi.waitFor(() => expect(admission.inFlight).toBe(64));
  answers = true;
  const body = JSON.stringify({ query: '{ program { name } }' });
  expect((await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body })).status).toBe(200);
  for (const socket of idle) socket.destroy();
});

it('whoever was too slow with a question says nothing of how long answers take', async () => {
  const left: Ended[] = [];
  const place = { grow: () => true, arrived: () => undefined, leave: (how: Ended) => left.push(how) };
  vi.spyOn(admission, 'enter').mockReturnValue(place);
  server.on('request', (_request, response) => response.writeHead(408).end());
  sendTogether(1).on('data', () => undefined);
  await vi.waitFor(() => expect(left).toEqual(['gone']));
});
