import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Request } from './load.js';

const place = '{{n}}';
const width = 12;
const endOfHead = Buffer.from('\r\n\r\n');
const lengthNames = ['content-length', 'Content-Length'].map((name) => Buffer.from(`\r\n${name}: `));
/** What has just been read, of whichever connection: it is looked at before the next one reads. */
const justRead = Buffer.alloc(64 * 1024);

/** A request as bytes, with room for a number. */
interface Prepared {
  bytes: Buffer;
  numberAt: number;
}

/** Who is told of what comes back. */
export interface Receiver {
  /** The whole answer, head and body, good until this returns. */
  answered(answer: Buffer): void;
  failed(error: Error): void;
}

/** One HTTP/1.1 connection that knows no more than a benchmark needs: the generator must not be what is measured. */
export class LoadConnection {
  readonly #socket: Socket;
  readonly #requests: Prepared[];
  readonly #receiver: Receiver;
  #turn = 0;
  /** The beginning of an answer that came in pieces. */
  #begun: Buffer | null = null;

  constructor(port: number, requests: readonly Request[], receiver: Receiver) {
    this.#requests = requests.map(prepare);
    this.#receiver = receiver;
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: justRead, callback: (bytes) => this.#take(justRead.subarray(0, bytes)) },
    });
    this.#socket.on('error', (error) => receiver.failed(error));
    this.#socket.on('close', () => receiver.failed(new Error('The server closed the connection.')));
  }

  send(number: number): void {
    const request = this.#requests[this.#turn % this.#requests.length];
    if (request === undefined) throw new Error('There is nothing to send.');
    this.#turn += 1;
    if (request.numberAt >= 0) {
      request.bytes.write(String(number).padStart(width, '0'), request.numberAt, 'latin1');
    }
    this.#socket.write(request.bytes);
  }

  close(): void {
    this.#socket.removeAllListeners('close').destroy();
  }

  #take(read: Buffer): boolean {
    const received = this.#begun === null ? read : Buffer.concat([this.#begun, read]);
    const needed = lengthOf(received);
    if (needed === 0 || received.length < needed) {
      // A copy: what was read is read over.
      this.#begun = received === read ? Buffer.from(read) : received;
      return true;
    }
    this.#begun = null;
    this.#receiver.answered(received);
    return true;
  }
}

/** The length of head and body, or 0 while the head is not complete. */
function lengthOf(received: Buffer): number {
  const end = received.indexOf(endOfHead);
  if (end < 0) return 0;
  for (const name of lengthNames) {
    const at = received.indexOf(name);
    if (at < 0 || at > end) continue;
    const from = at + name.length;
    return end + endOfHead.length + Number(received.toString('latin1', from, received.indexOf('\r', from)));
  }
  throw new Error('The answer does not say how long it is.');
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
