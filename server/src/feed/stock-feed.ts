import type { Log, LogSource } from '../live/source.js';
import type { Queryable } from '../platform/database.js';
import { badInput } from '../graphql/errors.js';
import { cursorExpired, feedPlace, type FeedPlace } from './feed.cursor.js';
import { readFeedHead, readFeedPage, type FeedEntry, type FeedPage } from './feed.queries.js';

/** The name under which the socket server opens this log. */
export const stockFeedLog = 'stock_feed';

/** Entries in order, and the place behind them from which to go on. */
export interface FeedBatch {
  entries: FeedEntry[];
  place: FeedPlace;
}

export interface StockFeedOptions {
  database: Queryable;
  /** Entries read and sent at once; default 500. */
  batchSize?: number;
}

/** The partners' log of stock, prices and listings: every reader reads on at its own speed. */
export class StockFeed implements Log {
  readonly name = stockFeedLog;
  private readonly readers = new Map<string, Set<FeedReader>>();

  constructor(private readonly options: StockFeedOptions) {}

  open(source: LogSource): FeedReader {
    const { ownerId: programId, after } = source;
    const reader = new FeedReader(
      this.options.database,
      programId,
      after,
      this.options.batchSize ?? 500,
      () => {
        const left = this.readers.get(programId);
        left?.delete(reader);
        if (left?.size === 0) this.readers.delete(programId);
      },
    );
    const readers = this.readers.get(programId) ?? new Set<FeedReader>();
    this.readers.set(programId, readers.add(reader));
    return reader;
  }

  /** Told which programs' feeds have grown; null: any of them may have. */
  grown(programIds: ReadonlySet<string> | null): void {
    for (const programId of programIds ?? this.readers.keys()) {
      for (const reader of this.readers.get(programId) ?? []) reader.wake();
    }
  }
}

/**
 * One follower. It holds nothing but its place: the next batch is read when it is asked for, so a slow partner costs no
 * memory, and the place only moves over entries that were handed out, so there is neither gap nor duplicate.
 */
export class FeedReader implements AsyncIterator<FeedBatch> {
  private place: FeedPlace | null = null;
  private mayHaveMore = true;
  private ended = false;
  private resume: () => void = () => undefined;

  constructor(
    private readonly database: Queryable,
    private readonly programId: string,
    private readonly after: string | null,
    private readonly batchSize: number,
    private readonly onEnd: () => void,
  ) {}

  wake(): void {
    this.mayHaveMore = true;
    this.resume();
  }

  async next(): Promise<IteratorResult<FeedBatch, undefined>> {
    try {
      const batch = await this.nextBatch();
      return batch === null ? { done: true, value: undefined } : { done: false, value: batch };
    } catch (error) {
      await this.return();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<FeedBatch, undefined>> {
    this.ended = true;
    this.onEnd();
    this.resume();
    return { done: true, value: undefined };
  }

  private async nextBatch(): Promise<FeedBatch | null> {
    if (this.place === null && this.after === null) {
      // Nothing has happened yet, but the partner learns from where to resume.
      this.place = await readFeedHead(this.database, this.programId);
      return { entries: [], place: this.place };
    }
    let place = this.place ?? this.startingPlace();
    while (!this.ended) {
      // Reset before the read: what is woken during it is read afterwards.
      this.mayHaveMore = false;
      const page = await readFeedPage(this.database, this.programId, place.position, this.batchSize);
      if (!follows(page, place)) throw cursorExpired();
      const last = page.entries.at(-1);
      if (last !== undefined) place = placeOf(last);
      this.place = place;
      if (last !== undefined) return { entries: page.entries, place };
      await this.grown();
    }
    return null;
  }

  private startingPlace(): FeedPlace {
    const place = this.after === null ? null : feedPlace(this.after);
    // Not expired: who is told to start again would save the same wrong text again.
    if (place === null)
      throw badInput(
        'after is not a cursor of the stock feed, which its batches and the snapshot give as `cursor`.',
      );
    return place;
  }

  private async grown(): Promise<void> {
    if (this.mayHaveMore || this.ended) return;
    await new Promise<void>((resume) => {
      this.resume = resume;
    });
  }
}

export function placeOf({ position, at }: FeedEntry): FeedPlace {
  return { position, writtenAt: at.getTime() };
}

/** Whether the page has everything behind the place, and what came before it is what it was. */
function follows({ head, floor, writtenAt }: FeedPage, place: FeedPlace): boolean {
  if (place.position < floor || place.position > head) return false;
  if (place.writtenAt === undefined) return true;
  // What was purged cannot be compared any more.
  if (writtenAt === null) return place.writtenAt === null || floor > 0;
  return place.writtenAt === writtenAt;
}
