import type { Queryable } from '../database.js';

/** What a transaction changed: whose topics to read again, and what goes into the partners' feed. */
export interface Changes {
  /** Ids by topic name, for example `{ stock: [variantId], member: [memberId] }`; an id may be named twice. */
  topics: Readonly<Record<string, readonly string[]>>;
  /** In the order in which they happened; of one variant, versions only grow. */
  feed: readonly FeedChange[];
}

/** One entry of the partners' stock feed, with the whole state it left behind. */
export interface FeedChange {
  programId: string;
  kind: 'STOCK' | 'PRICE' | 'LISTING';
  variantId: string;
  state: FeedState;
}

/** A variant as partners see it; ids are uuids, money is in minor units. */
export interface FeedState {
  rewardId: string;
  sku: string | null;
  /** Null when unlimited. */
  available: number | null;
  unlimited: boolean;
  listed: boolean;
  prices: FeedPrice[];
  version: number;
}

export interface FeedPrice {
  points: number;
  cashMinor: number | null;
  currency: string | null;
}

/** A statement for whoever sends several at once. */
export interface Statement {
  text: string;
  values: unknown[];
}

/**
 * Must run inside the transaction that makes the changes; none when nothing changed. To an outbox row belongs one run of
 * feed entries at most; the first one names all topics.
 */
export function changesStatements(now: Date, changes: Changes): Statement[] {
  const topics: Record<string, string[]> = {};
  for (const [name, ids] of Object.entries(changes.topics)) {
    if (ids.length > 0) topics[name] = [...new Set(ids)];
  }
  const runs = runsOf(changes.feed);
  if (runs.length > 0) return runs.map((run, nth) => insertRun(now, nth === 0 ? topics : {}, run));
  if (Object.keys(topics).length === 0) return [];
  return [{ text: insertTopicsSql, values: [JSON.stringify(topics), now] }];
}

/** A reader takes a whole run apart for each page that touches it. */
const longestRun = 256;

/** Entries of one program, in their order; a row of its feed. */
interface Run {
  programId: string;
  entries: FeedChange[];
}

function runsOf(feed: readonly FeedChange[]): Run[] {
  const runs: Run[] = [];
  const latest = new Map<string, Run>();
  for (const entry of feed) {
    const { programId } = entry;
    let run = latest.get(programId);
    if (run === undefined || run.entries.length === longestRun) {
      run = { programId, entries: [] };
      latest.set(programId, run);
      runs.push(run);
    }
    run.entries.push(entry);
  }
  return runs;
}

const insertTopicsSql = 'INSERT INTO outbox (topics, at) VALUES ($1::json, $2)';

const insertRunSql = `
  WITH told AS (
    INSERT INTO outbox (topics, feed_program, feed_entries, at)
    VALUES ($1::json, $2::uuid, cardinality($4::uuid[]), $6::timestamptz)
    RETURNING id
  )
  INSERT INTO stock_feed (id, program_id, kinds, variants, states, at)
  SELECT id, $2::uuid, $3::text[], $4::uuid[], $5, $6::timestamptz FROM told`;

function insertRun(
  now: Date,
  topics: Readonly<Record<string, readonly string[]>>,
  { programId, entries }: Run,
): Statement {
  return {
    text: insertRunSql,
    values: [
      JSON.stringify(topics),
      programId,
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.variantId),
      // JSON has no line breaks of its own. Nobody looks into a state before a partner reads it.
      entries.map((entry) => JSON.stringify(entry.state)).join('\n'),
      now,
    ],
  };
}

/** Writes what changed inside the caller's transaction; the sequencer makes it known after the commit. */
export async function recordChanges(client: Queryable, now: Date, changes: Changes): Promise<void> {
  for (const { text, values } of changesStatements(now, changes)) await client.query(text, values);
}

/** The changes of several books of one transaction as one. */
export function mergeChanges(parts: readonly Changes[]): Changes {
  const topics: Record<string, string[]> = {};
  for (const part of parts) {
    for (const [name, ids] of Object.entries(part.topics)) (topics[name] ??= []).push(...ids);
  }
  return { topics, feed: parts.flatMap((part) => part.feed) };
}
