import { Field, ObjectType } from 'type-graphql';
import { AdminImage } from '../catalog/catalog.admin.types.js';
import { LocalizedText } from '../graphql/localized.js';

@ObjectType({ description: 'What is told of a campaign, in every language.', simpleResolvers: true })
export class VoteCampaignTexts {
  @Field(() => LocalizedText, { description: 'The question.' })
  title!: LocalizedText;

  @Field(() => LocalizedText, { description: 'One sentence about it.' })
  summary!: LocalizedText;

  @Field(() => LocalizedText, { description: 'Everything about it, as plain text.' })
  story!: LocalizedText;

  @Field(() => [AdminImage], { description: 'Its pictures, the main one first.' })
  images!: AdminImage[];
}

@ObjectType({ description: 'What is told of a candidate, in every language.', simpleResolvers: true })
export class VoteCandidateTexts {
  @Field(() => LocalizedText, { description: 'What it is called.' })
  title!: LocalizedText;

  @Field(() => LocalizedText, { description: 'One sentence about it.' })
  summary!: LocalizedText;

  @Field(() => LocalizedText, {
    description: 'What will be told of the reward that it becomes when it wins.',
  })
  description!: LocalizedText;

  @Field(() => [AdminImage], { description: 'Its pictures, the main one first.' })
  images!: AdminImage[];
}
