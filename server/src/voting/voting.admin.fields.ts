import { FieldResolver, Resolver, Root } from 'type-graphql';
import { VoteCampaignTexts, VoteCandidateTexts } from './voting.admin.types.js';
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

@Resolver(() => VoteCandidate)
export class CandidateTextsField {
  @FieldResolver(() => VoteCandidateTexts, {
    description: 'Its texts in every language, as they were written.',
  })
  texts(@Root() { row }: VoteCandidate): VoteCandidateTexts {
    const { title, summary, images, reward } = row;
    return { title, summary, description: reward.description, images };
  }
}
