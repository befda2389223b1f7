import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { serveStage } from '../child.js';
import { crowdOptionsShape, crowdQuestionShape, type CrowdOptions } from './crowd-messages.js';
import { FrameReader } from './frame-reader.js';
import { maskedText, pong } from './masked-text.js';

const handshakesAtOnce = 100;
const mostPatienceMs = 60_000;

/**
 * Thousands of sockets in one process that only count what arrives. A client library would spend more on reading than the
 * server spends on writing, so these speak just enough of the protocol to be let in.
 */
class Crowd {
  private readonly members: Member[] = [];
  private messages = 0;
  private lastAt = 0n;
  private awaited: { messages: number; reached: () => void } | null = null;

  constructor(private readonly options: CrowdOptions) {}

  async open(sockets: number, messagesEach: number): Promise<void> {
    this.forget();
    for (let left = sockets; left > 0; left -= handshakesAtOnce) {
      await Promise.all(Array.from({ length: Math.min(left, handshakesAtOnce) }, () => this.join()));
    }
    await this.wait(sockets * messagesEach);
    this.forget();
  }

  /** When the last of so many messages came, by the clock that all processes of the machine share. */
  async wait(messages: number): Promise<bigint> {
    if (this.messages < messages) await this.until(messages);
    if (this.messages > messages) {
      throw new Error(`${this.messages} messages came where ${messages} were due.`);
    }
    return this.lastAt;
  }

  forget(): void {
    this.messages = 0;
  }

  close(): void {
    for (const member of this.members.splice(0)) member.leave();
  }

  private until(messages: number): Promise<void> {
    return new Promise((reached, failed) => {
      const timer = setTimeout(
        () => failed(new Error(`${this.messages} of ${messages} messages came within a minute.`)),
        mostPatienceMs,
      );
      this.awaited = {
        messages,
        reached: () => {
          clearTimeout(timer);
          this.awaited = null;
          reached();
        },
      };
    });
  }

  private async join(): Promise<void> {
    const { greetings } = this.options;
    const greeting = greetings[this.members.length % greetings.length] ?? [];
    const member = new Member(this.options, greeting, (messages) => this.count(messages));
    this.members.push(member);
    await member.joined;
  }

  private count(messages: number): void {
    this.messages += messages;
    this.lastAt = process.hrtime.bigint();
    if (this.awaited !== null && this.messages >= this.awaited.messages) this.awaited.reached();
  }
}

/** One socket: it sends each part of its greeting when the one before has been answered. */
class Member {
  readonly joined: Promise<void>;
  private readonly socket: Socket;
  private readonly frames = new FrameReader();
  private readonly unsent: string[];
  private handshake: Buffer | null = Buffer.alloc(0);

  constructor(
    { port, path }: CrowdOptions,
    greeting: readonly string[],
    private readonly onMessages: (messages: number) => void,
  ) {
    this.unsent = [...greeting];
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.write(upgradeRequest(port, path));
    this.joined = new Promise((joined, failed) => {
      this.socket.on('error', failed);
      this.socket.on('data', (bytes: Buffer) => {
        if (this.handshake === null) this.take(bytes);
        else this.shakeHands(Buffer.concat([this.handshake, bytes]), joined, failed);
      });
    });
  }

  leave(): void {
    this.socket.destroy();
  }

  private shakeHands(bytes: Buffer, joined: () => void, failed: (error: Error) => void): void {
    this.handshake = bytes;
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return;
    this.handshake = null;
    const status = bytes.toString('latin1', 9, 12);
    if (status !== '101') return failed(new Error(`The upgrade was answered with ${status}.`));
    joined();
    this.greet();
    if (bytes.length > end + 4) this.take(bytes.subarray(end + 4));
  }

  private take(bytes: Buffer): void {
    const { messages, pings } = this.frames.read(bytes);
    // Whoever shows no sign of life is given up.
    if (pings > 0) this.socket.write(pong);
    if (messages === 0) return;
    this.greet();
    this.onMessages(messages);
  }

  private greet(): void {
    const text = this.unsent.shift();
    if (text !== undefined) this.socket.write(maskedText(text));
  }
}

function upgradeRequest(port: number, path: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    '\r\n',
  ].join('\r\n');
}

serveStage(async (options) => {
  const crowd = new Crowd(crowdOptionsShape.parse(options));
  return {
    ready: null,
    async answer(asked) {
      const question = crowdQuestionShape.parse(asked);
      if (question.kind === 'open') return crowd.open(question.sockets, question.messagesEach);
      const lastAt = await crowd.wait(question.messages);
      crowd.forget();
      return String(lastAt);
    },
    async close() {
      crowd.close();
    },
  };
});
