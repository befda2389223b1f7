import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import { type RequestContext, requireMember } from '../graphql/context.js';
import { loadNodes, type NodeRegistry } from '../graphql/node.js';
import { Member } from '../member/member.types.js';
import type { Database, Queryable } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import { unknownId } from '../platform/refusal.js';
import { cancel } from './cancel.js';
import { askedRedeem } from './exchange.inputs.js';
import { listExchanges } from './exchange.queries.js';
import type { Exchange as ExchangeRow } from './exchange.rows.js';
import {
  Exchange,
  ExchangeCancelInput,
  ExchangeCancelPayload,
  ExchangeConnection,
  ExchangePayInput,
  ExchangePayPayload,
  ExchangeRedeemInput,
  ExchangeRedeemPayload,
  ExchangeStateEnum,
  stateArg,
} from './exchange.types.js';
import { exchangeLoader, exchangePayload, exchangeView } from './exchange.view.js';
import { openPayment, pay, type PaymentParts } from './pay.js';
import { scoringOf } from '../tier/scoring.js';
import { redeem } from './redeem.js';
import { settleSoon } from './settle-payment.js';

export function registerExchangeNode(registry: NodeRegistry, database: Queryable): void {
  registry.register('exchange', 'Exchange', (ids, context) =>
    loadNodes(exchangeLoader(database, context), ids, (row) =>
      row.memberId === context.member?.id ? exchangeView(row, context) : null,
    ),
  );
}

/** A page of exchanges, newest first; of one member, or of everybody. */
export async function exchangePage(
  database: Database,
  context: RequestContext,
  asked: { memberId: string | null; state: Exchange['state'] | null; first: number; after: string | null },
): Promise<Connection<Exchange>> {
  const of = { programId: context.program.id, memberId: asked.memberId, state: asked.state };
  const read = async (before: string | null, limit: number) => {
    const rows = await listExchanges(database, { ...of, before, limit });
    return rows.map((row) => exchangeView(row, context));
  };
  return keysetPage(asked, byId('exchanges'), ({ uuid }) => uuid, read);
}

@Resolver(() => Member)
export class MemberExchanges {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => ExchangeConnection, { description: 'The member’s exchanges, newest first.' })
  exchanges(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many exchanges, 1 to 100.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
    @Arg('state', () => ExchangeStateEnum, stateArg) state: Exchange['state'] | null,
  ): Promise<Connection<Exchange>> {
    return exchangePage(this.database, context, {
      memberId: member.uuid,
      state: state ?? null,
      first,
      after,
    });
  }
}

@Resolver()
export class ExchangeResolver {
  constructor(private readonly parts: PaymentParts) {}

  @Query(() => Exchange, {
    nullable: true,
    description:
      'One of the signed-in member’s own exchanges; null when it is not theirs. Needs a member token, else UNAUTHENTICATED.',
  })
  async exchange(
    @Arg('id', () => ID, { description: 'The id of the exchange.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Exchange | null> {
    const member = requireMember(context);
    const uuid = decodeId('exchange', id);
    const row = uuid === null ? null : await exchangeLoader(this.parts.database, context).load(uuid);
    return row === null || row.memberId !== member.id ? null : exchangeView(row, context);
  }

  @Mutation(() => ExchangeRedeemPayload, {
    description:
      'Exchanges points for rewards, all lines or none. With a cash part the points are held until `exchangePay`. Refuses with NotFound, NotOnSale, TierRequired, OutOfStock, LimitReached, PriceChanged, InsufficientPoints, InvalidInput or IdempotencyConflict.',
  })
  async exchangeRedeem(
    @Arg('input', () => ExchangeRedeemInput, { description: 'What to do, in one object.' })
    input: ExchangeRedeemInput,
    @Ctx() context: RequestContext,
  ): Promise<ExchangeRedeemPayload> {
    const member = requireMember(context);
    const asked = askedRedeem(input);
    if ('refused' in asked) return exchangePayload(this.parts.database, asked, context);
    const { idempotencyKey, lines, expectedTotal } = asked;
    const redemption = redeem({
      idempotencyKey,
      lines,
      expectedTotal,
      programId: context.program.id,
      memberId: member.id,
      scoring: scoringOf(context.program),
      paymentMinutes: context.program.rules.paymentMinutes,
      provider: this.parts.provider.name,
    });
    const outcome = await this.parts.groups.submit(redemption);
    const made = redemption.made(outcome);
    if (made === null) return exchangePayload(this.parts.database, outcome, context);
    await this.#openPayment(made);
    return { exchange: exchangeView(made, context), userErrors: [] };
  }

  @Mutation(() => ExchangePayPayload, {
    description:
      'Pays the cash part: on success points are captured and the exchange is confirmed. Refuses with PaymentDeclined (try again with another method), InvalidState (for example when the time was up), NotFound, InvalidInput or IdempotencyConflict.',
  })
  async exchangePay(
    @Arg('input', () => ExchangePayInput, { description: 'What to do, in one object.' })
    input: ExchangePayInput,
    @Ctx() context: RequestContext,
  ): Promise<ExchangePayPayload> {
    const member = requireMember(context);
    const exchangeId = decodeId('exchange', input.exchangeId);
    if (exchangeId === null)
      return exchangePayload(this.parts.database, unknownId('exchangeId', input.exchangeId), context);
    const outcome = await pay(this.parts, {
      programId: context.program.id,
      memberId: member.id,
      exchangeId,
      idempotencyKey: input.idempotencyKey,
      paymentMethod: input.paymentMethod,
      timeZone: context.program.timeZone,
    });
    return exchangePayload(this.parts.database, outcome, context);
  }

  @Mutation(() => ExchangeCancelPayload, {
    description:
      'Takes an exchange back before anything was handed over: points return to the lots they came from, cash is given back. Refuses with InvalidState, NotFound, InvalidInput or IdempotencyConflict.',
  })
  async exchangeCancel(
    @Arg('input', () => ExchangeCancelInput, { description: 'What to do, in one object.' })
    input: ExchangeCancelInput,
    @Ctx() context: RequestContext,
  ): Promise<ExchangeCancelPayload> {
    const member = requireMember(context);
    const uuid = decodeId('exchange', input.exchangeId);
    const exchange = uuid === null ? null : await exchangeLoader(this.parts.database, context).load(uuid);
    if (exchange === null || exchange.memberId !== member.id)
      return exchangePayload(this.parts.database, unknownId('exchangeId', input.exchangeId), context);
    const { refundGraceDays } = context.program.rules;
    const rules = { timeZone: context.program.timeZone, refundGraceDays };
    const outcome = await this.parts.groups.submit(
      cancel({ exchange, idempotencyKey: input.idempotencyKey, rules }),
    );
    if (!('refused' in outcome) && exchange.cash !== null) {
      await settleSoon(this.parts, exchange.id);
    }
    return exchangePayload(this.parts.database, outcome, context);
  }

  /** The provider is told after the commit; should it not answer, `exchangePay` opens the payment. */
  async #openPayment({ id, cash, state }: ExchangeRow): Promise<void> {
    if (cash !== null && state === 'awaiting_payment') {
      await openPayment(this.parts, { id, cash }).catch(() => undefined);
    }
  }
}
