import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { LiveSource } from '../live/source.js';
import { decodeId } from '../platform/ids.js';
import { STOCK_TOPIC, type StockRow } from './stock.book.js';
import { StockState, stockState } from './stock.types.js';

const maxVariants = 100;

@Resolver()
export class StockResolver {
  @Subscription(() => StockState, {
    description:
      'What is left of some variants: the present state of each first, then every newer one that can be delivered. A publishable key is enough, also for rewards that are not listed, for whoever knows the id. Ends with NOT_FOUND when one of them does not exist.',
    subscribe: ({ args, context }: { args: { variantIds: string[] }; context: RequestContext }) =>
      new LiveSource<StockRow>({
        topic: STOCK_TOPIC,
        ids: uuids(args.variantIds),
        audience: context.program.id,
        permits: (row) => row.programId === context.program.id,
      }),
  })
  stock(
    @Root() row: StockRow,
    @Arg('variantIds', () => [ID], { description: 'The variants to watch, 1 to 100.' })
    _variantIds: string[],
    @Ctx() context: RequestContext,
  ): StockState {
    return stockState(row, context.now, context.program.timeZone);
  }
}

function uuids(variantIds: readonly string[]): string[] {
  if (variantIds.length === 0 || variantIds.length > maxVariants) {
    throw badInput(`variantIds must name 1 to ${maxVariants} variants.`);
  }
  return variantIds.map((id) => {
    const uuid = decodeId('variant', id);
    if (uuid === null) throw badInput(`${JSON.stringify(id.slice(0, 64))} is not the id of a variant.`);
    return uuid;
  });
}
