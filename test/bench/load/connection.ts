import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Request } from './load.js';

const place = '{{n}}';
const width = 12;
const endOfHead = Buffer.from('\r\n\r\n');

/** A request as bytes, with room for a number. */
interface Prepared {
  bytes: Buffer;
  numberAt: number;
}

/** One HTTP/1.1 connection that knows no more than a benchmark needs: the generator must not be what is measured. */
export class LoadConnection {
  readonly #socket: Socket;
  readonly #requests: Prepared[];
  #turn = 0;
  #received: Buffer[] = [];
  #bytes = 0;
  #needed = 0;
  #done: ((answer: Buffer) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  constructor(port: number, requests: readonly Request[]) {
    this.#requests = requests.map(prepare);
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#failed?.(error));
    this.#socket.on('close', () => this.#failed?.(new Error('The server closed the connection.')));
  }

  /** Sends the next request; the answer is the whole of it, head and body. */
  next(number: number): Promise<Buffer> {
    const request = this.#requests[this.#turn % this.#requests.length];
    if (request === undefined) throw new Error('There is nothing to send.');
    this.#turn += 1;
    if (request.numberAt >= 0) {
      request.bytes.write(String(number).padStart(width, '0'), request.numberAt, 'latin1');
    }
    return new Promise((done, failed) => {
      this.#done = done;
      this.#failed = failed;
      this.#socket.write(request.bytes);
    });
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#bytes += chunk.length;
    if (this.#needed === 0) this.#needed = lengthOf(this.#joined());
    if (this.#needed === 0 || this.#bytes < this.#needed) return;
    const answer = this.#joined();
    this.#received = [];
    this.#bytes = 0;
    this.#needed = 0;
    this.#done?.(answer);
  }

  #joined(): Buffer {
    const [first] = this.#received;
    if (this.#received.length === 1 && first !== undefined) return first;
    const joined = Buffer.concat(this.#received);
    this.#received = [joined];
    return joined;
  }
}

/** The length of head and body, or 0 while the head is not complete. */
function lengthOf(received: Buffer): number {
  const end = received.indexOf(endOfHead);
  if (end < 0) return 0;
  const head = received.toString('latin1', 0, end).toLowerCase();
  const at = head.indexOf('content-length:');
  if (at < 0) throw new Error('The answer does not say how long it is.');
  return end + endOfHead.length + Number.parseInt(head.slice(at + 15), 10);
}

function prepare({ method, path, headers, body }: Request): Prepared {
  const content = Buffer.from(body.replace(place, '0'.repeat(width)));
  const all = { host: '127.0.0.1', ...headers, 'content-length': String(content.length) };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const start = Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
  const placeAt = body.indexOf(place);
  const numberAt = placeAt < 0 ? -1 : start.length + Buffer.byteLength(body.slice(0, placeAt));
  return { bytes: Buffer.concat([start, content]), numberAt };
}
