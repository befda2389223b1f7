import type { IncomingMessage, ServerResponse } from 'node:http';

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

/** Reads the text of a JSON body of at most `limit` bytes; `onUnannounced` hears of what comes beyond the announced length, and may throw. */
export async function readText(
  request: IncomingMessage,
  limit: number,
  onUnannounced: (bytes: number) => void = () => undefined,
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
  const tooLarge = () =>
    // The rest is not read, so the connection cannot be used again.
    new HttpRefusal(413, `The body is larger than ${limit} bytes.`, { connection: 'close' });
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge();
  // Whoever has gone already is not waited for.
  if (request.destroyed) throw new HttpRefusal(400, 'The body ended too early.');
  const parts: Buffer[] = [];
  let size = 0;
  // By its events: iterating over a stream costs more than everything else about an answer that is kept.
  await new Promise<void>((read, failed) => {
    request.on('data', (part: Buffer) => {
      size += part.length;
      try {
        if (size > limit) throw tooLarge();
        // HTTP itself takes no more than was announced.
        if (announced === 0) onUnannounced(part.length);
        parts.push(part);
      } catch (error) {
        request.pause();
        failed(error);
      }
    });
    request.on('end', read);
    request.on('error', failed);
    // Every request closes in the end; an error costs too much to be made for nothing.
    request.on('close', () => {
      if (!request.readableEnded) failed(new HttpRefusal(400, 'The body ended too early.'));
    });
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only.toString('utf8')
    : Buffer.concat(parts).toString('utf8');
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
