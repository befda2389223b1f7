import { FieldResolver, Resolver, Root } from 'type-graphql';
import { PlannedReward, VoteCampaignTexts, VoteCandidateTexts } from './voting.admin.types.js';
import { VoteCampaign, VoteCandidate } from './voting.types.js';

/** What operators wrote of a campaign; members read it in one language. */
@Resolver(() => VoteCampaign)
export class CampaignTextsField {
  @FieldResolver(() => VoteCampaignTexts, {
    description: 'Its texts in every language, as they were written.',
  })
  texts(@Root() { row }: VoteCampaign): VoteCampaignTexts {
    const { title, summary, story, images } = row;
    return { title, summary, story, images };
  }
}

/** What operators wrote of a candidate. */
@Resolver(() => VoteCandidate)
export class CandidateFields {
  @FieldResolver(() => VoteCandidateTexts, {
    description: 'Its texts in every language, as they were written.',
  })
  texts(@Root() { row }: VoteCandidate): VoteCandidateTexts {
    const { title, summary, images, reward } = row;
    return { title, summary, description: reward.description, images };
  }

  @FieldResolver(() => PlannedReward, {
    description: 'The reward that it becomes when it wins, as it was written.',
  })
  planned(@Root() { row }: VoteCandidate): PlannedReward {
    const { kind, onHand, category, zones } = row.reward;
    return { handle: row.handle, kind, onHand, category, zones };
  }
}
