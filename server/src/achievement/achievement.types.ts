import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate, Points } from '../graphql/scalars.js';
import type { AchievementKind } from './achievement.rules.js';

export const AchievementKindEnum = {
  TIER: 'tier',
  CHECK_IN: 'check_in',
  EXCHANGE: 'exchange',
  GIFT: 'gift',
  PROJECT: 'project',
  POOL: 'pool',
  BALLOT: 'ballot',
  MEMBERSHIP: 'membership',
} as const;

registerEnumType(AchievementKindEnum, {
  name: 'AchievementKind',
  description: 'What an achievement is for, and what its progress counts.',
  valuesConfig: {
    TIER: { description: 'Reaching a membership tier; counts the score.' },
    CHECK_IN: { description: 'Checking in day after day; counts the days in a row as they stand.' },
    EXCHANGE: { description: 'Exchanges that were fulfilled; counts them, refunded ones as well.' },
    GIFT: { description: 'Gifts to good causes; counts them.' },
    PROJECT: { description: 'Different good causes given to; counts them.' },
    POOL: { description: 'Pools filled with the help of the member; counts them.' },
    BALLOT: { description: 'Campaigns voted in; counts them.' },
    MEMBERSHIP: { description: 'Years as a member; counts days.' },
  },
});

@ObjectType({ description: 'How far an achievement has come.', simpleResolvers: true })
export class AchievementProgress {
  @Field(() => Points, { description: 'What is done, 0 to `of`; what it counts follows from the kind.' })
  done!: number;

  @Field(() => Points, { description: 'What is needed, in the same unit.' })
  of!: number;

  @Field(() => Int, { description: 'How much of it is done, 0 to 100, rounded down.' })
  percent!: number;
}

@ObjectType({
  description:
    'A special award of a member, earned or on its way. Once earned it stays, but for a tier whose rise a refund undid.',
  simpleResolvers: true,
})
export class Achievement {
  @Field(() => String, { description: 'What names it in the mall, for example "check-in-30".' })
  key!: string;

  @Field(() => AchievementKindEnum, { description: 'What it is for.' })
  kind!: AchievementKind;

  @Field(() => String, { description: 'What it is called, in the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'What it is given for, in one sentence.' })
  description!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The day it was earned; null before.' })
  earnedOn!: string | null;

  @Field(() => AchievementProgress, { description: 'How far it has come; all of it once it is earned.' })
  progress!: AchievementProgress;

  @Field(() => Boolean, { description: 'Whether it is the next step to earn of its kind.' })
  next!: boolean;
}
