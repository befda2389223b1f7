import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Points } from '../graphql/scalars.js';
import type { Benefit } from './benefit.rows.js';

export const BenefitEnum = {
  EXCHANGE_DISCOUNT: 'exchange_discount',
  TIER_PRICE: 'tier_price',
  EARLY_ACCESS: 'early_access',
  EXCLUSIVE_ZONE: 'exclusive_zone',
  BIRTHDAY_GIFT: 'birthday_gift',
  FREE_SHIPPING: 'free_shipping',
  DEDICATED_SERVICE: 'dedicated_service',
} as const satisfies Record<Uppercase<Benefit>, Benefit>;

registerEnumType(BenefitEnum, {
  name: 'Benefit',
  description: 'What a tier can give its members.',
  valuesConfig: {
    EXCHANGE_DISCOUNT: { description: 'Fewer points for rewards.' },
    TIER_PRICE: { description: 'A price of a reward that only members of a tier get.' },
    EARLY_ACCESS: { description: 'New rewards before others get them.' },
    EXCLUSIVE_ZONE: { description: 'Rewards of a zone that is open to a tier.' },
    BIRTHDAY_GIFT: { description: 'Points on the member’s birthday.' },
    FREE_SHIPPING: { description: 'Physical rewards are sent free of charge.' },
    DEDICATED_SERVICE: { description: 'Staff of the brand who look after the member.' },
  },
});

@ObjectType({ description: 'What members of a tier get.', simpleResolvers: true })
export class TierBenefits {
  @Field(() => Int, { description: 'Percent of the points that rewards cost less; 0: nothing.' })
  discountPercent!: number;

  @Field(() => Int, { description: 'Hours by which new rewards can be had earlier; 0: none.' })
  earlyAccessHours!: number;

  @Field(() => Points, { description: 'Points given on each birthday; 0: none.' })
  birthdayPoints!: number;

  @Field(() => Boolean, { description: 'Whether physical rewards are sent free of charge.' })
  freeShipping!: boolean;

  @Field(() => Boolean, { description: 'Whether staff of the brand look after the member.' })
  dedicatedService!: boolean;
}

@ObjectType({ description: 'How often a member used a benefit.', simpleResolvers: true })
export class BenefitUsage {
  @Field(() => BenefitEnum, { description: 'Which benefit.' })
  benefit!: Benefit;

  @Field(() => Int, { description: 'How many times it was used.' })
  uses!: number;

  @Field(() => Points, { description: 'Points it saved or gave; 0 for what is not worth points.' })
  points!: number;
}

@ObjectType({ description: 'How often members of a tier used a benefit.', simpleResolvers: true })
export class TierBenefitUsage extends BenefitUsage {
  @Field(() => String, { description: 'The key of the tier the members had when they used it.' })
  tier!: string;

  @Field(() => Int, { description: 'How many members used it.' })
  members!: number;
}
