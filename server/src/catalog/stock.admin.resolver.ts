import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { UserError } from '../graphql/user-errors.types.js';
import type { Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { decodeId } from '../platform/ids.js';
import { refuse } from '../platform/refusal.js';
import { actorOf } from '../program/audit.js';
import { StockState, stockState } from '../stock/stock.types.js';
import { StockTopic } from '../stock/stock.topic.js';
import { adjustStock } from './adjust-stock.js';

@InputType({ description: 'Pieces counted in or out.' })
export class StockAdjustInput {
  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The variant whose stock changes.' })
  variantId!: string;

  @Field(() => Int, {
    description:
      'Pieces that came in (positive), up to 1000000000 on hand, or went missing (negative); not 0.',
  })
  change!: number;

  @Field(() => String, { nullable: true, description: 'Why, for the audit trail, up to 200 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'The stock as it is now, or why it was refused.', simpleResolvers: true })
export class StockAdjustPayload {
  @Field(() => StockState, { nullable: true, description: 'What is left of the variant; null when refused.' })
  stock!: StockState | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}

@Resolver()
export class AdminStockResolver {
  readonly #topic: StockTopic;

  constructor(
    database: Database,
    private readonly groups: GroupCommit,
  ) {
    this.#topic = new StockTopic(database);
  }

  @Mutation(() => StockAdjustPayload, {
    description:
      'Counts pieces of a variant in or out; never below nothing. Refuses with NotFound, OutOfStock, InvalidInput or IdempotencyConflict.',
  })
  async stockAdjust(
    @Arg('input', () => StockAdjustInput, { description: 'What to do, in one object.' })
    input: StockAdjustInput,
    @Ctx() context: RequestContext,
  ): Promise<StockAdjustPayload> {
    const variantId = decodeId('variant', input.variantId);
    const outcome =
      variantId === null
        ? refuse({ code: 'NOT_FOUND', id: input.variantId, path: ['variantId'] })
        : await this.groups.submit(
            adjustStock({
              programId: context.program.id,
              idempotencyKey: input.idempotencyKey,
              actor: actorOf(context),
              variantId,
              change: input.change,
              note: input.note ?? null,
            }),
          );
    if ('refused' in outcome)
      return { stock: null, userErrors: toUserErrors(outcome.refused, context.language) };
    const read = (await this.#topic.read([outcome.variantId])).get(outcome.variantId);
    if (read === undefined) throw new Error('A variant that was adjusted has no stock.');
    return { stock: stockState(read.state, context.now, context.program.timeZone), userErrors: [] };
  }
}
