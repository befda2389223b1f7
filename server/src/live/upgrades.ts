import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Upgrades {
  /** Sockets elsewhere are refused. */
  path: string;
  /** Whether there is no room for another socket. */
  full: () => boolean;
  accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Takes the connections that are to become sockets. */
export function takeUpgrades(server: Server, { path, full, accept }: Upgrades): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node has taken its own listener off: a client that hangs up now would end the process.
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?')[0] !== path) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    if (full()) {
      // The others are elsewhere, or will be: a balancer tries another process, a client comes back.
      const hint = 'Retry-After: 5\r\nConnection: close\r\nContent-Length: 0';
      socket.end(`HTTP/1.1 503 Service Unavailable\r\n${hint}\r\n\r\n`);
      return;
    }
    accept(request, socket, head);
  });
}
