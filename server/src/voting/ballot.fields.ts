import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import type { Queryable } from '../platform/database.js';
import { viewOf } from './voting.pages.js';
import { campaignLoader } from './voting.queries.js';
import { Ballot, VoteCampaign, VoteCandidate } from './voting.types.js';
import { campaignView, candidateView } from './voting.view.js';

/** What a ballot tells of its campaign. */
@Resolver(() => Ballot)
export class BallotFields {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => VoteCampaign, { description: 'Where it was cast.' })
  async campaign(@Root() ballot: Ballot, @Ctx() context: RequestContext): Promise<VoteCampaign> {
    return campaignView(await this.#campaign(ballot, context), viewOf(context));
  }

  @FieldResolver(() => VoteCandidate, { description: 'What was chosen.' })
  async candidate(@Root() ballot: Ballot, @Ctx() context: RequestContext): Promise<VoteCandidate> {
    const { candidates } = await this.#campaign(ballot, context);
    const chosen = candidates.find(({ id }) => id === ballot.row.candidateId);
    if (chosen === undefined) throw new Error('The candidate of a ballot is not there.');
    return candidateView(chosen, context.language);
  }

  async #campaign({ row }: Ballot, context: RequestContext) {
    const campaign = await campaignLoader(this.database, context).load(row.campaignId);
    if (campaign === null) throw new Error('The campaign of a ballot is not there.');
    return campaign;
  }
}
