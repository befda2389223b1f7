import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/scalars.js';
import { Tier } from './tier.types.js';

@ObjectType({
  description: 'What spending and taking part weigh in the score; together 100.',
  simpleResolvers: true,
})
export class TierWeights {
  @Field(() => Int, { description: 'Percent of what was spent, in whole units of the currency.' })
  spend!: number;

  @Field(() => Int, { description: 'Percent of the units of taking part.' })
  interaction!: number;
}

@ObjectType({ description: 'What one way of taking part counts, before its weight.', simpleResolvers: true })
export class TierUnits {
  @Field(() => Int, { description: 'A daily check-in.' })
  checkIn!: number;

  @Field(() => Int, { description: 'The first gift to a good cause.' })
  donation!: number;

  @Field(() => Int, { description: 'The first pledge to a pool.' })
  pledge!: number;

  @Field(() => Int, { description: 'The first ballot in a campaign.' })
  ballot!: number;
}

@ObjectType({
  description: 'The last days of a validity, in which members are told and purchases earn more.',
  simpleResolvers: true,
})
export class TierSprintRule {
  @Field(() => Int, { description: 'How many days.' })
  days!: number;

  @Field(() => Int, { description: 'By what the points of purchases are multiplied in them.' })
  multiplier!: number;
}

@ObjectType({ description: 'How a score is made and how long a tier is kept.', simpleResolvers: true })
export class TierScoring {
  @Field(() => Int, { description: 'Calendar months that count, the present one included.' })
  windowMonths!: number;

  @Field(() => TierWeights, { description: 'What spending and taking part weigh.' })
  weights!: TierWeights;

  @Field(() => TierUnits, { description: 'What each way of taking part counts.' })
  units!: TierUnits;

  @Field(() => Int, { description: 'Months for which a tier is held.' })
  validityMonths!: number;

  @Field(() => TierSprintRule, { description: 'The keep-sprint.' })
  sprint!: TierSprintRule;
}

@ObjectType({ description: 'The rules of the ladder as members read them.', simpleResolvers: true })
export class TierRulesInWords extends TierScoring {
  @Field(() => DateTime, {
    nullable: true,
    description: 'From when they are in force; null for the rules with which the mall began.',
  })
  effectiveFrom!: Date | null;

  @Field(() => [Tier], { description: 'The ladder, the lowest step first.' })
  tiers!: Tier[];

  @Field(() => [String], {
    description:
      'How the score is made, how long a tier is kept, what the keep-sprint is and how changes are told, in plain words.',
  })
  sentences!: string[];
}

@ObjectType({ description: 'One thing that other rules will change.', simpleResolvers: true })
export class TierRuleChange {
  @Field(() => String, { description: 'What changes, in a plain sentence.' })
  sentence!: string;

  @Field(() => Boolean, { description: 'Whether members could have less by it.' })
  couldLose!: boolean;
}

@ObjectType({ description: 'Rules of the ladder that are not in force yet.', simpleResolvers: true })
export class AnnouncedTierRules {
  @Field(() => TierRulesInWords, { description: 'The rules as they will be.' })
  rules!: TierRulesInWords;

  @Field(() => [TierRuleChange], { description: 'What they change in the rules in force, one by one.' })
  changes!: TierRuleChange[];
}

@ObjectType({ description: 'The rules of the ladder in force, and those to come.', simpleResolvers: true })
export class TierRuleBook {
  @Field(() => TierRulesInWords, { description: 'The rules in force now.' })
  current!: TierRulesInWords;

  @Field(() => AnnouncedTierRules, {
    nullable: true,
    description: 'The rules that take their place at a moment to come; null when none are announced.',
  })
  announced!: AnnouncedTierRules | null;
}
