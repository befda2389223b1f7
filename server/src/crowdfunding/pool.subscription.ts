import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { LiveSource } from '../live/source.js';
import { decodeId } from '../platform/ids.js';
import { POOL_TOPIC } from './pool.book.js';
import type { Progress } from './pool.rows.js';
import { PoolProgress } from './pool.types.js';
import { progressView } from './pool.view.js';

@Resolver()
export class PoolSubscription {
  @Subscription(() => PoolProgress, {
    description:
      'How far a pool is: the present state first, then every newer one that can be delivered. A publishable key is enough. Ends with NOT_FOUND when it does not exist.',
    subscribe: ({ args, context }: { args: { poolId: string }; context: RequestContext }) => {
      const uuid = decodeId('pool', args.poolId);
      if (uuid === null) throw badInput('poolId is not the id of a pool.');
      return new LiveSource<Progress>({
        topic: POOL_TOPIC,
        ids: [uuid],
        audience: context.program.id,
        permits: (state) => state.programId === context.program.id,
      });
    },
  })
  poolProgress(
    @Root() state: Progress,
    @Arg('poolId', () => ID, { description: 'The pool to watch.' }) _poolId: string,
    @Ctx() context: RequestContext,
  ): PoolProgress {
    return progressView(state, context);
  }
}
