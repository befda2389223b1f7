import { Arg, Ctx, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import { feedState, type FeedVariant, feedVariantsBehind } from '../catalog/feed-states.queries.js';
import { turnWindowsOf } from '../catalog/turn-windows.js';
import { decodeCursor, encodeCursor, pageSize } from '../graphql/connection.js';
import { requireScope, type RequestContext } from '../graphql/context.js';
import { price } from '../graphql/money.types.js';
import { LogSource } from '../live/source.js';
import type { Database } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import type { FeedPrice, FeedState } from '../platform/outbox/record-changes.js';
import { feedCursor, type FeedPlace } from './feed.cursor.js';
import { readFeedHead, type FeedEntry } from './feed.queries.js';
import { StockFeedBatch, StockFeedEvent, StockFeedItem, StockFeedSnapshotConnection } from './feed.types.js';
import { placeOf, stockFeedLog, type FeedBatch } from './stock-feed.js';

/** The place in the feed to go on from, and the last variant. */
const snapshotKeyset = z.tuple([z.number().int().min(0), z.number().int().nullable(), z.uuid()]);

@Resolver()
export class StockFeedResolver {
  constructor(private readonly database: Database) {}

  @Query(() => StockFeedSnapshotConnection, {
    description:
      'The present state of every variant and the cursor to follow from; needs a partner key with the scope `stock_feed`, else FORBIDDEN.',
  })
  async stockFeedSnapshot(
    @Arg('first', () => Int, { defaultValue: 100, description: 'Variants on the page, 1 to 100.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | undefined,
    @Ctx() context: RequestContext,
  ): Promise<StockFeedSnapshotConnection> {
    requireScope(context, 'stock_feed');
    const limit = pageSize(first);
    // A window that has turned gets its entry first, so that the page shows nothing which the feed tells otherwise under its version.
    await turnWindowsOf(this.database, context.program.id, context.now);
    // The head is read before the first page: a change made meanwhile is in the feed behind it, whatever a page shows.
    const { head, last } =
      typeof after === 'string'
        ? startedAt(after)
        : { head: await readFeedHead(this.database, context.program.id), last: null };
    const items = await feedVariantsBehind(this.database, context.program.id, last, limit + 1);
    return snapshotPage(items, limit, head, typeof after === 'string', context);
  }

  @Subscription(() => StockFeedBatch, {
    description:
      'Every change of stock, price and listing, those that come with time within a second or so, in order, kept for at least 7 days. Resumes behind `after` without gap or duplicate; ends with CURSOR_EXPIRED when that is not possible. Needs a partner key with the scope `stock_feed`, else FORBIDDEN.',
    subscribe: ({ args, context }: { args: { after?: string | null }; context: RequestContext }) => {
      requireScope(context, 'stock_feed');
      return new LogSource(stockFeedLog, context.program.id, args.after ?? null);
    },
  })
  stockFeed(
    @Root() batch: FeedBatch,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'Cursor of the last batch, event or snapshot that was dealt with; without it: from now on.',
    })
    _after: string | undefined,
  ): StockFeedBatch {
    return { events: batch.entries.map(told), cursor: feedCursor(batch.place) };
  }
}

function startedAt(after: string): { head: FeedPlace; last: string } {
  const [position, writtenAt, last] = decodeCursor('stockFeedSnapshot', after, snapshotKeyset);
  return { head: { position, writtenAt }, last };
}

/** The fields of a GraphQL type without its class. */
type Told<Type> = { [Field in keyof Type]: Type[Field] };

const largestInt = 2_147_483_647;

function told(entry: FeedEntry): StockFeedEvent {
  return {
    ...toldState(entry.variantId, entry.state),
    cursor: feedCursor(placeOf(entry)),
    at: entry.at,
    kind: entry.kind,
  };
}

function toldState(variantId: string, state: FeedState): Told<StockFeedItem> {
  return {
    variantId: encodeId('variant', variantId),
    rewardId: encodeId('reward', state.rewardId),
    sku: state.sku,
    available: state.available === null ? null : Math.min(state.available, largestInt),
    unlimited: state.unlimited,
    listed: state.listed,
    prices: state.prices.map(toldPrice),
    version: String(state.version),
  };
}

function toldPrice({ points, cashMinor, currency }: FeedPrice) {
  return price({
    points,
    cash: cashMinor === null || currency === null ? null : { minor: cashMinor, currency },
  });
}

function snapshotPage(
  items: FeedVariant[],
  limit: number,
  head: FeedPlace,
  hasPreviousPage: boolean,
  context: RequestContext,
): StockFeedSnapshotConnection {
  const {
    now,
    program: { timeZone },
  } = context;
  const shown = items.slice(0, limit);
  const cursorOf = (item: FeedVariant | undefined) =>
    item === undefined
      ? null
      : encodeCursor('stockFeedSnapshot', [head.position, head.writtenAt ?? null, item.variantId]);
  return {
    nodes: shown.map((item) => toldState(item.variantId, feedState(item, { now, timeZone }))),
    pageInfo: {
      hasNextPage: items.length > limit,
      hasPreviousPage,
      startCursor: cursorOf(shown[0]),
      endCursor: cursorOf(shown.at(-1)),
    },
    cursor: feedCursor(head),
  };
}
