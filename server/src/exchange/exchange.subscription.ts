import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import { requireMember, type RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { LiveSource } from '../live/source.js';
import { decodeId } from '../platform/ids.js';
import { EXCHANGE_TOPIC } from './exchange.book.js';
import type { Exchange as ExchangeRow } from './exchange.rows.js';
import { Exchange } from './exchange.types.js';
import { exchangeView } from './exchange.view.js';

@Resolver()
export class ExchangeSubscription {
  @Subscription(() => Exchange, {
    description:
      'One of the signed-in member’s own exchanges: as it is first, then every newer version that can be delivered. Needs a member token, else UNAUTHENTICATED; ends with NOT_FOUND when it is not theirs.',
    subscribe: ({ args, context }: { args: { id: string }; context: RequestContext }) => {
      const member = requireMember(context);
      const uuid = decodeId('exchange', args.id);
      if (uuid === null) throw badInput('id is not the id of an exchange.');
      return new LiveSource<ExchangeRow>({
        topic: EXCHANGE_TOPIC,
        ids: [uuid],
        // Titles and everything behind a variant are told in the viewer's language.
        audience: `${member.id} ${context.language}`,
        permits: (row) => row.memberId === member.id,
      });
    },
  })
  exchange(
    @Root() row: ExchangeRow,
    @Arg('id', () => ID, { description: 'The exchange to watch.' }) _id: string,
    @Ctx() context: RequestContext,
  ): Exchange {
    return exchangeView(row, context);
  }
}
