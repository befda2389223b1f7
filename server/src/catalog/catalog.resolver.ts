import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { localize } from '../graphql/localized.js';
import { loadNodes, type NodeRegistry } from '../graphql/node.js';
import type { Database } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import { isKeepable } from '../platform/text.rules.js';
import { bandLabel, kindLabels } from './facet.rules.js';
import { rewardFacets, type FacetRow } from './facets.queries.js';
import { rewardKinds } from './reward.draft.js';
import { Category, Reward, RewardConnection, RewardFacets, RewardKindEnum, Zone } from './reward.types.js';
import { categoryView, facetView, rewardView, zoneView } from './reward.view.js';
import { RewardsArgs } from './rewards.asked.js';
import type { AskedPage, RewardLists } from './rewards.list.js';
import { rewardsBy } from './rewards.queries.js';
import { countLoader, rewardLoader, variantLoader, viewerOf, viewOf } from './rewards.reader.js';
import { categoriesById, categoriesOf, zonesById, zonesOf } from './shelves.queries.js';

@Resolver(() => Reward)
export class CatalogResolver {
  constructor(
    private readonly database: Database,
    private readonly lists: RewardLists,
    nodes: NodeRegistry,
  ) {
    registerNodes(database, nodes);
  }

  @Query(() => RewardConnection, {
    description: 'The rewards members can see: on sale, sold out or coming soon.',
  })
  async rewards(
    @Args(() => RewardsArgs) args: RewardsArgs,
    @Ctx() context: RequestContext,
  ): Promise<RewardConnection> {
    return this.lists.page(args, null, context);
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
  async zones(
    @Arg('first', () => Int, {
      nullable: true,
      description: 'Only so many of them, 1 to 100; absent: all, which the limit on queries counts as 100.',
    })
    first: number | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Zone[]> {
    const most = first === null || first === undefined ? null : pageSize(first);
    const rows = await zonesOf(this.database, context.program.id, most);
    return rows.map((row) => zoneView(row, viewOf(context)));
  }

  @Query(() => [Category], { description: 'The categories of rewards, in the order in which to show them.' })
  async categories(@Ctx() context: RequestContext): Promise<Category[]> {
    const rows = await categoriesOf(this.database, context.program.id);
    return rows.map((row) => categoryView(row, context.language));
  }
}

/** What a list takes whose statement is its own: more than an object that comes along with others. */
const costOfList = 50;

/** What stands in a zone. */
@Resolver(() => Zone)
export class ZoneFields {
  constructor(private readonly lists: RewardLists) {}

  @Extensions({ cost: costOfList })
  @FieldResolver(() => RewardConnection, {
    description:
      'The rewards members can see in this zone, as the query `rewards` lists them: `filter` narrows it further, and a cursor fits both.',
  })
  rewards(
    @Root() zone: Zone,
    @Args(() => RewardsArgs) args: RewardsArgs,
    @Ctx() context: RequestContext,
  ): Promise<RewardConnection> {
    const uuid = decodeId('zone', zone.id);
    if (uuid === null) throw new Error('A zone has no id.');
    return this.lists.page(args, uuid, context);
  }
}

@Resolver(() => RewardConnection)
export class RewardConnectionResolver {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Int, { description: 'How many rewards the whole list holds; counted when selected.' })
  totalCount(@Root() root: AskedPage, @Ctx() context: RequestContext): Promise<number> {
    return countLoader(this.database, context).load(root.asked);
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

function kindFacet(row: FacetRow, context: RequestContext) {
  const kind = rewardKinds.find((one) => one === row.key);
  const name = Object.entries(RewardKindEnum).find(([, value]) => value === kind)?.[0];
  return {
    key: name ?? row.key,
    label: kind === undefined ? row.key : localize(kindLabels[kind], context.language),
    count: row.count,
  };
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
