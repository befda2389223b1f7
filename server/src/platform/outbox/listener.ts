import type pg from 'pg';
import type { Database } from '../database.js';
import { sessionOfLiving } from '../lost-connections.js';
import { BackOff, type Cancel, type Timers } from '../timers.js';
import { PacedRun } from '../paced-run.js';
import { outboxChannel } from './sequencer.js';

/** What has changed since the last call, without what it has become. */
export interface ChangedTopics {
  /** Ids by topic name. */
  topics: Map<string, Set<string>>;
  /** Programs whose stock feed has grown. */
  feeds: Set<string>;
}

export interface ListenerOptions {
  database: Database;
  timers: Timers;
  onChanges: (changes: ChangedTopics) => void;
  /** Nobody knows what has changed or will, for rows were purged unread or it rests: what is kept is forgotten, what is watched read again. */
  onLost: () => void;
  /** The database knows less than was told already, for it was restored or a standby took over: states in lower versions are the present ones. */
  onPutBack: () => void;
  onError: (error: unknown) => void;
  /** How often to look without being notified; default 1 s. */
  pollMs?: number;
  /** Milliseconds by a clock that only goes forward. */
  elapsed?: (() => number) | undefined;
}

const rowsPerRead = 1_000;
/** Clients that come and go must not find it resting each time. */
const restsAfterMs = 60_000;

/**
 * Follows the outbox: one LISTEN connection per process to be woken, the rows themselves as the truth. While nobody needs to
 * be told it rests and reads nothing: with every process of a brand reading every change, most would read for nobody.
 */
export class OutboxListener {
  /** Everything up to here has been told; null while that is not known. */
  private position: number | null = null;
  /** When the row at the position was written; null when it was gone by then. */
  private writtenAt: number | null = null;
  private neededAt = Number.NEGATIVE_INFINITY;
  private client: pg.Client | null = null;
  private stopped = false;
  private readonly reading: PacedRun;
  private readonly backOff = new BackOff(100, 5_000);
  private cancelPoll: Cancel = () => undefined;
  private cancelReconnect: Cancel = () => undefined;
  private readonly elapsed: () => number;

  constructor(private readonly options: ListenerOptions) {
    this.elapsed = options.elapsed ?? (() => performance.now());
    this.reading = new PacedRun(options.timers, 0, () => this.readOn(), options.onError);
  }

  async start(): Promise<void> {
    this.cancelPoll = this.options.timers.every(this.options.pollMs ?? 1_000, () => this.look());
    await this.connect();
  }

  /** Somebody needs to be told for the next minute. To be called before what may change is read; after a rest it tells that all may have. */
  stayAwake(): void {
    this.neededAt = this.elapsed();
    if (this.position === null) this.reading.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelPoll();
    this.cancelReconnect();
    await Promise.all([this.reading.stop(), this.client?.end().catch(() => undefined)]);
  }

  private async connect(): Promise<void> {
    const client = this.options.database.client();
    this.client = client;
    client.on('error', this.options.onError);
    client.once('end', () => this.connectLater(client));
    client.on('notification', () => this.look());
    try {
      await client.connect();
      // It says nothing for as long as it lives, for which nobody is to end it.
      await client.query(`${sessionOfLiving}; SET idle_session_timeout = 0`);
      await client.query(`LISTEN ${outboxChannel}`);
      this.backOff.reset();
      // Whatever was said while nobody listened.
      this.look();
    } catch (error) {
      this.options.onError(error);
      client.end().catch(() => undefined);
      this.connectLater(client);
    }
  }

  private connectLater(ended: pg.Client): void {
    if (this.stopped || this.client !== ended) return;
    this.client = null;
    this.cancelReconnect = this.options.timers.after(this.backOff.next(), () => {
      void this.connect();
    });
  }

  private get awake(): boolean {
    return this.elapsed() - this.neededAt < restsAfterMs;
  }

  private look(): void {
    if (this.awake) return this.reading.wake();
    if (this.position === null) return;
    this.position = null;
    // Whatever is still kept is not kept true from now on.
    this.options.onLost();
  }

  private async readOn(): Promise<boolean> {
    const found = await this.options.database.background.query<HeadRow & (Row | NoRow)>(
      `SELECT head.position AS head, o.position, o.topics, o.feed_program, o.at,
              (SELECT at FROM outbox WHERE position = head.position) AS head_at,
              (SELECT at FROM outbox WHERE position = $1) AS known_at
         FROM outbox_head head
         LEFT JOIN (SELECT position, topics, feed_program, at FROM outbox
                     WHERE position > $1 ORDER BY position LIMIT ${rowsPerRead}) o ON true
        ORDER BY o.position`,
      [this.position],
    );
    const rows = found.filter((row) => row.position !== null);
    return this.take(found[0] ?? { head: 0, head_at: null, known_at: null }, rows);
  }

  private standAt(position: number, writtenAt: Date | null): void {
    this.position = position;
    this.writtenAt = writtenAt?.getTime() ?? null;
  }

  /** True when there may be more to read. */
  private take({ head, head_at, known_at }: HeadRow, rows: readonly Row[]): boolean {
    if (!this.awake) return false;
    if (this.position === null) {
      this.standAt(head, head_at);
      this.options.onLost();
      return false;
    }
    // Places are given again after the database was put back, perhaps beyond this one already.
    const another = known_at !== null && this.writtenAt !== null && known_at.getTime() !== this.writtenAt;
    if (another || head < this.position) {
      this.standAt(head, head_at);
      this.options.onPutBack();
      return false;
    }
    const whole = rows.length === rowsPerRead;
    const last = whole ? rows.at(-1) : undefined;
    const position = last?.position ?? head;
    // Read with the head, rows that are not there were purged before they were read here: nobody knows any more what has changed.
    if (position - this.position !== rows.length) this.options.onLost();
    this.standAt(position, last?.at ?? head_at);
    if (rows.length > 0) this.options.onChanges(merge(rows));
    return whole;
  }
}

type HeadRow = { head: number; head_at: Date | null; known_at: Date | null };
type Row = { position: number; at: Date; topics: Record<string, string[]>; feed_program: string | null };
type NoRow = { position: null };

function merge(rows: readonly Row[]): ChangedTopics {
  const changed: ChangedTopics = { topics: new Map(), feeds: new Set() };
  for (const row of rows) {
    for (const [name, ids] of Object.entries(row.topics)) {
      const known = changed.topics.get(name) ?? new Set<string>();
      changed.topics.set(name, known);
      for (const id of ids) known.add(id);
    }
    if (row.feed_program !== null) changed.feeds.add(row.feed_program);
  }
  return changed;
}
