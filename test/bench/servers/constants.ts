import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { CatalogResolver } from '@jifen/server/catalog/catalog.resolver.js';
import { RewardConnection } from '@jifen/server/catalog/reward.types.js';
import type { RequestContext } from '@jifen/server/graphql/context.js';
import { NodeRegistry } from '@jifen/server/graphql/node.js';
import type { Database } from '@jifen/server/platform/database.js';

/** The first page as the product made it once for each member, from then on out of memory. */
@Resolver()
export class ConstantsResolver {
  readonly #kept = new Map<string, Promise<RewardConnection>>();
  readonly #catalog: CatalogResolver;

  constructor(database: Database) {
    this.#catalog = new CatalogResolver(database, new NodeRegistry());
  }

  @Query(() => RewardConnection, { description: 'The same page as `rewards`, out of memory.' })
  constantRewards(
    @Arg('first', () => Int, { description: 'How many.' }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<RewardConnection> {
    const key = context.member?.id ?? '';
    const kept = this.#kept.get(key) ?? this.#catalog.rewards({ first }, context);
    this.#kept.set(key, kept);
    return kept;
  }
}
