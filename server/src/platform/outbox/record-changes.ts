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

/** Must run inside the transaction that makes the changes; null when nothing changed. */
export function changesStatement(now: Date, changes: Changes): Statement | null {
  const topics: Record<string, string[]> = {};
  for (const [name, ids] of Object.entries(changes.topics)) {
    if (ids.length > 0) topics[name] = [...new Set(ids)];
  }
  if (Object.keys(topics).length === 0 && changes.feed.length === 0) return null;
  const { feed } = changes;
  return {
    text: insertOutboxSql,
    values: [
      JSON.stringify(topics),
      feed.map((entry) => entry.programId),
      feed.map((entry) => entry.kind),
      feed.map((entry) => entry.variantId),
      // JSON has no line breaks of its own. Nobody looks into a state before it is an entry.
      feed.map((entry) => JSON.stringify(entry.state)).join('\n'),
      now,
    ],
  };
}

const insertOutboxSql = `
  INSERT INTO outbox (topics, feed_programs, feed_kinds, feed_variants, feed_states, at)
  VALUES ($1::json, $2::uuid[], $3::text[], $4::uuid[], $5, $6)`;

/** Writes one outbox row inside the caller's transaction; the sequencer makes it known after the commit. */
export async function recordChanges(client: Queryable, now: Date, changes: Changes): Promise<void> {
  const insert = changesStatement(now, changes);
  if (insert !== null) await client.query(insert.text, insert.values);
}

/** The changes of several books of one transaction as one. */
export function mergeChanges(parts: readonly Changes[]): Changes {
  const topics: Record<string, string[]> = {};
  for (const part of parts) {
    for (const [name, ids] of Object.entries(part.topics)) (topics[name] ??= []).push(...ids);
  }
  return { topics, feed: parts.flatMap((part) => part.feed) };
}
