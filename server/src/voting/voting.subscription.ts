import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { LiveSource } from '../live/source.js';
import { decodeId } from '../platform/ids.js';
import { VOTE_TOPIC } from './voting.book.js';
import type { VoteStanding } from './voting.rows.js';
import { VoteTally } from './voting.types.js';
import { tallyView } from './voting.view.js';

@Resolver()
export class VotingSubscription {
  @Subscription(() => VoteTally, {
    description:
      'How a campaign stands: as it is first, then every newer state that can be delivered. A publishable key is enough. Counts of a hidden campaign are null until its end. Ends with NOT_FOUND when there is no such campaign.',
    subscribe: ({ args, context }: { args: { campaignId: string }; context: RequestContext }) => {
      const uuid = decodeId('campaign', args.campaignId);
      if (uuid === null) throw badInput('campaignId is not the id of a campaign.');
      return new LiveSource<VoteStanding>({
        topic: VOTE_TOPIC,
        ids: [uuid],
        // Ids and numbers only: the same for everybody.
        audience: context.program.id,
        permits: (standing) => standing.programId === context.program.id,
      });
    },
  })
  voteTally(
    @Root() standing: VoteStanding,
    @Arg('campaignId', () => ID, { description: 'The campaign to watch.' }) _campaignId: string,
    @Ctx() context: RequestContext,
  ): VoteTally {
    return tallyView(standing, context.now);
  }
}
