import { Field, ID, InputType, Int } from 'type-graphql';
import { ImageInput } from '../catalog/catalog.admin.inputs.js';
import { PresentationChangesInput } from '../catalog/presentation.admin.inputs.js';
import type { RewardKind } from '../catalog/reward.draft.js';
import { RewardKindEnum } from '../catalog/reward.types.js';
import { LocalizedTextInput } from '../graphql/localized.js';
import { DateTime, Points } from '../graphql/scalars.js';
import { fewestCandidates, mostCandidates, mostPiecesEver } from './campaign-draft.rules.js';
import { usualMostPieces } from './voting.rules.js';
import type { Weighting } from './voting.rows.js';
import { VoteWeightingEnum } from './voting.types.js';

@InputType({ description: 'What to vote for.' })
export class VoteCastInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => ID, { description: 'The candidate chosen.' })
  candidateId!: string;

  @Field(() => Points, {
    nullable: true,
    description:
      'All points that shall stand behind the ballot, those put in before included; only where the campaign spends points. They are not given back.',
  })
  points?: number | null;

  @Field(() => Int, {
    defaultValue: 0,
    description:
      'Pieces the member would exchange, 0 to the `mostPieces` of the campaign; only where it asks.',
  })
  quantity!: number;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'Something to choose, and the reward it becomes when it wins.' })
export class VoteCandidateInput {
  @Field(() => String, {
    description:
      'A stable name, unique in the campaign: 1 to 200 letters, digits, dots, hyphens and underscores; the reward gets it.',
  })
  handle!: string;

  @Field(() => LocalizedTextInput, { description: 'What it is called, in both languages.' })
  title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'One sentence about it, in both languages or absent.',
  })
  summary?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'Everything about it as plain text, in both languages or absent.',
  })
  description?: LocalizedTextInput | null;

  @Field(() => [ImageInput], { nullable: true, description: 'Its pictures, at most 50, the main one first.' })
  images?: ImageInput[] | null;

  @Field(() => RewardKindEnum, { defaultValue: 'physical', description: 'What the member will receive.' })
  kind!: RewardKind;

  @Field(() => Points, { description: 'What one unit will cost, at least 1.' })
  points!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Units there will be; absent: unlimited. 0 for virtual rewards that deliver codes.',
  })
  onHand?: number | null;

  @Field(() => String, { nullable: true, description: 'The key of its category.' })
  category?: string | null;

  @Field(() => [String], { nullable: true, description: 'The keys of the zones it will stand in.' })
  zones?: string[] | null;
}

@InputType({ description: 'A new campaign; it is open at once.' })
export class VoteCampaignCreateInput {
  @Field(() => String, {
    description:
      'A stable name for addresses, unique in the program: 1 to 100 letters, digits, dots, hyphens and underscores.',
  })
  handle!: string;

  @Field(() => LocalizedTextInput, { description: 'The question, in both languages.' })
  title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'One sentence about it, in both languages or absent.',
  })
  summary?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'Everything about it as plain text, in both languages or absent.',
  })
  story?: LocalizedTextInput | null;

  @Field(() => [ImageInput], { nullable: true, description: 'Its pictures, at most 20, the main one first.' })
  images?: ImageInput[] | null;

  @Field(() => VoteWeightingEnum, { defaultValue: 'ballot', description: 'What a ballot weighs.' })
  weighting!: Weighting;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether a ballot can be changed until the end.' })
  changeable!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether counts are kept back until the end.' })
  hidden!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether members are asked how many pieces they would exchange.',
  })
  asksQuantity!: boolean;

  @Field(() => Int, {
    defaultValue: usualMostPieces,
    description: `The most pieces taken as an answer to that, 1 to ${mostPiecesEver}.`,
  })
  mostPieces!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the lowest tier whose members may vote; everybody may when it is absent.',
  })
  tier?: string | null;

  @Field(() => DateTime, { description: 'Until when ballots are taken.' })
  endsAt!: Date;

  @Field(() => DateTime, {
    description:
      'When the winner goes on sale, later than the end; decided only after that, it is announced for the days that the rules of the program name, and then goes on sale.',
  })
  launchAt!: Date;

  @Field(() => [VoteCandidateInput], {
    description: `What can be chosen, ${fewestCandidates} to ${mostCandidates}, in order.`,
  })
  candidates!: VoteCandidateInput[];
}

@InputType({
  description:
    'What is told of one candidate; absent fields stay as they are, and null empties what may be empty. Handle, kind, points, units, category and zones are what is voted on, so nothing changes them.',
})
export class VoteCandidateUpdateInput {
  @Field(() => ID, { description: 'The candidate, of this campaign and named once.' })
  candidateId!: string;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'What it is called, in both languages. It cannot be empty, so null leaves it.',
  })
  title?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'One sentence about it, in both languages or empty in both.',
  })
  summary?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'Everything about it as plain text, in both languages or empty in both.',
  })
  description?: LocalizedTextInput | null;

  @Field(() => [ImageInput], {
    nullable: true,
    description: 'All its pictures, at most 50, the main one first.',
  })
  images?: ImageInput[] | null;
}

@InputType({
  description:
    'What is told of a campaign; absent fields stay as they are, and null empties what may be empty. Weighting, tier, pieces, end, launch and what there is to choose are what members voted on, and the handle is an address, so nothing changes them.',
})
export class VoteCampaignUpdateInput extends PresentationChangesInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => [VoteCandidateUpdateInput], {
    nullable: true,
    description: 'Candidates of which something else is to be told; those not named stay as they are.',
  })
  candidates?: VoteCandidateUpdateInput[] | null;
}

@InputType({ description: 'Which campaign to end.' })
export class VoteCampaignCloseInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}
