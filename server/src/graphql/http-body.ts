import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemTimers, type Timers } from '../platform/timers.js';

/** A request that is answered without being executed, with a status of its own. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** Who is told how a body comes. */
export interface Upload {
  /** Of each part of it; may throw. */
  readonly onBytes: (bytes: number) => void;
  /** When all of it is here, unless it was before anybody asked for it. */
  readonly onArrived: () => void;
  readonly timers: Timers;
}

const nobody: Upload = { onBytes: () => undefined, onArrived: () => undefined, timers: systemTimers };

/** Reads the text of a JSON body of at most `limit` bytes. */
export async function readText(
  request: IncomingMessage,
  limit: number,
  upload: Upload = nobody,
): Promise<string> {
  const type = request.headers['content-type'];
  // The usual header needs no taking apart.
  if (type !== 'application/json' && type?.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    throw new HttpRefusal(415, 'Send the operation as JSON, with the header Content-Type: application/json.');
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpRefusal(415, 'Send the body without Content-Encoding.');
  }
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  // Whoever has gone already is not waited for.
  if (request.destroyed) throw endedEarly();
  // Mostly all of it came with its head, and cannot be slow.
  const isHere = request.complete || (announced > 0 && request.readableLength === announced);
  const parts = isHere ? await partsOf(request, limit, upload.onBytes) : await inTime(request, limit, upload);
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only.toString('utf8')
    : Buffer.concat(parts).toString('utf8');
}

/** In each of these periods the rest must come, or at least so many bytes of it: less comes over no line that anybody uses. */
const paceMs = 10_000;
const paceBytes = 5_000;

async function inTime(request: IncomingMessage, limit: number, upload: Upload): Promise<Buffer[]> {
  let ofPeriod = 0;
  const onBytes = (bytes: number) => {
    ofPeriod += bytes;
    upload.onBytes(bytes);
  };
  const parts = partsOf(request, limit, onBytes);
  let stop = () => {};
  const tooSlow = new Promise<never>((_, failed) => {
    stop = upload.timers.every(paceMs, () => {
      if (ofPeriod >= paceBytes) ofPeriod = 0;
      else failed(new HttpRefusal(408, 'The body comes too slowly.', { connection: 'close' }));
    });
  });
  try {
    const all = await Promise.race([parts, tooSlow]);
    upload.onArrived();
    return all;
  } finally {
    stop();
  }
}

function partsOf(
  request: IncomingMessage,
  limit: number,
  onBytes: (bytes: number) => void,
): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  let size = 0;
  // By its events: iterating over a stream costs more than everything else about an answer that is kept.
  return new Promise((read, failed) => {
    request.on('data', (part: Buffer) => {
      size += part.length;
      try {
        if (size > limit) throw tooLarge(limit);
        onBytes(part.length);
        parts.push(part);
      } catch (error) {
        request.pause();
        failed(error);
      }
    });
    request.on('end', () => read(parts));
    // Whoever hangs up makes an error of a code that a lost database has, too.
    request.on('error', () => failed(endedEarly()));
    // Every request closes in the end; an error costs too much to be made for nothing.
    request.on('close', () => {
      if (!request.readableEnded) failed(endedEarly());
    });
  });
}

function endedEarly(): HttpRefusal {
  return new HttpRefusal(400, 'The body ended too early.');
}

/** The rest is not read, so the connection cannot be used again. */
function tooLarge(limit: number): HttpRefusal {
  return new HttpRefusal(413, `The body is larger than ${limit} bytes.`, { connection: 'close' });
}

/** Reads a JSON body of at most `limit` bytes. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  return parseJson(await readText(request, limit));
}

export function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    throw new HttpRefusal(400, 'The body is not valid JSON.');
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(text);
}

/** An error of HTTP itself, in the shape in which GraphQL clients look for errors. */
export function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  extensions: Record<string, unknown>,
  headers: Record<string, string> = {},
): void {
  sendJson(response, status, { errors: [{ message, extensions }] }, headers);
}
