import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { OperatorWithinArgs, within } from '../graphql/list-args.js';
import { findMember } from '../member/member.queries.js';
import type { Queryable } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import { listPurchases } from './earning.queries.js';
import { type Purchase, PurchaseConnection } from './earning.types.js';
import { purchaseView } from './purchase.view.js';

/** The orders that the brand's backend reported, as it compares them with its own. */
@Resolver()
export class AdminPurchaseResolver {
  constructor(private readonly database: Queryable) {}

  @Query(() => PurchaseConnection, {
    description:
      'The purchases of all customers or of one, those recorded last first. Empty when there is no such customer.',
  })
  async purchases(
    @Arg('memberId', () => ID, { nullable: true, description: 'Only those of this member.' })
    memberId: string | null | undefined,
    @Arg('customerId', () => String, {
      nullable: true,
      description:
        'Only those of this customer, by the brand’s own id; not beside memberId, else BAD_USER_INPUT.',
    })
    customerId: string | null | undefined,
    @Args(() => OperatorWithinArgs) asked: OperatorWithinArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Purchase>> {
    if (typeof memberId === 'string' && typeof customerId === 'string') {
      throw badInput('Give either memberId or customerId, not both.');
    }
    const programId = context.program.id;
    const time = within(asked);
    const read = async (after: string | null, limit: number) => {
      const of = await this.#buyer(programId, memberId, customerId);
      if (of === undefined) return [];
      const rows = await listPurchases(this.database, programId, {
        memberId: of,
        within: time,
        after,
        limit,
      });
      return rows.map(purchaseView);
    };
    return keysetPage(asked, byId('purchases'), ({ uuid }) => uuid, read);
  }

  /** The member whose purchases are asked for, by uuid; null when it is everybody, undefined when there is none such. */
  async #buyer(
    programId: string,
    memberId: string | null | undefined,
    customerId: string | null | undefined,
  ): Promise<string | null | undefined> {
    if (typeof memberId === 'string') return decodeId('member', memberId) ?? undefined;
    if (typeof customerId !== 'string') return null;
    return (await findMember(this.database, programId, customerId))?.id;
  }
}
