import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graphql/connection.js';
import { type Language, localize } from '../graphql/localized.js';
import { DateTime, Points } from '../graphql/scalars.js';
import { encodeId, type IdPrefix } from '../platform/ids.js';
import type { TransferReason } from './ledger.rows.js';
import type { StatementRow } from './statement.queries.js';

export const TransferReasonEnum = {
  PURCHASE: 'purchase',
  PURCHASE_REFUND: 'purchase_refund',
  GRANT: 'grant',
  CHECK_IN: 'check_in',
  EXCHANGE: 'exchange',
  EXCHANGE_REFUND: 'exchange_refund',
  EXPIRY: 'expiry',
  PENDING_RELEASE: 'pending_release',
  REPAYMENT: 'repayment',
  DONATION: 'donation',
  DONATION_SETTLEMENT: 'donation_settlement',
  PLEDGE: 'pledge',
  POOL_SETTLEMENT: 'pool_settlement',
  VOTE: 'vote',
  BIRTHDAY: 'birthday',
} as const;

registerEnumType(TransferReasonEnum, {
  name: 'TransferReason',
  description: 'Why points moved.',
  valuesConfig: {
    PURCHASE: { description: 'Earned by an order.' },
    PURCHASE_REFUND: { description: 'Taken back because an order was refunded.' },
    GRANT: { description: 'Given by the brand.' },
    CHECK_IN: { description: 'Earned by checking in.' },
    EXCHANGE: { description: 'Spent on an exchange.' },
    EXCHANGE_REFUND: { description: 'Returned by a cancelled or refunded exchange.' },
    EXPIRY: { description: 'Past their expiry.' },
    PENDING_RELEASE: { description: 'Pending points that became spendable.' },
    REPAYMENT: { description: 'Used to repay points that were owed.' },
    DONATION: { description: 'Given to a good cause.' },
    DONATION_SETTLEMENT: { description: 'Paid out by a good cause; never in a member’s own statement.' },
    PLEDGE: { description: 'Put into a pool that reached its target.' },
    POOL_SETTLEMENT: { description: 'Paid out for what a pool was for; never in a member’s own statement.' },
    VOTE: { description: 'Spent on a vote.' },
    BIRTHDAY: { description: 'A birthday gift.' },
  },
});

export const MemberAccountEnum = {
  POINTS: 'points',
  PENDING: 'pending',
  OWED: 'owed',
  EXPIRED: 'expired',
} as const;

registerEnumType(MemberAccountEnum, {
  name: 'MemberAccount',
  description: 'One of the accounts a member has.',
  valuesConfig: {
    POINTS: { description: 'Points to spend, held ones included.' },
    PENDING: { description: 'Points earned that cannot be spent yet.' },
    OWED: { description: 'Points to be given back; a negative balance is what is still owed.' },
    EXPIRED: { description: 'Points that expired.' },
  },
});

@ObjectType({ description: 'One movement of an account; never changed afterwards.', simpleResolvers: true })
export class StatementEntry {
  /** Keyset of the statement. */
  version!: number;
  /** The public id of what it was for; several where the reason leaves open which kind of thing that is. */
  subjectIds!: string[];

  @Field(() => ID, { description: 'The id of the movement.' })
  id!: string;

  @Field(() => DateTime, { description: 'When the points moved.' })
  at!: Date;

  @Field(() => Points, { description: 'Points that came in (positive) or went out (negative).' })
  amount!: number;

  @Field(() => Points, {
    description: 'The balance of the account after this movement, held points included.',
  })
  balanceAfter!: number;

  @Field(() => TransferReasonEnum, { description: 'Why the points moved.' })
  reason!: TransferReason;

  @Field(() => String, {
    description:
      'The reason in the language of the request, with what it was for: the reward exchanged, or the note of the brand.',
  })
  description!: string;

  @Field(() => ID, { nullable: true, description: 'The exchange this belongs to; null for everything else.' })
  exchangeId!: string | null;
}

export const StatementConnection = connectionType('Statement', () => StatementEntry);

const reasons: Record<TransferReason, { zh: string; en: string }> = {
  purchase: { zh: '购物得积分', en: 'Earned by a purchase' },
  purchase_refund: { zh: '订单退款，收回积分', en: 'Taken back for a refunded order' },
  grant: { zh: '品牌赠送', en: 'A gift from the brand' },
  check_in: { zh: '每日签到', en: 'Daily check-in' },
  exchange: { zh: '兑换好物', en: 'Exchanged for a reward' },
  exchange_refund: { zh: '兑换退回积分', en: 'Returned from an exchange' },
  expiry: { zh: '积分过期', en: 'Points expired' },
  pending_release: { zh: '待入账积分已入账', en: 'Pending points arrived' },
  repayment: { zh: '补扣待扣回积分', en: 'Repaid points owed' },
  donation: { zh: '捐赠积分', en: 'Given to a good cause' },
  donation_settlement: { zh: '公益拨付', en: 'Paid out by a good cause' },
  pledge: { zh: '参与众筹', en: 'Put into a pool' },
  pool_settlement: { zh: '众筹拨付', en: 'Paid for what a pool was for' },
  vote: { zh: '投票投入积分', en: 'Spent on a vote' },
  birthday: { zh: '生日礼', en: 'A birthday gift' },
};

/** What the points of a movement moved for; its uuid is the movement's subject. */
const subjects: Record<TransferReason, readonly IdPrefix[]> = {
  purchase: ['purchase'],
  purchase_refund: ['purchase'],
  grant: [],
  check_in: [],
  exchange: ['exchange'],
  exchange_refund: ['exchange'],
  expiry: [],
  pending_release: [],
  // By what was earned by a purchase, or came back from an exchange or a pool.
  repayment: ['purchase', 'exchange', 'pool'],
  donation: ['donation'],
  donation_settlement: ['project'],
  pledge: ['pool'],
  pool_settlement: ['pool'],
  vote: ['ballot'],
  birthday: [],
};

export function describeEntry(row: StatementRow, language: Language): StatementEntry {
  const reason = localize(reasons[row.reason], language);
  const ofExchange = row.reason === 'exchange' || row.reason === 'exchange_refund';
  return {
    version: row.version,
    subjectIds: subjectIdsOf(row),
    id: encodeId('transfer', row.id),
    at: row.at,
    amount: row.amount,
    balanceAfter: row.balance,
    reason: row.reason,
    description:
      row.note === null
        ? reason
        : `${reason}${language === 'zh' ? '：' : ': '}${localize(row.note, language)}`,
    exchangeId: ofExchange && row.subject_id !== null ? encodeId('exchange', row.subject_id) : null,
  };
}

function subjectIdsOf({ reason, subject_id: subject }: StatementRow): string[] {
  return subject === null ? [] : subjects[reason].map((prefix) => encodeId(prefix, subject));
}
