import type pg from 'pg';
import type { NewId } from '../ids.js';
import type { Changes } from '../outbox/record-changes.js';
import type { Refused } from '../refusal.js';

/** What a command answers; kept as JSON under its idempotency key, so that a retry gets the very same answer. */
export type Outcome = { readonly [field: string]: string | number | boolean | null };

/** Claims a key for a command: the same key with the same input gives the first answer, with other input it is refused. */
export interface IdempotencyClaim {
  /** Who may reuse the key: a member, or the brand's backend. */
  scope: string;
  key: string;
  /** Everything that decides what the command does, its fields always in the same order; compared by the hash of its JSON. */
  input: unknown;
}

/**
 * A change of points, stock or limits. It first says which rows it needs, then decides on them once they are locked.
 * `decide` is asked exactly once per attempt, after the commands that arrived before it have had their effect.
 */
export interface Command<Result extends Outcome> {
  readonly name: string;
  readonly programId: string;
  readonly idempotency: IdempotencyClaim | null;
  /** Tells the books which rows to lock and read. Reads nothing itself. */
  prepare(books: Books): void;
  /** Refuses, or applies its effects to the books and answers. A refusal must leave the books as they were. */
  decide(books: Books): Result | Refused;
}

/** The working set of one group: every locked row, as the commands before left it. */
export interface Books {
  readonly now: Date;
  readonly newId: NewId;
  /** 0 on the first try; a book may load more on a later one (see TryAgain). */
  readonly attempt: number;
  book<B extends Book>(kind: BookKind<B>): B;
  /** The same for every group of this process, made when first asked for: what a book remembers and can show to be true still. */
  kept<K extends object>(kind: new () => K): K;
}

/** One kind of rows: how to lock and read them for a whole group, and how to store what changed, each in set-based statements. */
export interface Book {
  load(): Load[];
  /** What only the rows that were read could tell is needed as well; asked until there is nothing more, for each answer is a round trip. */
  loadMore?(): Load[];
  store(): Statement[];
  /** What subscribers and the partner feed must hear of. */
  changes?(): Changes;
}

export interface BookKind<B extends Book> {
  new (books: Books): B;
}

export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** A statement of the locking round trip, and where its rows go. */
export interface Load extends Statement {
  take(row: pg.QueryResultRow): void;
}

/** Makes a load; its row type is named where its SQL stands. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the columns of its SQL
export function load<Row extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[],
  take: (row: Row) => void,
): Load {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the SQL selects is what its author says
  return { text, values, take: (row) => take(row as Row) };
}

/** Thrown by a book that loaded too little for this group; the group runs again with `attempt` raised. */
export class TryAgain extends Error {}
