import { Field, InputType, registerEnumType } from 'type-graphql';
import { Points } from '../graphql/scalars.js';
import type { RewardKind } from './reward.draft.js';
import { RewardKindEnum } from './reward.types.js';

export const RewardSortEnum = {
  FEATURED: 'featured',
  NEWEST: 'newest',
  POINTS_ASC: 'points_asc',
  POINTS_DESC: 'points_desc',
  POPULAR: 'popular',
  RELEVANCE: 'relevance',
} as const;

registerEnumType(RewardSortEnum, {
  name: 'RewardSort',
  description: 'The order of a list of rewards.',
  valuesConfig: {
    FEATURED: { description: 'As the operators arranged them, then the newest.' },
    NEWEST: { description: 'The newest first.' },
    POINTS_ASC: { description: 'The fewest points first, by `priceFrom`.' },
    POINTS_DESC: { description: 'The most points first, by `priceFrom`.' },
    POPULAR: {
      description:
        'The one of which most units were exchanged in the last 90 days first, then the newest; counted every ten minutes, without what was cancelled or refunded.',
    },
    RELEVANCE: { description: 'The best match of `query` first; as FEATURED without one.' },
  },
});

@InputType({
  description: 'Narrows a list of rewards; within a list of values any, between fields all must fit.',
})
export class RewardFilter {
  @Field(() => [String], { nullable: true, description: 'Keys of categories.' })
  categories?: string[] | null;

  @Field(() => [RewardKindEnum], { nullable: true, description: 'Kinds.' })
  kinds?: RewardKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Keys of zones.' })
  zones?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Keys of bands, as the program lists them.' })
  bands?: string[] | null;

  @Field(() => Points, { nullable: true, description: 'Costs at least so many points, by `priceFrom`.' })
  pointsMin?: number | null;

  @Field(() => Points, {
    nullable: true,
    description: 'Costs at most so many points, by `priceFrom`; a band ends before its own `pointsMax`.',
  })
  pointsMax?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: only what the member may have and has the points for at their own price (nothing without a member token). False is as good as absent.',
  })
  affordable?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only what is left now. False is as good as absent.',
  })
  inStock?: boolean | null;
}
