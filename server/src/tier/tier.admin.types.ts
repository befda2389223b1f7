import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { LocalizedText, LocalizedTextInput } from '../graphql/localized.js';
import { DateTime, Points } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import { TierBenefits } from './benefit.types.js';
import { TierScoring } from './rule-book.types.js';

@ObjectType({
  description: 'What members of a tier get, and how they reach who serves them.',
  simpleResolvers: true,
})
export class TierBenefitRules extends TierBenefits {
  @Field(() => LocalizedText, {
    description:
      'How members with dedicated service reach it; empty in both languages where there is nothing to tell.',
  })
  serviceContact!: LocalizedText;
}

@ObjectType({ description: 'A step of the ladder, as operators set it.', simpleResolvers: true })
export class TierStepRules {
  @Field(() => String, { description: 'The key by which it is named, for example "gold".' })
  key!: string;

  @Field(() => LocalizedText, { description: 'What members read.' })
  title!: LocalizedText;

  @Field(() => Points, { description: 'The score from which a member has it.' })
  from!: number;

  @Field(() => TierBenefitRules, { description: 'What its members get.' })
  benefits!: TierBenefitRules;
}

@ObjectType({ description: 'Every rule of the ladder with its number.', simpleResolvers: true })
export class TierRules extends TierScoring {
  @Field(() => [TierStepRules], { description: 'The ladder, the lowest step first.' })
  tiers!: TierStepRules[];
}

@ObjectType({ description: 'The rules of the membership ladder from a moment on.', simpleResolvers: true })
export class TierRulesVersion {
  @Field(() => Int, {
    description:
      'Counted from 1; rules that were announced and replaced before they came into force leave a gap.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'From when it is in force.' })
  effectiveFrom!: Date;

  @Field(() => Boolean, { description: 'Whether it is the one in force now.' })
  inForce!: boolean;

  @Field(() => TierRules, { description: 'Every rule with its number.' })
  rules!: TierRules;
}

@ObjectType({ description: 'Members whose score would reach another step.', simpleResolvers: true })
export class TierMove {
  @Field(() => String, {
    nullable: true,
    description: 'The tier that their score reaches by the rules in force; null: none.',
  })
  from!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The tier that their score would reach by the changed rules; null: none.',
  })
  to!: string | null;

  @Field(() => Int, { description: 'How many members.' })
  count!: number;
}

@ObjectType({
  description:
    'What changed rules would do to the scores of today, compared with the rules in force. Upward moves happen at once when the rules come into force, downward ones at each review, one step at a time; members of a step that is taken off the ladder land at once on the next one below it, and keep their day of review.',
  simpleResolvers: true,
})
export class TierPreview {
  @Field(() => Int, { description: 'All members of the program.' })
  members!: number;

  @Field(() => Int, {
    description: 'Members whose score would reach a higher tier than by the rules in force.',
  })
  up!: number;

  @Field(() => Int, { description: 'Members whose score would reach less than by the rules in force.' })
  down!: number;

  @Field(() => Int, { description: 'Members whose score would reach the same tier.' })
  unchanged!: number;

  @Field(() => [TierMove], { description: 'The moves one by one, most members first.' })
  moves!: TierMove[];

  @Field(() => DateTime, {
    description:
      'A moment from which they may be in force: this one, or the first midnight of the program behind the days of notice when a member could lose by them. Any moment behind the days of notice is taken.',
  })
  earliestEffectiveFrom!: Date;
}

@InputType({ description: 'What spending and taking part weigh, in percent; they add up to 100.' })
export class TierWeightsInput {
  @Field(() => Int, { description: 'The weight of spending.' })
  spend!: number;

  @Field(() => Int, { description: 'The weight of taking part.' })
  interaction!: number;
}

@InputType({ description: 'What one interaction counts; what is absent stays.' })
export class TierUnitsInput {
  @Field(() => Int, { nullable: true, description: 'A daily check-in.' })
  checkIn?: number | null;

  @Field(() => Int, { nullable: true, description: 'The first gift to a good cause.' })
  donation?: number | null;

  @Field(() => Int, { nullable: true, description: 'The first pledge to a pool.' })
  pledge?: number | null;

  @Field(() => Int, { nullable: true, description: 'The first ballot in a campaign.' })
  ballot?: number | null;
}

@InputType({ description: 'The last days of a validity; what is absent stays.' })
export class TierSprintInput {
  @Field(() => Int, {
    nullable: true,
    description: 'How many days, 1 to 365; members are told on the first of them.',
  })
  days?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'By what the points of purchases are multiplied, 1 to 10.',
  })
  multiplier?: number | null;
}

@InputType({ description: 'What members of a tier get; what is absent stays, and of a new tier is nothing.' })
export class TierBenefitsInput {
  @Field(() => Int, { nullable: true, description: 'Percent of the points that rewards cost less, 0 to 90.' })
  discountPercent?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Hours by which new rewards can be had earlier, 0 to 720.',
  })
  earlyAccessHours?: number | null;

  @Field(() => Points, { nullable: true, description: 'Points given on each birthday.' })
  birthdayPoints?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether physical rewards are sent free of charge.' })
  freeShipping?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether staff of the brand look after the member.' })
  dedicatedService?: boolean | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description:
      'How members with dedicated service reach it, for example a number with its hours, up to 500 characters; empty texts remove it.',
  })
  serviceContact?: LocalizedTextInput | null;
}

@InputType({ description: 'A step of the ladder.' })
export class TierStepInput {
  @Field(() => String, { description: 'A key of 1 to 40 lower-case letters, digits and hyphens.' })
  key!: string;

  @Field(() => LocalizedTextInput, { description: 'What members read.' })
  title!: LocalizedTextInput;

  @Field(() => Points, { description: 'The score from which a member has it.' })
  from!: number;

  @Field(() => TierBenefitsInput, { nullable: true, description: 'What its members get.' })
  benefits?: TierBenefitsInput | null;
}

@InputType({ description: 'Any part of the rules of the ladder; what is absent stays as it is in force.' })
export class TierRulesInput {
  @Field(() => Int, { nullable: true, description: 'Calendar months that count, 1 to 60.' })
  windowMonths?: number | null;

  @Field(() => TierWeightsInput, { nullable: true, description: 'What spending and taking part weigh.' })
  weights?: TierWeightsInput | null;

  @Field(() => TierUnitsInput, { nullable: true, description: 'What interactions count from then on.' })
  units?: TierUnitsInput | null;

  @Field(() => Int, { nullable: true, description: 'Months for which a tier is held, 1 to 60.' })
  validityMonths?: number | null;

  @Field(() => TierSprintInput, { nullable: true, description: 'The keep-sprint.' })
  sprint?: TierSprintInput | null;

  @Field(() => [TierStepInput], { nullable: true, description: 'The whole ladder, the lowest step first.' })
  tiers?: TierStepInput[] | null;
}

@InputType({ description: 'Which rules are to be in force, and from when.' })
export class TierRulesChangeInput {
  @Field(() => TierRulesInput, { description: 'What changes.' })
  rules!: TierRulesInput;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when; absent: as early as the days of notice allow.',
  })
  effectiveFrom?: Date | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether this takes the place of rules that are announced and not in force yet; members who were told of those hear of these only when they could lose by them.',
  })
  replacesAnnounced!: boolean;
}

@ObjectType({
  description: 'The rules as they will be in force, or why they will not.',
  simpleResolvers: true,
})
export class TierRulesChangePayload {
  @Field(() => TierRulesVersion, {
    nullable: true,
    description: 'The new version; null when it was refused.',
  })
  version!: TierRulesVersion | null;

  @Field(() => [UserError], { description: 'The rules that refused: InvalidInput; empty when none did.' })
  userErrors!: UserError[];
}
