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
      refuse(socket, '404 Not Found');
      return;
    }
    if (full()) {
      // The others are elsewhere, or will be: a balancer tries another process, a client comes back.
      refuse(socket, '503 Service Unavailable\r\nRetry-After: 5');
      return;
    }
    accept(request, socket, head);
  });
}

/** Nobody watches over this connection any more, so it ends with its answer, whether the client hangs up or not. */
function refuse(socket: Duplex, head: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
