import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { LiveSource } from '../live/source.js';
import { decodeId } from '../platform/ids.js';
import { DONATION_TOPIC } from './donation.book.js';
import type { Progress } from './donation.rows.js';
import { DonationProgress } from './donation.types.js';
import { progressView } from './donation.view.js';

@Resolver()
export class DonationSubscription {
  @Subscription(() => DonationProgress, {
    description:
      'How far a good cause is: the present state first, then every newer one that can be delivered. A publishable key is enough. Ends with NOT_FOUND when it does not exist.',
    subscribe: ({ args, context }: { args: { projectId: string }; context: RequestContext }) => {
      const uuid = decodeId('project', args.projectId);
      if (uuid === null) throw badInput('projectId is not the id of a project.');
      return new LiveSource<Progress>({
        topic: DONATION_TOPIC,
        ids: [uuid],
        // The titles of milestones are told in the viewer's language.
        audience: `${context.program.id} ${context.language}`,
        permits: (state) => state.programId === context.program.id,
      });
    },
  })
  donationProgress(
    @Root() state: Progress,
    @Arg('projectId', () => ID, { description: 'The project to watch.' }) _projectId: string,
    @Ctx() context: RequestContext,
  ): DonationProgress {
    return progressView(state, context);
  }
}
