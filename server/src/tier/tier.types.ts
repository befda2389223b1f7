import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate, Points } from '../graphql/scalars.js';
import { TierBenefits } from './benefit.types.js';

@ObjectType({ description: 'A step of the membership ladder.', simpleResolvers: true })
export class Tier {
  @Field(() => String, { description: 'The key by which it is named, for example "gold".' })
  key!: string;

  @Field(() => String, { description: 'What members read, in the language of the request.' })
  title!: string;

  @Field(() => Points, { description: 'The score from which a member has it.' })
  from!: number;

  @Field(() => TierBenefits, { description: 'What its members get.' })
  benefits!: TierBenefits;
}

@ObjectType({
  description: 'The last days of a validity, in which purchases earn more points.',
  simpleResolvers: true,
})
export class KeepSprint {
  @Field(() => Boolean, { description: 'Whether it is now.' })
  active!: boolean;

  @Field(() => CalendarDate, { description: 'The first day of it.' })
  from!: string;

  @Field(() => Int, { description: 'By what the points of purchases are multiplied while it is.' })
  multiplier!: number;

  @Field(() => Points, {
    description:
      'Score that is missing to keep the tier, of the months that will count on the day of its review; 0 when it is safe.',
  })
  missing!: number;
}

@ObjectType({ description: 'Where a member stands on the ladder.', simpleResolvers: true })
export class MemberTier {
  memberUuid!: string;

  @Field(() => Tier, { nullable: true, description: 'The tier the member has; null before the first.' })
  current!: Tier | null;

  @Field(() => Tier, { nullable: true, description: 'The tier above; null at the top.' })
  next!: Tier | null;

  @Field(() => Points, {
    description: 'What was spent and done in the months that count, each with its weight.',
  })
  score!: number;

  @Field(() => Points, { description: 'The part of the score that comes from spending.' })
  spendScore!: number;

  @Field(() => Points, { description: 'The part of the score that comes from taking part.' })
  interactionScore!: number;

  @Field(() => Points, {
    nullable: true,
    description: 'Score that is missing to the tier above; null at the top.',
  })
  missing!: number | null;

  @Field(() => Int, {
    description: 'How much of the way to the tier above is done, 0 to 100; 100 at the top.',
  })
  percent!: number;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Since when the member has it; null without a tier.',
  })
  since!: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'When the tier is reviewed: the score then keeps it, or it lands one step lower. Null without a tier.',
  })
  reviewOn!: string | null;

  @Field(() => KeepSprint, { nullable: true, description: 'How to keep the tier; null without one.' })
  sprint!: KeepSprint | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How to reach those who look after the member, in words; null where the tier has no dedicated service or tells no way.',
  })
  serviceContact!: string | null;
}
