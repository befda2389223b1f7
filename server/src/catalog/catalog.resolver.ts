import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { type Connection, decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { localize } from '../graphql/localized.js';
import { loadNodes, type NodeRegistry } from '../graphql/node.js';
import type { Database } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import { hasAtMost, isKeepable } from '../platform/text.rules.js';
import { footingOf } from '../tier/footing.rules.js';
import { tierOf, type TierTuple } from '../tier/tier.queries.js';
import { bandLabel, kindLabels } from './facet.rules.js';
import { rewardFacets, type FacetRow } from './facets.queries.js';
import type { View } from './plan.view.js';
import { rewardKinds } from './reward.draft.js';
import { RewardFilter, RewardSortEnum } from './reward.inputs.js';
import { Category, Reward, RewardConnection, RewardFacets, RewardKindEnum, Zone } from './reward.types.js';
import { categoryView, facetView, membersReward, rewardView, zoneView } from './reward.view.js';
import type { RewardsFilter, Viewer } from './rewards.filter.js';
import type { RewardSort } from './rewards.order.js';
import { type RewardRow, rewardsBy, rewardsCount } from './rewards.queries.js';
import { rewardLoader, standingViewerOf, variantLoader, viewerOf, viewOf } from './rewards.reader.js';
import { pageReader } from './rewards.together.js';
import { categoriesById, categoriesOf, zonesById, zonesOf } from './shelves.queries.js';
import type { ShownPage } from './shown-page.js';

@ArgsType()
class RewardsArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor behind which to go on, of a list of the same sort.',
  })
  after?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words to look for, in Chinese or English; all of them must be found. At most 200 characters.',
  })
  query?: string | null;

  @Field(() => RewardFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: RewardFilter | null;

  @Field(() => RewardSortEnum, {
    nullable: true,
    description: 'The order; without it, RELEVANCE where words are looked for and FEATURED elsewhere.',
  })
  sort?: RewardSort | null;
}

/** A page that remembers what it was asked for, so that counts are read only when they are selected. */
class AskedPage extends RewardConnection {
  asked!: { viewer: Viewer; filter: RewardsFilter };
}

const mostCharactersOfQuery = 200;
const mostValuesOfFilter = 100;

@Resolver(() => Reward)
export class CatalogResolver {
  readonly #read: ReturnType<typeof pageReader>;
  /** Pages with their cursors, for as long as they are shown. */
  readonly #cut = new WeakMap<ShownPage, Connection<RewardRow>>();

  constructor(
    private readonly database: Database,
    nodes: NodeRegistry,
  ) {
    this.#read = pageReader(database);
    registerNodes(database, nodes);
  }

  @Query(() => RewardConnection, {
    description: 'The rewards members can see: on sale, sold out or coming soon.',
  })
  async rewards(
    @Args(() => RewardsArgs) args: RewardsArgs,
    @Ctx() context: RequestContext,
  ): Promise<RewardConnection> {
    const first = pageSize(args.first);
    const filter = askedFilter(args);
    const viewer =
      filter.affordable === true ? await standingViewerOf(this.database, context) : viewerOf(context);
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

  @Query(() => Reward, {
    nullable: true,
    description:
      'One reward, by its id or its handle; null when it was never listed. Ended and delisted ones can still be read.',
  })
  async reward(
    @Arg('id', () => ID, {
      nullable: true,
      description: 'Its id; without it the handle is needed, else BAD_USER_INPUT.',
    })
    id: string | null | undefined,
    @Arg('handle', () => String, { nullable: true, description: 'Its handle; not looked at beside an id.' })
    handle: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Reward | null> {
    if (id) {
      const uuid = decodeId('reward', id);
      return uuid === null ? null : rewardLoader(this.database, context).load(uuid);
    }
    if (!handle) throw badInput('Give either id or handle.');
    if (!isKeepable(handle)) return null;
    const [row] = await rewardsBy(this.database, viewerOf(context), { handle });
    return row === undefined ? null : rewardView(row, viewOf(context));
  }

  @Query(() => [Zone], { description: 'The shelves of the mall, in the order in which to show them.' })
  async zones(@Ctx() context: RequestContext): Promise<Zone[]> {
    const rows = await zonesOf(this.database, context.program.id);
    return rows.map((row) => zoneView(row, viewOf(context)));
  }

  @Query(() => [Category], { description: 'The categories of rewards, in the order in which to show them.' })
  async categories(@Ctx() context: RequestContext): Promise<Category[]> {
    const rows = await categoriesOf(this.database, context.program.id);
    return rows.map((row) => categoryView(row, context.language));
  }
}

@Resolver(() => RewardConnection)
export class RewardConnectionResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Int, { description: 'How many rewards the whole list holds; counted when selected.' })
  totalCount(@Root() root: AskedPage): Promise<number> {
    return rewardsCount(this.database, root.asked.viewer, root.asked.filter);
  }

  @FieldResolver(() => RewardFacets, { description: 'Counts by property; counted when selected.' })
  async facets(@Root() root: AskedPage, @Ctx() context: RequestContext): Promise<RewardFacets> {
    const { viewer, filter } = root.asked;
    const facets = await rewardFacets(this.database, viewer, filter);
    const titled = (row: FacetRow) =>
      facetView(row, row.title === null ? row.key : localize(row.title, context.language));
    return {
      categories: facets.categories.map(titled),
      zones: facets.zones.map(titled),
      kinds: facets.kinds.map((row) => kindFacet(row, context)),
      bands: facets.bands.map((row) => {
        const band = viewer.bands.find((one) => one.key === row.key);
        return facetView(row, band === undefined ? row.key : localize(bandLabel(band), context.language));
      }),
      inStock: facets.inStock,
      affordable: facets.affordable,
    };
  }
}

/** What the page has brought along of the member is not asked for again by what counts beside it. */
function standingAs(viewer: Viewer, tier: TierTuple, view: View): Viewer {
  return { ...viewer, footing: footingOf(view.rules.rules, tierOf(tier, view)) };
}

function kindFacet(row: FacetRow, context: RequestContext) {
  const kind = rewardKinds.find((one) => one === row.key);
  const name = Object.entries(RewardKindEnum).find(([, value]) => value === kind)?.[0];
  return {
    key: name ?? row.key,
    label: kind === undefined ? row.key : localize(kindLabels[kind], context.language),
    count: row.count,
  };
}

function askedFilter(args: RewardsArgs): RewardsFilter {
  const filter = args.filter ?? {};
  const query = args.query?.trim() ?? '';
  if (!hasAtMost(query, mostCharactersOfQuery)) {
    throw badInput(`query must not be longer than ${mostCharactersOfQuery} characters.`);
  }
  const lists = [filter.categories, filter.kinds, filter.zones, filter.bands];
  if (lists.some((list) => (list?.length ?? 0) > mostValuesOfFilter)) {
    throw badInput(`A filter must not name more than ${mostValuesOfFilter} values.`);
  }
  return {
    query: query === '' ? null : query,
    categories: storable(filter.categories),
    kinds: filter.kinds ?? null,
    zones: storable(filter.zones),
    bands: filter.bands ?? null,
    pointsMin: filter.pointsMin ?? null,
    pointsMax: filter.pointsMax ?? null,
    affordable: filter.affordable ?? null,
    inStock: filter.inStock ?? null,
  };
}

/** PostgreSQL knows no NUL in texts, so nothing can be called by one. */
function storable(keys: readonly string[] | null | undefined): string[] | null {
  return keys?.filter(isKeepable) ?? null;
}

const keysetShape = z.tuple([z.enum(Object.values(RewardSortEnum)), z.number().nullable(), z.uuid()]);

function cursorKeyset(cursor: string, sort: RewardSort) {
  const [cursorSort, key, id] = decodeCursor('rewards', cursor, keysetShape);
  const fits = sort === 'newest' ? key === null : Number.isSafeInteger(key);
  if (cursorSort !== sort || !fits) {
    throw badInput('The cursor belongs to a list of another order.');
  }
  return { key, id };
}

/** The only place that knows which node ids are the catalog's. */
function registerNodes(database: Database, nodes: NodeRegistry): void {
  nodes.register('reward', 'Reward', (uuids, context) =>
    loadNodes(rewardLoader(database, context), uuids, (reward) => reward),
  );
  nodes.register('variant', 'Variant', (uuids, context) =>
    loadNodes(variantLoader(database, context), uuids, (variant) => variant),
  );
  nodes.register('zone', 'Zone', async (uuids, context) => {
    const rows = await zonesById(database, context.program.id, uuids);
    return new Map(rows.map((row) => [row.id, zoneView(row, viewOf(context))]));
  });
  nodes.register('category', 'Category', async (uuids, context) => {
    const rows = await categoriesById(database, context.program.id, uuids);
    return new Map(rows.map((row) => [row.id, categoryView(row, context.language)]));
  });
}
