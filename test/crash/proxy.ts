import { once } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';

interface Link {
  client: Socket;
  upstream: Socket;
  /** A socket of subscriptions rather than a connection for requests. */
  live: boolean;
  /** Answers that are kept back, in their order. */
  held: Buffer[];
}

/** Stands between the clients and one server, and loses answers on command. */
export class Proxy {
  readonly #links = new Set<Link>();
  readonly #server: Server;
  #answersToLose = 0;
  #stalledUntil = 0;
  #liveShut = false;
  /** Answers that were lost, and that were kept back for a while. */
  lost = 0;
  stalled = 0;

  private constructor(private readonly targetPort: number) {
    this.#server = createServer((client) => this.#accept(client));
  }

  static async open(targetPort: number): Promise<Proxy> {
    const proxy = new Proxy(targetPort);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get origin(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** The next answers are lost with their connections: the server has done its work, the client does not hear of it. */
  loseAnswers(count: number): void {
    this.#answersToLose += count;
  }

  /** Every socket of subscriptions breaks off; gives how many there were. */
  cutLive(): number {
    const live = [...this.#links].filter((link) => link.live);
    for (const link of live) close(link);
    return live.length;
  }

  /** Every socket of subscriptions breaks off, and none is let in before `openLive`. */
  shutLive(): void {
    this.#liveShut = true;
    this.cutLive();
  }

  openLive(): void {
    this.#liveShut = false;
  }

  /** Requests go through, answers stay away for a while, and nobody is told: a half-open connection. */
  stall(milliseconds: number): void {
    this.#stalledUntil = performance.now() + milliseconds;
    setTimeout(() => {
      if (performance.now() < this.#stalledUntil - 1) return;
      this.#stalledUntil = 0;
      for (const { client, held } of this.#links) for (const bytes of held.splice(0)) client.write(bytes);
    }, milliseconds);
  }

  async close(): Promise<void> {
    for (const link of this.#links) close(link);
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    const upstream = connect(this.targetPort, '127.0.0.1');
    const link: Link = { client, upstream, live: false, held: [] };
    this.#links.add(link);
    const end = () => {
      this.#links.delete(link);
      close(link);
    };
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.once('data', (bytes) => {
      link.live = bytes.subarray(0, 4).toString() === 'GET ' && /upgrade: websocket/i.test(String(bytes));
      if (link.live && this.#liveShut) close(link);
    });
    client.on('data', (bytes) => upstream.write(bytes));
    upstream.on('data', (bytes) => this.#answer(link, bytes));
  }

  #answer(link: Link, bytes: Buffer): void {
    if (!link.live && this.#answersToLose > 0) {
      this.#answersToLose -= 1;
      this.lost += 1;
      close(link);
      return;
    }
    if (this.#stalledUntil > 0) {
      if (!link.live) this.stalled += 1;
      link.held.push(bytes);
      return;
    }
    link.client.write(bytes);
  }
}

function close({ client, upstream }: Link): void {
  client.destroy();
  upstream.destroy();
}
