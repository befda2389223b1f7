import { type Connection, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import type { Database } from '../platform/database.js';
import { footingOf } from '../tier/footing.rules.js';
import { tierOf, type TierTuple } from '../tier/tier.queries.js';
import type { View } from './plan.view.js';
import { RewardConnection } from './reward.types.js';
import { membersReward } from './reward.view.js';
import { askedFilter, cursorKeyset, type RewardsArgs } from './rewards.asked.js';
import type { RewardsFilter, Viewer } from './rewards.filter.js';
import type { RewardRow } from './rewards.queries.js';
import { standingViewerOf, viewerOf, viewOf } from './rewards.reader.js';
import { pageReader } from './rewards.together.js';
import type { ShownPage } from './shown-page.js';

/** A page that remembers what it was asked for, so that counts are read only when they are selected. */
export class AskedPage extends RewardConnection {
  asked!: { viewer: Viewer; filter: RewardsFilter };
}

/** What the page has brought along of the member is not asked for again by what counts beside it. */
function standingAs(viewer: Viewer, tier: TierTuple, view: View): Viewer {
  return { ...viewer, footing: footingOf(view.rules.rules, tierOf(tier, view)) };
}

/** Lists of rewards: of the whole mall, and of its zones, which are read together. */
export class RewardLists {
  readonly #database: Database;
  readonly #read: ReturnType<typeof pageReader>;
  /** Pages with their cursors, for as long as they are shown. */
  readonly #cut = new WeakMap<ShownPage, Connection<RewardRow>>();

  constructor(database: Database) {
    this.#database = database;
    this.#read = pageReader(database);
  }

  /** One page; null as zone: of the whole mall. */
  async page(args: RewardsArgs, zoneId: string | null, context: RequestContext): Promise<RewardConnection> {
    const first = pageSize(args.first);
    const filter = askedFilter(args, zoneId);
    const viewer =
      filter.affordable === true ? await standingViewerOf(this.#database, context) : viewerOf(context);
    // The order is part of the cursor: a key of one order means nothing in another.
    const wished = args.sort ?? 'relevance';
    const sort = wished === 'relevance' && filter.query === null ? 'featured' : wished;
    const after = args.after ? cursorKeyset(args.after, sort) : null;
    const { page: shown, own, tier } = await this.#read({ viewer, filter, page: { sort, first, after } });
    const view = viewOf(context);
    const rewards = shown.rewards(view);
    const prices = tier === null ? null : shown.prices(view, tier);
    const cut =
      this.#cut.get(shown) ??
      page(shown.rows, {
        first,
        after: args.after,
        cursor: (row) => encodeCursor('rewards', [sort, row.sort_key, row.id]),
      });
    this.#cut.set(shown, cut);
    const edges = cut.edges.flatMap(({ cursor }, at) => {
      const reward = rewards[at];
      return reward === undefined
        ? []
        : [{ cursor, node: membersReward(reward, prices?.[at] ?? null, own(at)) }];
    });
    const nodes = edges.map((edge) => edge.node);
    return Object.assign(new AskedPage(), {
      nodes,
      edges,
      pageInfo: cut.pageInfo,
      asked: { viewer: tier === null ? viewer : standingAs(viewer, tier, view), filter },
    });
  }
}
