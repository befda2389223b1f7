import { Field, ID, InputType, Int } from 'type-graphql';
import { LocalizedTextInput } from '../graphql/localized.js';
import { PriceInput } from '../graphql/money.types.js';
import { DateTime } from '../graphql/scalars.js';
import { LimitPeriod } from '../stock/stock.types.js';
import type { Period } from '../platform/period.rules.js';
import { mostPlans, mostVariants } from './draft.rules.js';
import { mostOptions } from './draft-texts.rules.js';
import type { RewardKind } from './reward.draft.js';
import { RewardKindEnum } from './reward.types.js';

const handleShape = '1 to 200 letters, digits, dots, hyphens and underscores';

@InputType({ description: 'A picture.' })
export class ImageInput {
  @Field(() => String, { description: 'Its address: https://, http://, / or data:image/.' })
  url!: string;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What it shows.' })
  alt?: LocalizedTextInput | null;
}

@InputType({ description: 'How many units one member may have.' })
export class RewardLimitInput {
  @Field(() => Int, { description: 'Units per member and period, 1 to 1000000000.' })
  quantity!: number;

  @Field(() => LimitPeriod, {
    description:
      'How often the count starts again. What members had without a limit, or under another period that began on another day, does not count.',
  })
  period!: Period;
}

@InputType({ description: 'One way to pay for a variant.' })
export class PricePlanInput {
  @Field(() => PriceInput, {
    description:
      'The price of one unit: up to 1000000000 points, up to 1000000000000 of the smallest units of the cash of the program, or both.',
  })
  price!: PriceInput;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'What it is called, up to 300 characters in each language.',
  })
  label?: LocalizedTextInput | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it counts; absent: at once.' })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it counts; absent: without end.' })
  endsAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The key of a tier: only its members and those above may pay by it, without a further discount. Absent: everybody.',
  })
  tier?: string | null;
}

@InputType({ description: 'One property of a variant.' })
export class VariantOptionInput {
  @Field(() => LocalizedTextInput, { description: 'The property, for example "Size".' })
  name!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { description: 'What it is, for example "Large".' })
  value!: LocalizedTextInput;
}

@InputType({ description: 'So many units in every period, while stock lasts.' })
export class StockBatchInput {
  @Field(() => Int, { description: 'Units in every period, 1 to 1000000000.' })
  size!: number;

  @Field(() => LimitPeriod, { description: 'How often a new batch begins; not EVER.' })
  period!: Period;
}

@InputType({ description: 'The stock a new variant begins with; stockAdjust and codesAdd change it later.' })
export class StockInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'Units on hand, 0 to 1000000000; absent: unlimited. 0 for virtual rewards that deliver codes.',
  })
  onHand?: number | null;

  @Field(() => StockBatchInput, {
    nullable: true,
    description: 'Absent: everything on hand can be had at once.',
  })
  batch?: StockBatchInput | null;
}

@InputType({
  description:
    'One choice of a reward; in an update, absent fields stay as they are, and null empties what may be empty.',
})
export class VariantInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The variant to change; absent: a new one. Only in updates.',
  })
  id?: string | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'Its title; absent when it is the only one.',
  })
  title?: LocalizedTextInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'A stock-keeping code, unique in the program, up to 100 characters.',
  })
  sku?: string | null;

  @Field(() => [VariantOptionInput], {
    nullable: true,
    description: `What sets it apart from its siblings, up to ${mostOptions}.`,
  })
  options?: VariantOptionInput[] | null;

  @Field(() => [PricePlanInput], {
    nullable: true,
    description: `All its prices, 1 to ${mostPlans}; they replace those it has. Absent: those it has stay, and a new variant is refused.`,
  })
  pricePlans?: PricePlanInput[] | null;

  @Field(() => StockInput, {
    nullable: true,
    description: 'The stock of a new variant; absent: unlimited. Ignored for an existing one.',
  })
  stock?: StockInput | null;
}

@InputType({ description: 'What operators may say of a reward; absent fields are empty in a new one.' })
class RewardFields {
  @Field(() => LocalizedTextInput, { nullable: true, description: 'One sentence about it.' })
  summary?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Everything about it, as plain text.' })
  description?: LocalizedTextInput | null;

  @Field(() => String, { nullable: true, description: 'Who makes or delivers it, up to 300 characters.' })
  supplier?: string | null;

  @Field(() => String, { nullable: true, description: 'The key of its category.' })
  category?: string | null;

  @Field(() => [String], { nullable: true, description: 'The keys of the zones it stands in.' })
  zones?: string[] | null;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description: 'Words to tag it with, at most 50 of 1 to 100 characters.',
  })
  tags?: LocalizedTextInput[] | null;

  @Field(() => [ImageInput], { nullable: true, description: 'Its pictures, at most 50, the main one first.' })
  images?: ImageInput[] | null;

  @Field(() => String, { nullable: true, description: 'Where a video about it is.' })
  videoUrl?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the sale begins; null: at once.' })
  onSaleFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the sale ends; null: never.' })
  onSaleUntil?: Date | null;

  @Field(() => RewardLimitInput, { nullable: true, description: 'A limit per member; null: none.' })
  limit?: RewardLimitInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the order FEATURED, the highest first, -1000000000 to 1000000000.',
  })
  featured?: number | null;
}

@InputType({ description: 'A new reward.' })
export class RewardCreateInput extends RewardFields {
  @Field(() => String, { description: `A stable name for addresses, unique in the program: ${handleShape}.` })
  handle!: string;

  @Field(() => RewardKindEnum, { description: 'What the member receives.' })
  kind!: RewardKind;

  @Field(() => LocalizedTextInput, {
    description: 'Its title, in at least one language, up to 300 characters in each.',
  })
  title!: LocalizedTextInput;

  @Field(() => [VariantInput], { description: `Its choices, 1 to ${mostVariants}.` })
  variants!: VariantInput[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to list it at once; otherwise it is a draft.',
  })
  listed!: boolean;
}

@InputType({
  description:
    'Changes of a reward; absent fields stay as they are, and null empties what may be empty. Handle, kind and title may not, so null leaves them; a list replaces the one there is, but for `variants`.',
})
export class RewardUpdateInput extends RewardFields {
  @Field(() => ID, { description: 'The reward.' })
  id!: string;

  @Field(() => String, { nullable: true, description: `A new handle: ${handleShape}.` })
  handle?: string | null;

  @Field(() => RewardKindEnum, { nullable: true, description: 'Another kind.' })
  kind?: RewardKind | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'A new title, up to 300 characters in each language.',
  })
  title?: LocalizedTextInput | null;

  @Field(() => [VariantInput], {
    nullable: true,
    description: `Variants to change (with id) or to add (without), ${mostVariants} in all at most; those not named stay.`,
  })
  variants?: VariantInput[] | null;
}

@InputType({ description: 'Rewards to show to members.' })
export class RewardListInput {
  @Field(() => [ID], { description: 'The rewards, 1 to 1000.' })
  ids!: string[];
}

@InputType({ description: 'Rewards to take out of the mall.' })
export class RewardDelistInput {
  @Field(() => [ID], { description: 'The rewards, 1 to 1000; at most 30% of all that are listed.' })
  ids!: string[];
}

@InputType({ description: 'A catalog to import.' })
export class CatalogImportInput {
  @Field(() => String, {
    description:
      'The text of a Shopify product CSV; larger files are imported with the command `catalog:import`. `Published` and `Status` (draft and archived are not published) say what is listed; where neither says so, a new reward is listed and another stays as it is.',
  })
  csv!: string;
}
