import { ArgsType, Field, Int } from 'type-graphql';
import { z } from 'zod';
import { decodeCursor } from '../graphql/connection.js';
import { badInput } from '../graphql/errors.js';
import { hasAtMost, isKeepable } from '../platform/text.rules.js';
import { RewardFilter, RewardSortEnum } from './reward.inputs.js';
import type { RewardsFilter } from './rewards.filter.js';
import type { Keyset, RewardSort } from './rewards.order.js';

/** How a list of rewards is asked for, of the whole mall or of one zone. */
@ArgsType()
export class RewardsArgs {
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

const mostCharactersOfQuery = 200;
const mostValuesOfFilter = 100;

/** What a list holds; a zone's own holds what stands in it. */
export function askedFilter(args: RewardsArgs, zoneId: string | null): RewardsFilter {
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
    zoneId,
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

export function cursorKeyset(cursor: string, sort: RewardSort): Keyset {
  const [cursorSort, key, id] = decodeCursor('rewards', cursor, keysetShape);
  const fits = sort === 'newest' ? key === null : Number.isSafeInteger(key);
  if (cursorSort !== sort || !fits) {
    throw badInput('The cursor belongs to a list of another order.');
  }
  return { key, id };
}
