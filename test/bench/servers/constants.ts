import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { RewardConnection } from '@jifen/server/catalog/reward.types.js';
import { RewardLists } from '@jifen/server/catalog/rewards.list.js';
import type { RequestContext } from '@jifen/server/graphql/context.js';
import type { Database } from '@jifen/server/platform/database.js';

/** The first page as the product made it once for each member, from then on out of memory. */
@Resolver()
export class ConstantsResolver {
  readonly #kept = new Map<string, Promise<RewardConnection>>();
  readonly #lists: RewardLists;

  constructor(database: Database) {
    this.#lists = new RewardLists(database);
  }

  @Query(() => RewardConnection, { description: 'The same page as `rewards`, out of memory.' })
  constantRewards(
    @Arg('first', () => Int, { description: 'How many.' }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<RewardConnection> {
    const key = context.member?.id ?? '';
    const kept = this.#kept.get(key) ?? this.#lists.page({ first }, null, context);
    this.#kept.set(key, kept);
    return kept;
  }
}
