import { createMall, type Mall as LiveMall, type StockFeedEvent } from '@jifen/sdk';
import { feedPlace } from '@jifen/server/feed/feed.cursor.js';
import { WebSocket } from 'ws';
import type { Cluster } from './cluster.js';
import { until } from './deadline.js';
import type { Mall } from './mall.js';
import type { Stage } from './stage.js';

const readWithinMs = 30_000;

/** A partner who copies the stock feed: keeps the cursor beside what it read, and goes on from there after each restart. */
export class Partner {
  readonly #events: StockFeedEvent[] = [];
  #cursor = '';
  #startedAt = 0;
  /** The version of each variant in the snapshot that the partner began with. */
  #began = new Map<string, number>();
  #mall: LiveMall | null = null;
  #starts = 0;

  constructor(
    private readonly stage: Stage,
    private readonly mall: Mall,
  ) {}

  async start(): Promise<void> {
    const mall = this.#open();
    const { cursor, nodes, pageInfo } = await mall.live.stockFeedSnapshot();
    if (pageInfo.hasNextPage) throw new Error('The snapshot of a small mall has one page.');
    this.#cursor = cursor;
    this.#began = new Map(nodes.map(({ variantId, version }) => [variantId, Number(version)]));
    this.#startedAt = feedPlace(this.#cursor)?.position ?? 0;
    this.#follow(mall);
  }

  /** As if its own process had died: only the stored cursor is left, and another server answers. */
  restart(): void {
    this.#mall?.close();
    this.#follow(this.#open());
  }

  /** Waits until the partner has read everything, then compares event by event. */
  async settle(cluster: Cluster): Promise<void> {
    const read = () => cluster.snapshot((db) => readFeed(db, this.mall.programUuid));
    await until('every change has its place in the feed', readWithinMs, () =>
      cluster.snapshot(async (db) => {
        const rows = await db.query<{ waiting: number }>(
          'SELECT count(*)::int AS waiting FROM outbox WHERE position IS NULL',
        );
        return rows[0]?.waiting === 0;
      }),
    );
    const wanted = (await read()).at(-1)?.position ?? 0;
    await until(`the partner has read up to place ${wanted}`, readWithinMs, async () => {
      return (this.#positions().at(-1) ?? this.#startedAt) >= wanted;
    }).catch((error: unknown) => this.stage.violated(String(error)));
    const stored = (await read()).filter(({ position }) => position > this.#startedAt);
    const positions = this.#positions();
    const expected = stored.map(({ position }) => position);
    if (positions.join() !== expected.join()) {
      this.stage.violated(
        `the partner read ${positions.length} events of ${expected.length}: ${firstDifference(positions, expected)}`,
      );
    }
    await this.#compareStates(cluster);
  }

  close(): void {
    this.#mall?.close();
  }

  #open(): LiveMall {
    const proxy = this.stage.proxies[this.#starts % this.stage.proxies.length];
    this.#starts += 1;
    const mall = createMall({
      endpoint: proxy?.origin ?? '',
      publishableKey: this.mall.keys.partner,
      webSocket: WebSocket,
      pace: { schedule: soon, random: Math.random },
    });
    this.#mall = mall;
    return mall;
  }

  #follow(mall: LiveMall): void {
    mall.live.stockFeed(
      { after: this.#cursor },
      ({ events, cursor }) => {
        if (this.#mall !== mall) return;
        this.#events.push(...events);
        this.#cursor = cursor;
      },
      {
        onStatus: (status, error) => {
          if (status === 'closed' && error)
            this.stage.violated(`the partner was cut off for good: ${error.message}`);
        },
      },
    );
  }

  #positions(): number[] {
    return this.#events.map(({ cursor }) => feedPlace(cursor)?.position ?? -1);
  }

  /** From the snapshot to what the mall has, each version of a variant was told once, the last one as it is. */
  async #compareStates(cluster: Cluster): Promise<void> {
    const rows = await cluster.snapshot((db) =>
      db.query<{ variant_id: string; left: number; version: number }>(
        'SELECT variant_id, on_hand::int AS left, version::int FROM stock WHERE program_id = $1',
        [this.mall.programUuid],
      ),
    );
    for (const { id, uuid } of this.mall.variants) {
      const stored = rows.find((row) => row.variant_id === uuid);
      const began = this.#began.get(id);
      if (stored === undefined || began === undefined)
        this.stage.violated(`${id} is missing from the ${stored ? 'snapshot' : 'stock'}`);
      else this.#compareVariant(id, began, stored);
    }
  }

  /** The stock table is asked for the versions, for a change that never came into the feed is missing there too. */
  #compareVariant(id: string, began: number, stored: { left: number; version: number }): void {
    // What the snapshot shows already may come once more behind its cursor.
    const events = this.#events.filter(
      ({ variantId, version }) => variantId === id && Number(version) > began,
    );
    const told = events.map(({ version }) => Number(version));
    const due = Array.from({ length: stored.version - began }, (_, at) => began + 1 + at);
    if (told.join() !== due.join())
      this.stage.violated(
        `the feed told ${told.length} versions of ${id} instead of ${due.length} since ${began}: ${firstDifference(told, due)}`,
      );
    const last = events.at(-1);
    if (last !== undefined && (last.available !== stored.left || Number(last.version) !== stored.version))
      this.stage.violated(
        `the partner's last state of ${id} is ${last.available} left, version ${last.version}; true is ${stored.left} left, version ${stored.version}`,
      );
  }
}

function readFeed(
  db: { query<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> },
  programUuid: string,
): Promise<{ position: number }[]> {
  return db.query<{ position: number }>(
    `SELECT generate_series(position - cardinality(variants) + 1, position)::int AS position
       FROM stock_feed WHERE program_id = $1 ORDER BY 1`,
    [programUuid],
  );
}

function soon(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, Math.min(ms / 5, 3_000));
  return () => clearTimeout(timer);
}

function firstDifference(read: readonly number[], stored: readonly number[]): string {
  const at = Array.from({ length: Math.max(read.length, stored.length) }, (_, place) => place).find(
    (place) => read[place] !== stored[place],
  );
  return at === undefined
    ? 'none'
    : `number ${at} is ${read[at] ?? 'missing'} instead of ${stored[at] ?? 'none'}`;
}
