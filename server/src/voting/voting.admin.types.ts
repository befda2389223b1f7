import { Field, Int, ObjectType } from 'type-graphql';
import { AdminImage } from '../catalog/catalog.admin.types.js';
import type { RewardKind } from '../catalog/reward.draft.js';
import { RewardKindEnum } from '../catalog/reward.types.js';
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

@ObjectType({
  description: 'The reward that a candidate becomes when it wins, beside its texts and its points.',
  simpleResolvers: true,
})
export class PlannedReward {
  @Field(() => String, {
    description: 'The handle it is meant to get; the reward gets another one where this is taken by then.',
  })
  handle!: string;

  @Field(() => RewardKindEnum, { description: 'What the member will receive.' })
  kind!: RewardKind;

  @Field(() => Int, { nullable: true, description: 'Units there will be; null: unlimited.' })
  onHand!: number | null;

  @Field(() => String, { nullable: true, description: 'The key of its category; null without one.' })
  category!: string | null;

  @Field(() => [String], { description: 'The keys of the zones it will stand in.' })
  zones!: string[];
}
