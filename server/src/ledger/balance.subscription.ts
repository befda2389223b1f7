import { Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { requireMember, type RequestContext } from '../graphql/context.js';
import { LiveSource } from '../live/source.js';
import type { BalanceFacts } from './balance.rules.js';
import { Balance, describeBalance } from './balance.types.js';
import { MEMBER_TOPIC } from './ledger.book.js';

@Resolver()
export class BalanceSubscription {
  @Subscription(() => Balance, {
    description:
      'The signed-in member’s own balance: the present one first, then every newer one that can be delivered. Needs a member token, else UNAUTHENTICATED.',
    subscribe: ({ context }: { context: RequestContext }) => {
      const member = requireMember(context);
      return new LiveSource<BalanceFacts>({
        topic: MEMBER_TOPIC,
        ids: [member.id],
        audience: member.id,
        permits: (facts) => facts.memberId === member.id,
      });
    },
  })
  balance(@Root() facts: BalanceFacts, @Ctx() context: RequestContext): Balance {
    return describeBalance(facts, context.now, context.program.rules.expiringSoonDays);
  }
}
