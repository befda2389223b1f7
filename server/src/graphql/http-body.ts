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

/** Reads a JSON body of at most `limit` bytes. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new HttpRefusal(415, 'Send the operation as JSON, with the header Content-Type: application/json.');
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpRefusal(415, 'Send the body without Content-Encoding.');
  }
  const text = await readText(request, limit);
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    throw new HttpRefusal(400, 'The body is not valid JSON.');
  }
}

async function readText(request: IncomingMessage, limit: number): Promise<string> {
  const tooLarge = () =>
    // The rest is not read, so the connection cannot be used again.
    new HttpRefusal(413, `The body is larger than ${limit} bytes.`, { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  // Events instead of an async iterator, which costs several turns of the microtask queue for each small body.
  return new Promise((read, failed) => {
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > limit) {
        request.removeAllListeners('data').pause();
        failed(tooLarge());
      } else parts.push(part);
    });
    request.once('end', () => read(Buffer.concat(parts).toString('utf8')));
    request.once('error', failed);
    // Whoever hangs up in the middle is answered into the void.
    request.once('close', () => failed(new HttpRefusal(400, 'The body is not complete.')));
  });
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
