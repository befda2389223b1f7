import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { StatementEntry } from '../ledger/statement.types.js';
import type { Queryable } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import { Purchase } from './earning.types.js';
import { purchaseLoader, purchaseView } from './purchase.view.js';

/** Which order a movement came from, for operators; members follow `subject`, which knows only what is their own. */
@Resolver(() => StatementEntry)
export class StatementPurchaseField {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => Purchase, {
    nullable: true,
    description:
      'The order that earned the points, gave them back or repaid what was owed; null for everything else.',
  })
  async purchase(
    @Root() { subjectIds }: StatementEntry,
    @Ctx() context: RequestContext,
  ): Promise<Purchase | null> {
    // Of one uuid at most, under each prefix that the reason leaves open.
    const uuid = subjectIds.map((id) => decodeId('purchase', id)).find((one) => one !== null);
    const row = uuid === undefined ? null : await purchaseLoader(this.database, context).load(uuid);
    return row === null ? null : purchaseView(row);
  }
}
