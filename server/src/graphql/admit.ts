import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Admission, Place } from './admission.js';
import { sendError } from './http-body.js';

/** Lets a request in until its answer has left, or answers it. Its body takes the room of what has come of it: `grow` says so while it is read. */
export function admit(
  admission: Admission,
  request: IncomingMessage,
  response: ServerResponse,
  bodyLimit: number,
): Place | null {
  const announced = request.headers['content-length'];
  const bytes = announced === undefined ? 0 : Math.min(Number(announced), bodyLimit);
  const place = admission.enter(bytes);
  if (place !== null) {
    const { leave } = place;
    const { socket } = request;
    // Of several requests sent at once only the first response has the socket; the others are never told that it closed.
    const waitsForSocket = response.socket === null;
    const left = () => {
      if (waitsForSocket) {
        response.off('close', left);
        socket.off('close', left);
      }
      // Who was too slow with a question says nothing of how long an answer takes either.
      if (!response.writableFinished || response.statusCode === 408) leave('gone');
      else leave(response.statusCode === 503 ? 'refused' : 'answered');
    };
    response.once('close', left);
    if (waitsForSocket) {
      // Each of them asks to be told.
      socket.setMaxListeners(0);
      socket.once('close', left);
    }
    return place;
  }
  const retryAfterMs = admission.retryAfterMs();
  sendError(
    response,
    503,
    'Too many requests at once; try again shortly.',
    { code: 'OVERLOADED', retryAfterMs },
    {
      'retry-after': String(Math.ceil(retryAfterMs / 1_000)),
      // What is still being sent is not worth reading.
      ...(announced === undefined || bytes > mostDiscarded ? { connection: 'close' } : {}),
    },
  );
  return null;
}

const mostDiscarded = 65_536;
