import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, type Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeUpgrades } from './upgrades.js';

let server: Server;
let port: number;
let full: boolean;

beforeEach(async () => {
  full = false;
  server = createServer();
  takeUpgrades(server, {
    path: '/graphql',
    full: () => full,
    accept: (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(() => void server.close());

const question = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: jifen\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

describe('a connection that is to become a socket', () => {
  it.each([
    ['is refused with 404 elsewhere', '/elsewhere', false, '404'],
    ['is refused with 503 when there is no room', '/graphql', true, '503'],
    ['is taken', '/graphql?from=here', false, '101'],
  ])('%s', async (_what, path, isFull, status) => {
    full = isFull;
    const socket = connect(port, '127.0.0.1');
    socket.write(question(path));
    const heard = socket.pipe(new PassThrough());
    expect(String((await heard.toArray()).at(0)).split(' ')[1]).toBe(status);
  });

  it('is gone when it was refused, though the client never hangs up', async () => {
    const refused = new Promise<Duplex>((taken) => server.once('upgrade', (_request, ours) => taken(ours)));
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.write(question('/elsewhere'));
    const ours = await refused;
    if (!ours.destroyed) await once(ours, 'close');
    expect(String((await socket.toArray()).at(0))).toContain('404');
    socket.destroy();
  });

  it.each([
    ['is refused', '/elsewhere', false],
    ['finds no room', '/graphql', true],
    ['is taken', '/graphql', false],
  ])('may break while it %s, which ends nothing else', async (_what, path, isFull) => {
    full = isFull;
    const upgrade = new Promise<Duplex>((taken) => server.once('upgrade', (_request, ours) => taken(ours)));
    const socket = connect(port, '127.0.0.1');
    socket.write(question(path));
    const ours = await upgrade;
    // As the kernel would say it: without a listener this throws.
    expect(() => ours.emit('error', new Error('read ECONNRESET'))).not.toThrow();
    socket.destroy();
  });
});
