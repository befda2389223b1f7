import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { minorUnits } from '../graphql/money.types.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { ensureMember, type MemberParts } from '../member/ensure-member.js';
import { findMember, type MemberFacts, memberLoader } from '../member/member.queries.js';
import { checkCustomerId } from '../member/member.rules.js';
import { describeMember, Member } from '../member/member.types.js';
import type { Queryable } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { decodeId } from '../platform/ids.js';
import { type Refused, refuse } from '../platform/refusal.js';
import { actorOf } from '../program/audit.js';
import { scoringOf } from '../tier/scoring.js';
import { findPurchase } from './earning.queries.js';
import {
  PointsGrantInput,
  PointsGrantPayload,
  Purchase,
  type PurchasePayload,
  PurchaseRecordInput,
  PurchaseRecordPayload,
  PurchaseRefundInput,
  PurchaseRefundPayload,
} from './earning.types.js';
import { checkGrant, grantPoints } from './grant-points.js';
import { checkLines, checkOrderId } from './purchase.rules.js';
import { purchaseLoader, purchaseView } from './purchase.view.js';
import { checkOrder, recordPurchase } from './record-purchase.js';
import { refundPurchase } from './refund-purchase.js';

export interface EarningParts extends MemberParts {
  groups: GroupCommit;
}

/** What the brand's backend reports and gives. */
@Resolver()
export class AdminEarningResolver {
  constructor(private readonly parts: EarningParts) {}

  @Query(() => Purchase, {
    nullable: true,
    description: 'One purchase, by exactly one of both ids, else BAD_USER_INPUT; null when there is none.',
  })
  async purchase(
    @Arg('id', () => ID, { nullable: true, description: 'The id of the purchase.' })
    id: string | null | undefined,
    @Arg('orderId', () => String, { nullable: true, description: 'The brand’s own id of the order.' })
    orderId: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Purchase | null> {
    if (typeof id === 'string' && typeof orderId === 'string') {
      throw badInput('Give either id or orderId, not both.');
    }
    if (typeof id === 'string') {
      const uuid = decodeId('purchase', id);
      const row = uuid === null ? null : await purchaseLoader(this.parts.database, context).load(uuid);
      return row === null ? null : purchaseView(row);
    }
    if (typeof orderId !== 'string') throw badInput('Give either id or orderId.');
    const row =
      checkOrderId(orderId) === null
        ? await findPurchase(this.parts.database, context.program.id, orderId)
        : null;
    return row === null ? null : purchaseView(row);
  }

  @Mutation(() => PurchaseRecordPayload, {
    description:
      'Records a paid order and credits its points, once per order id: the same order again gives the first answer for 90 days and is refused with AlreadyExists later, other content is refused with IdempotencyConflict. Refuses also with InvalidInput or CurrencyMismatch.',
  })
  async purchaseRecord(
    @Arg('input', () => PurchaseRecordInput, { description: 'What to do, in one object.' })
    input: PurchaseRecordInput,
    @Ctx() context: RequestContext,
  ): Promise<PurchaseRecordPayload> {
    const outcome = await this.#record(input, context);
    return this.#payload(outcome, input.orderId, context);
  }

  @Mutation(() => PurchaseRefundPayload, {
    description:
      'Takes back the points of a refunded order, in proportion to the money, and a tier that it lifted to when the score no longer reaches it; points that the member no longer has are owed. Refuses with NotFound, InvalidState, InvalidInput, CurrencyMismatch or IdempotencyConflict.',
  })
  async purchaseRefund(
    @Arg('input', () => PurchaseRefundInput, { description: 'What to do, in one object.' })
    input: PurchaseRefundInput,
    @Ctx() context: RequestContext,
  ): Promise<PurchaseRefundPayload> {
    const outcome = await this.#refund(input, context);
    return this.#payload(outcome, input.orderId, context);
  }

  @Mutation(() => PointsGrantPayload, {
    description:
      'Gives a member points; what they owe is repaid first. Refuses with InvalidInput or IdempotencyConflict.',
  })
  async pointsGrant(
    @Arg('input', () => PointsGrantInput, { description: 'What to do, in one object.' })
    input: PointsGrantInput,
    @Ctx() context: RequestContext,
  ): Promise<PointsGrantPayload> {
    const outcome = await this.#grant(input, context);
    return 'refused' in outcome
      ? { member: null, userErrors: toUserErrors(outcome.refused, context.language) }
      : { member: describeMember(outcome), userErrors: [] };
  }

  async #grant(input: PointsGrantInput, context: RequestContext): Promise<MemberFacts | Refused> {
    const { customerId, points, idempotencyKey } = input;
    const { id: programId, timeZone, rules } = context.program;
    const note = input.note ? { zh: input.note.zh, en: input.note.en } : null;
    const given = { points, note, expiresAt: input.expiresAt ?? null };
    const unnamed = checkCustomerId(customerId);
    if (unnamed !== null) return unnamed;
    const unfit = checkGrant(given, context.now);
    // A refused grant must not make the member. To one who is there it may have been given before its expiry passed.
    if (unfit !== null && (await findMember(this.parts.database, programId, customerId)) === null) {
      return refuse(unfit);
    }
    const member = await this.#member(customerId, context);
    const { id: memberId } = member;
    const actor = actorOf(context);
    const outcome = await this.parts.groups.submit(
      grantPoints({ programId, memberId, idempotencyKey, actor, ...given, timeZone, expiry: rules.expiry }),
    );
    return 'refused' in outcome ? outcome : member;
  }

  async #record(
    input: PurchaseRecordInput,
    context: RequestContext,
  ): Promise<{ purchaseId: string } | Refused> {
    const { program } = context;
    const unnamed = checkCustomerId(input.customerId);
    if (unnamed !== null) return unnamed;
    const wrong = checkOrderId(input.orderId) ?? checkLines(input.lines ?? []);
    if (wrong !== null) return refuse(wrong);
    const totalMinor = minorUnits(input.total);
    if (totalMinor === null) return tooFine('total');
    const given = input.lines ?? [{ category: null, amount: input.total }];
    const { currencyCode: currency } = input.total;
    const stranger = given.find((line) => line.amount.currencyCode !== currency)?.amount.currencyCode;
    if (stranger !== undefined) {
      return refuse({
        code: 'CURRENCY_MISMATCH',
        expectedCurrency: currency,
        actualCurrency: stranger,
        path: ['lines'],
      });
    }
    const lines = given.map((line) => ({
      category: line.category ?? null,
      amountMinor: minorUnits(line.amount),
    }));
    const exact = lines.flatMap(({ category, amountMinor }) =>
      amountMinor === null ? [] : [{ category, amountMinor }],
    );
    if (exact.length < lines.length) return tooFine('lines');
    const { orderId, customerId, purchasedAt = null } = input;
    const order = { orderId, totalMinor, currency, lines: exact, purchasedAt };
    const unfit = checkOrder(order, program.currency, context.now);
    // A refused order must not make the member. One who is there may have had it recorded when it was fit.
    if (unfit !== null && (await findMember(this.parts.database, program.id, customerId)) === null) {
      return refuse(unfit);
    }
    const member = await this.#member(customerId, context);
    return this.parts.groups.submit(
      recordPurchase({
        ...order,
        programId: program.id,
        memberId: member.id,
        programCurrency: program.currency,
        scoring: scoringOf(program),
        rule: program.rules.purchase,
        expiry: program.rules.expiry,
      }),
    );
  }

  async #refund(input: PurchaseRefundInput, context: RequestContext) {
    const known = checkOrderId(input.orderId) === null;
    const purchase = known
      ? await findPurchase(this.parts.database, context.program.id, input.orderId)
      : null;
    if (purchase === null) return refuse({ code: 'NOT_FOUND', id: input.orderId, path: ['orderId'] });
    const amountMinor = input.amount ? minorUnits(input.amount) : null;
    if (input.amount && amountMinor === null) return tooFine('amount');
    const { idempotencyKey } = input;
    const currency = input.amount?.currencyCode ?? null;
    const scoring = scoringOf(context.program);
    const refund = { purchase, idempotencyKey, amountMinor, currency, scoring };
    return this.parts.groups.submit(refundPurchase(refund));
  }

  async #payload(
    outcome: { purchaseId: string } | Refused,
    orderId: string,
    context: RequestContext,
  ): Promise<PurchasePayload> {
    if ('refused' in outcome)
      return { purchase: null, userErrors: toUserErrors(outcome.refused, context.language) };
    return { purchase: await this.#view(orderId, context), userErrors: [] };
  }

  async #view(orderId: string, context: RequestContext): Promise<Purchase> {
    const row = await findPurchase(this.parts.database, context.program.id, orderId);
    if (row === null) throw new Error('A recorded purchase is not there.');
    return purchaseView(row);
  }

  #member(customerId: string, context: RequestContext) {
    const customer = { programId: context.program.id, customerId, displayName: null };
    return ensureMember(this.parts, customer, context.now);
  }
}

function tooFine(field: string): Refused {
  const zh = '金额的小数位数超过该币种的最小单位，或金额过大。';
  const en = 'The amount is finer than the smallest unit of its currency, or too large.';
  return refuse({ code: 'INVALID_INPUT', reason: { zh, en }, path: [field] });
}

/** Whose purchase it is: operators see everybody's, members their own alone. */
@Resolver(() => Purchase)
export class PurchaseMemberField {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => Member, { description: 'Who bought it.' })
  async member(@Root() { memberUuid }: Purchase, @Ctx() context: RequestContext): Promise<Member> {
    const facts = await memberLoader(this.database, context).load(memberUuid);
    if (facts === null) throw new Error('A purchase has no member.');
    return describeMember(facts);
  }
}
