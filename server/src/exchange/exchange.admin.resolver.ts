import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { memberLoader } from '../member/member.queries.js';
import { describeMember, Member } from '../member/member.types.js';
import type { Queryable } from '../platform/database.js';
import { actorOf } from '../program/audit.js';
import { decodeId } from '../platform/ids.js';
import { type Refused, unknownId } from '../platform/refusal.js';
import { addCodes } from './add-codes.js';
import {
  CodesAddInput,
  CodesAddPayload,
  ExchangeFulfilInput,
  ExchangeFulfilPayload,
  ExchangeRefundInput,
  ExchangeRefundPayload,
} from './exchange.admin.types.js';
import { exchangePage } from './exchange.resolver.js';
import type { Exchange as ExchangeRow } from './exchange.rows.js';
import { Exchange, ExchangeConnection, ExchangeStateEnum, stateArg } from './exchange.types.js';
import { exchangeLoader, exchangePayload, exchangeView } from './exchange.view.js';
import { fulfil } from './fulfil.js';
import type { PaymentParts } from './pay.js';
import { refund } from './refund.js';
import { settleSoon } from './settle-payment.js';

@Resolver()
export class AdminExchangeResolver {
  constructor(private readonly parts: PaymentParts) {}

  @Query(() => Exchange, { nullable: true, description: 'One exchange; null when there is none.' })
  async exchange(
    @Arg('id', () => ID, { description: 'The id of the exchange.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Exchange | null> {
    const row = await this.#find(id, context);
    return row === null ? null : exchangeView(row, context);
  }

  @Query(() => ExchangeConnection, { description: 'The exchanges of all members, newest first.' })
  exchanges(
    @Ctx() context: RequestContext,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many exchanges, 1 to 100.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
    @Arg('state', () => ExchangeStateEnum, stateArg) state: Exchange['state'] | null,
  ): Promise<Connection<Exchange>> {
    return exchangePage(this.parts.database, context, { memberId: null, state: state ?? null, first, after });
  }

  @Mutation(() => ExchangeFulfilPayload, {
    description:
      'Marks a confirmed exchange as handed over. Refuses with InvalidState, NotFound, InvalidInput or IdempotencyConflict.',
  })
  async exchangeFulfil(
    @Arg('input', () => ExchangeFulfilInput, { description: 'What to do, in one object.' })
    input: ExchangeFulfilInput,
    @Ctx() context: RequestContext,
  ): Promise<ExchangeFulfilPayload> {
    const exchange = await this.#find(input.exchangeId, context);
    if (exchange === null)
      return exchangePayload(this.parts.database, unknownId('exchangeId', input.exchangeId), context);
    const outcome = await this.parts.groups.submit(
      fulfil({
        exchange,
        idempotencyKey: input.idempotencyKey,
        actor: actorOf(context),
        carrier: input.carrier ?? null,
        trackingNumber: input.trackingNumber ?? null,
        timeZone: context.program.timeZone,
      }),
    );
    return exchangePayload(this.parts.database, outcome, context);
  }

  @Mutation(() => ExchangeRefundPayload, {
    description:
      'Undoes a paid exchange: points return to their lots, cash through the provider. Refuses with InvalidState, NotFound, InvalidInput or IdempotencyConflict.',
  })
  async exchangeRefund(
    @Arg('input', () => ExchangeRefundInput, { description: 'What to do, in one object.' })
    input: ExchangeRefundInput,
    @Ctx() context: RequestContext,
  ): Promise<ExchangeRefundPayload> {
    const exchange = await this.#find(input.exchangeId, context);
    if (exchange === null)
      return exchangePayload(this.parts.database, unknownId('exchangeId', input.exchangeId), context);
    const { timeZone, rules } = context.program;
    const outcome = await this.parts.groups.submit(
      refund({
        exchange,
        idempotencyKey: input.idempotencyKey,
        actor: actorOf(context),
        note: input.note ?? null,
        restock: input.restock,
        rules: { timeZone, refundGraceDays: rules.refundGraceDays },
      }),
    );
    if (!('refused' in outcome) && exchange.cash !== null) await settleSoon(this.parts, exchange.id);
    return exchangePayload(this.parts.database, outcome, context);
  }

  @Mutation(() => CodesAddPayload, {
    description:
      'Fills the code pool of a virtual variant; its stock grows by the codes that are new. Refuses with NotFound, InvalidInput or IdempotencyConflict.',
  })
  async codesAdd(
    @Arg('input', () => CodesAddInput, { description: 'What to do, in one object.' }) input: CodesAddInput,
    @Ctx() context: RequestContext,
  ): Promise<CodesAddPayload> {
    const outcome = await this.#addCodes(input, context);
    return 'refused' in outcome
      ? { added: null, userErrors: toUserErrors(outcome.refused, context.language) }
      : { added: outcome.added, userErrors: [] };
  }

  async #addCodes(input: CodesAddInput, context: RequestContext): Promise<{ added: number } | Refused> {
    const variantId = decodeId('variant', input.variantId);
    if (variantId === null) return unknownId('variantId', input.variantId);
    const { codes, idempotencyKey } = input;
    const programId = context.program.id;
    return this.parts.groups.submit(
      addCodes({ programId, idempotencyKey, actor: actorOf(context), variantId, codes }),
    );
  }

  async #find(id: string, context: RequestContext): Promise<ExchangeRow | null> {
    const uuid = decodeId('exchange', id);
    return uuid === null ? null : exchangeLoader(this.parts.database, context).load(uuid);
  }
}

/** Whoever hands something over asks for whom. */
@Resolver(() => Exchange)
export class ExchangeMemberField {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => Member, { description: 'Who exchanged.' })
  async member(@Root() { memberUuid }: Exchange, @Ctx() context: RequestContext): Promise<Member> {
    const facts = await memberLoader(this.database, context).load(memberUuid);
    if (facts === null) throw new Error('An exchange has no member.');
    return describeMember(facts);
  }
}
