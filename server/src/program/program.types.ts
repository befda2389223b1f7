import { Field, ID, ObjectType } from 'type-graphql';
import { LanguageEnum, LocalizedText } from '../graphql/localized.js';
import type { Language } from '../graphql/localized.js';
import { CurrencyCode, Json, Points } from '../graphql/scalars.js';
import type { ProgramRules } from './rules.js';

@ObjectType('Band', { description: 'A range of points by which rewards are browsed.', simpleResolvers: true })
export class Band {
  @Field(() => String, { description: 'The name of the band in filters, for example "100-500".' })
  key!: string;

  @Field(() => Points, { description: 'Fewest points of a reward in this band.' })
  pointsMin!: number;

  @Field(() => Points, {
    nullable: true,
    description: 'Points from which the next band begins; null when there is none.',
  })
  pointsMax!: number | null;
}

@ObjectType('Program', { description: "A brand's points mall.", simpleResolvers: true })
export class ProgramView {
  @Field(() => String, { description: 'The name of the mall, in the language of the request.' })
  name!: string;

  @Field(() => LanguageEnum, { description: 'The language of callers who name none.' })
  defaultLanguage!: Language;

  @Field(() => [LanguageEnum], { description: 'The languages in which content is kept.' })
  languages!: Language[];

  @Field(() => String, {
    description: 'The time zone by whose calendar days and limits count, for example "Asia/Shanghai".',
  })
  timeZone!: string;

  @Field(() => Points, { description: 'Points that are worth one unit of the currency.' })
  pointsPerCurrencyUnit!: number;

  @Field(() => CurrencyCode, { description: 'The currency of every cash amount in this mall.' })
  currencyCode!: string;

  @Field(() => [Band], { description: 'The ranges of points by which rewards are browsed, cheapest first.' })
  bands!: Band[];

  @Field(() => String, {
    nullable: true,
    description:
      'How the shipping of physical rewards is paid by members whose tier does not send them free, in words; null when the mall tells nothing.',
  })
  shippingTerms!: string | null;
}

@ObjectType({ description: "A brand's points mall, as its operators see it.", simpleResolvers: true })
export class AdminProgram {
  @Field(() => ID, { description: 'The id of the program; the audience of its member tokens.' })
  id!: string;

  @Field(() => String, { description: 'The short name by which the installation knows it.' })
  handle!: string;

  @Field(() => LocalizedText, { description: 'The name of the mall.' })
  name!: LocalizedText;

  @Field(() => LanguageEnum, { description: 'The language of callers who name none.' })
  defaultLanguage!: Language;

  @Field(() => String, { description: 'The time zone by whose calendar days and limits count.' })
  timeZone!: string;

  @Field(() => CurrencyCode, { description: 'The currency of every cash amount in this mall.' })
  currencyCode!: string;

  @Field(() => Json, { description: 'Every rule of the program with its number, defaults included.' })
  rules!: ProgramRules;
}
