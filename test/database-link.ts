import { once } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';

type Direction = 'up' | 'down';

interface Link {
  client: Socket;
  upstream: Socket;
  /** Nothing goes through any more, and neither end is told. */
  forgotten: boolean;
  /** The beginning of what was asked over it. */
  asked: string;
  /** Kept back, by its direction. */
  kept: Record<Direction, Buffer[]>;
}

const mostRemembered = 4_000;
/** How long PostgreSQL goes on believing in a client that has left while nothing got through. */
const believedMs = 20_000;

/** The network between a server and PostgreSQL, which loses things without a word. */
export class DatabaseLink {
  readonly #links = new Set<Link>();
  readonly #server: Server;
  #silent: readonly Direction[] = [];
  #commitsToLose = 0;
  #forgetsAt: string | null = null;
  /** Answers to a COMMIT that never came. */
  lostCommits = 0;

  private constructor(
    private readonly target: URL,
    server: Server,
  ) {
    this.#server = server.on('connection', (client: Socket) => this.#accept(client));
  }

  static async open(databaseUrl: string): Promise<DatabaseLink> {
    const server = createServer();
    const link = new DatabaseLink(new URL(databaseUrl), server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return link;
  }

  /** The way to the database through here. */
  get url(): string {
    const address = this.#server.address();
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
    return String(url);
  }

  /** From now on nothing arrives, of what is asked (up) or of what is answered (down). */
  silence(directions: readonly Direction[]): void {
    this.#silent = directions;
  }

  /** What was kept back arrives after all, or the network has forgotten every connection there was. */
  speak(forgets: boolean): void {
    this.#silent = [];
    for (const link of this.#links) {
      if (forgets) link.forgotten = true;
      else this.#flush(link);
    }
  }

  /** Whatever stands between forgets this share of the connections, beginning somewhere; new ones can be had. Gives how many. */
  forget(share: number, draw = 0): number {
    const known = [...this.#links].filter(({ forgotten }) => !forgotten);
    const from = Math.floor(draw * known.length);
    const chosen = [...known.slice(from), ...known.slice(0, from)].slice(0, Math.ceil(share * known.length));
    for (const link of chosen) link.forgotten = true;
    return chosen.length;
  }

  /** The connections over which such a text was asked are forgotten; gives how many. */
  forgetThatAsked(text: string): number {
    const chosen = [...this.#links].filter(({ asked, forgotten }) => !forgotten && asked.includes(text));
    for (const link of chosen) link.forgotten = true;
    return chosen.length;
  }

  /** The connection over which such a text is asked next is forgotten before it arrives. */
  forgetNextThatAsks(text: string): void {
    this.#forgetsAt = text;
  }

  /** The next answers to COMMIT are lost with their connections: it is stored, and the server does not hear of it. */
  loseCommits(count: number): void {
    this.#commitsToLose += count;
  }

  async close(): Promise<void> {
    for (const { client, upstream } of this.#links) {
      client.destroy();
      upstream.destroy();
    }
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    const upstream = connect(Number(this.target.port), this.target.hostname);
    const link: Link = { client, upstream, forgotten: false, asked: '', kept: { up: [], down: [] } };
    this.#links.add(link);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#links.delete(link);
        if (!link.forgotten && this.#silent.length === 0) other.destroy();
        else setTimeout(() => other.destroy(), believedMs).unref();
      });
    }
    client.on('data', (bytes) => this.#pass(link, 'up', bytes));
    upstream.on('data', (bytes) => this.#pass(link, 'down', bytes));
  }

  #pass(link: Link, direction: Direction, bytes: Buffer): void {
    if (link.forgotten) return;
    if (direction === 'up' && link.asked.length < mostRemembered) link.asked += bytes.toString('latin1');
    if (direction === 'down' && this.#commitsToLose > 0 && bytes.includes('COMMIT\0')) {
      this.#commitsToLose -= 1;
      this.lostCommits += 1;
      link.client.resetAndDestroy();
      return;
    }
    if (direction === 'up' && this.#forgetsAt !== null && bytes.includes(this.#forgetsAt)) {
      this.#forgetsAt = null;
      link.forgotten = true;
      return;
    }
    link.kept[direction].push(bytes);
    this.#flush(link);
  }

  #flush({ client, upstream, kept }: Link): void {
    if (!this.#silent.includes('up')) for (const bytes of kept.up.splice(0)) upstream.write(bytes);
    if (!this.#silent.includes('down')) for (const bytes of kept.down.splice(0)) client.write(bytes);
  }
}
