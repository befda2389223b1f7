import { type OutgoingHttpHeader, type OutgoingHttpHeaders, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { HttpRequest } from './http-request.js';
import type { Timers } from '../platform/timers.js';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** Answers that end their connection once the server stops: a client that always has a next question would never leave. */
export function partingAnswers(stopping: () => boolean): typeof ServerResponse<HttpRequest> {
  return class extends ServerResponse<HttpRequest> {
    override writeHead(status: number, reason?: string | Headers, headers?: Headers): this {
      if (stopping()) this.shouldKeepAlive = false;
      return typeof reason === 'string'
        ? super.writeHead(status, reason, headers)
        : super.writeHead(status, reason ?? headers);
    }
  };
}

const connectionsOf = new WeakMap<Server, Set<Socket>>();

/** Remembers who is connected, for Node closes no connection on which nothing was ever asked. */
export function noteConnections(server: Server): void {
  const connections = new Set<Socket>();
  connectionsOf.set(server, connections);
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
}

/** Whoever distributes requests is to see that this process stops before it finds the door shut. */
export const defaultGraceMs = 1_000;
/** Who has no answer by then is cut off. */
const longestAnswerMs = 5_000;

/** Closes the door: for a moment it still lets in, if anybody is there; what has been asked is answered. Never takes longer than both times. */
export async function closeDoor(server: Server, timers: Timers, graceMs: number): Promise<void> {
  const connected = await new Promise<number>((known) => {
    server.getConnections((_error, count) => known(count));
  });
  if (connected > 0 && graceMs > 0) {
    await new Promise<void>((over) => {
      timers.after(graceMs, over);
    });
    await noneWaitsOutside(server);
  }
  await new Promise<void>((closed) => {
    const cancel = timers.after(longestAnswerMs, () => {
      server.closeAllConnections();
      // Whoever was refused an upgrade and never hangs up is not among them.
      closed();
    });
    // Connections on which nothing is asked any more are closed with it.
    server.close(() => {
      cancel();
      closed();
    });
    for (const socket of connectionsOf.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
  });
}

const mostTurns = 1_000;

/**
 * Whoever still waits in the kernel's queue when the door is shut is cut off. The event loop takes one of them a turn: when a turn
 * goes by without any, there is none.
 */
async function noneWaitsOutside(server: Server): Promise<void> {
  let came = true;
  const note = () => {
    came = true;
  };
  server.on('connection', note);
  for (let turns = 0; came && turns < mostTurns; turns += 1) {
    came = false;
    await setImmediate();
  }
  server.off('connection', note);
}
