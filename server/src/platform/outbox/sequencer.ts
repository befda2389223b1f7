import { sendBatch } from '../batch.js';
import type { Database } from '../database.js';
import type { Cancel, Timers } from '../timers.js';
import { PacedRun } from '../paced-run.js';
import { Horizon } from './horizon.js';

/** The channel on which processes tell each other that the outbox has grown. */
export const outboxChannel = 'jifen_outbox';

const rowsAtOnce = 1_000;

/**
 * How often places are given at most while changes follow upon each other; one that comes after a rest is told at once. Placing,
 * with what every process reads after it, costs as much as several exchanges, and nobody sees a counter change more often than twenty times a second.
 */
export const sequencerPaceMs = 50;

/**
 * Gives visible outbox rows, and the runs of feed entries that belong to them, their places, so that "everything behind
 * position n" means the same to every reader.
 *
 * Rows become visible out of the order of their ids, which is why an id is no place to resume from. Places are handed out
 * under the lock of outbox_head, which is kept until the commit: whoever sees place n also sees every place before it.
 *
 * Changes of one row keep their order without waiting for older transactions: a transaction writes its outbox row
 * after it has locked what it changes, so the later of two changes has the higher id, and any snapshot that shows the
 * later one shows the earlier one too. Changes of different rows may change places; nobody can tell.
 */
export async function sequence({ commandPool }: Pick<Database, 'commandPool'>): Promise<number> {
  const client = await commandPool.connect();
  let broken = true;
  let placed = 0;
  try {
    await sendBatch(client, [
      { text: 'BEGIN' },
      // Whoever has the lock is about to commit.
      { text: 'SET LOCAL lock_timeout = 0' },
      // A statement of its own: the next one must take its snapshot after the lock is held, or it would number rows twice.
      { text: 'SELECT 1 FROM outbox_head FOR UPDATE', take: () => undefined },
      { text: placeRows, take: (row) => (placed = Number(row['placed'])) },
      { text: 'COMMIT' },
    ]);
    broken = false;
  } finally {
    client.release(broken);
  }
  return placed;
}

// The notification leaves with this commit, outside every command's transaction: there its lock would queue them all.
const placeRows = `
  WITH waiting AS MATERIALIZED (
    SELECT id, feed_entries FROM outbox WHERE position IS NULL ORDER BY id LIMIT ${rowsAtOnce}
  ), place AS (
    SELECT w.id, head.position + row_number() OVER sofar AS position,
           head.feed_position + sum(w.feed_entries) OVER sofar AS feed_position
      FROM waiting w, outbox_head head
    WINDOW sofar AS (ORDER BY w.id)
  ), placed AS (
    UPDATE outbox SET position = place.position FROM place WHERE outbox.id = place.id
  ), feed AS (
    UPDATE stock_feed SET position = place.feed_position FROM place WHERE stock_feed.id = place.id
  ), head AS (
    UPDATE outbox_head
       SET position = position + w.rows, feed_position = feed_position + w.entries
      FROM (SELECT count(*) AS rows, sum(feed_entries) AS entries FROM waiting) w
     WHERE w.rows > 0
    RETURNING pg_notify('${outboxChannel}', '')
  )
  SELECT (SELECT count(*) FROM waiting) AS placed, (SELECT count(*) FROM head) AS moved`;

/** How often to look without being woken, for rows of a process that died after its commit. */
const pollMs = 1_000;

export interface SequencerOptions {
  database: Pick<Database, 'commandPool' | 'background'>;
  timers: Timers;
  onError: (error: unknown) => void;
  /** Told why it is slow, when somebody else's transaction makes it so. */
  say: (text: string) => void;
  /** See HorizonOptions. */
  oldMs?: number;
  /** Milliseconds by a clock that only goes forward. */
  elapsed?: (() => number) | undefined;
}

/** Any number of processes may run one; they take turns on the lock. */
export class Sequencer {
  private readonly run: PacedRun;
  private readonly stopPoll: Cancel;

  constructor({ database, timers, onError, ...options }: SequencerOptions) {
    const { elapsed = () => performance.now() } = options;
    const horizon = new Horizon({ ...options, database: database.background, elapsed });
    const place = async () => {
      const begun = elapsed();
      const placed = await sequence(database);
      // Not waited for: it may be that PostgreSQL is slow in answering.
      horizon.took(elapsed() - begun).catch(() => undefined);
      return placed === rowsAtOnce;
    };
    this.run = new PacedRun(timers, sequencerPaceMs, place, onError);
    this.stopPoll = timers.every(pollMs, () => this.wake());
  }

  /** To be called after a commit that recorded changes; returns at once. */
  wake(): void {
    this.run.wake();
  }

  async stop(): Promise<void> {
    this.stopPoll();
    await this.run.stop();
  }
}
