import pg from 'pg';
import type { Database } from '../database.js';
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
  /** Rows were purged before this process read them: everything that is being watched must be read again. */
  onLost: () => void;
  onError: (error: unknown) => void;
  /** How often to look without being notified; default 1 s. */
  pollMs?: number;
}

const rowsPerRead = 1_000;

/** Follows the outbox: one LISTEN connection per process to be woken, the rows themselves as the truth. */
export class OutboxListener {
  private position = 0;
  private client: pg.Client | null = null;
  private stopped = false;
  private readonly reading: PacedRun;
  private readonly backOff = new BackOff(100, 5_000);
  private cancelPoll: Cancel = () => undefined;
  private cancelReconnect: Cancel = () => undefined;

  constructor(private readonly options: ListenerOptions) {
    this.reading = new PacedRun(options.timers, 0, () => this.readOn(), options.onError);
  }

  /** Resolves once everything placed from now on will be handed over. */
  async start(): Promise<void> {
    const rows = await this.options.database.query<{ position: number }>('SELECT position FROM outbox_head');
    this.position = rows[0]?.position ?? 0;
    this.cancelPoll = this.options.timers.every(this.options.pollMs ?? 1_000, () => this.reading.wake());
    await this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelPoll();
    this.cancelReconnect();
    await Promise.all([this.reading.stop(), this.client?.end().catch(() => undefined)]);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.database.url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', this.options.onError);
    client.once('end', () => this.connectLater(client));
    client.on('notification', () => this.reading.wake());
    try {
      await client.connect();
      await client.query(`LISTEN ${outboxChannel}`);
      this.backOff.reset();
      // Whatever was said while nobody listened.
      this.reading.wake();
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

  private async readOn(): Promise<boolean> {
    const rows = await this.options.database.query<{
      position: number;
      topics: Record<string, string[]>;
      feeds: string[];
    }>(
      `SELECT position, changes->'topics' AS topics,
              ARRAY(SELECT DISTINCT e->>'programId' FROM jsonb_array_elements(changes->'feed') e) AS feeds
         FROM outbox WHERE position > $1 ORDER BY position LIMIT ${rowsPerRead}`,
      [this.position],
    );
    const first = rows[0];
    const last = rows.at(-1);
    if (first === undefined || last === undefined) return false;
    // Places have no gaps, so a missing one was purged before it was read here.
    if (first.position > this.position + 1 || last.position - first.position !== rows.length - 1) {
      this.options.onLost();
    }
    this.position = last.position;
    this.options.onChanges(merge(rows));
    return rows.length === rowsPerRead;
  }
}

function merge(rows: { topics: Record<string, string[]>; feeds: string[] }[]): ChangedTopics {
  const changed: ChangedTopics = { topics: new Map(), feeds: new Set() };
  for (const row of rows) {
    for (const [name, ids] of Object.entries(row.topics)) {
      const known = changed.topics.get(name) ?? new Set<string>();
      changed.topics.set(name, known);
      for (const id of ids) known.add(id);
    }
    for (const program of row.feeds) changed.feeds.add(program);
  }
  return changed;
}
