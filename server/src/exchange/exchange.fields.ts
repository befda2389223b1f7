import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Variant } from '../catalog/reward.types.js';
import { variantLoader } from '../catalog/rewards.reader.js';
import type { RequestContext } from '../graphql/context.js';
import type { Database } from '../platform/database.js';
import { Exchange, ExchangeLine, Payment } from './exchange.types.js';
import { codeLoader, paymentLoader, paymentView } from './exchange.view.js';

/** What an exchange reaches besides its own rows. */
@Resolver(() => Exchange)
export class ExchangeFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Payment, {
    nullable: true,
    description: 'The cash part; null when points were enough.',
  })
  async payment(@Root() exchange: Exchange, @Ctx() context: RequestContext): Promise<Payment | null> {
    if (exchange.total.cash === null) return null;
    const row = await paymentLoader(this.database, context).load(exchange.uuid);
    return row === null ? null : paymentView(row);
  }
}

@Resolver(() => ExchangeLine)
export class ExchangeLineFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Variant, {
    nullable: true,
    description: 'The variant exchanged for; null when it is no longer in the catalog.',
  })
  variant(@Root() line: ExchangeLine, @Ctx() context: RequestContext): Promise<Variant | null> {
    return variantLoader(this.database, context).load(line.row.variantId);
  }

  @FieldResolver(() => [String], {
    description: 'The codes given out for this line; empty until it is paid, and for what has no codes.',
  })
  async codes(@Root() line: ExchangeLine, @Ctx() context: RequestContext): Promise<string[]> {
    if (line.row.deliveredAt === null || line.kind !== 'virtual') return [];
    const lines = await codeLoader(this.database, context).load(line.exchangeUuid);
    return lines.get(line.row.position) ?? [];
  }
}
