import { z } from 'zod';
import { encodeId } from '../server/src/platform/ids.js';
import { MallStage, type Shopper, type StageReward } from './mall-stage.js';
import { type Answer, at } from './start-server.js';
import { type ForeignPool, furnishPool } from './tenancy/crowdfunding.foreign.js';
import { type ForeignDonation, furnishDonation } from './tenancy/donation.foreign.js';
import { type ForeignVote, furnishVote } from './tenancy/voting.foreign.js';

/** Everything of the second brand that the first brand must never reach. */
export interface ForeignMall {
  reward: StageReward;
  draft: StageReward;
  voucher: StageReward;
  planId: string;
  categoryId: string;
  zoneId: string;
  categoryKey: string;
  zoneKey: string;
  customerId: string;
  memberId: string;
  orderId: string;
  purchaseId: string;
  keyId: string;
  noticeId: string;
  confirmedId: string;
  awaitingId: string;
  exchangeCursor: string;
  idempotencyKey: string;
  donation: ForeignDonation;
  vote: ForeignVote;
  pool: ForeignPool;
  /** Every id above, and more: none of them may appear in an answer to the first brand. */
  ids: string[];
}

export interface TwoMalls {
  stage: MallStage;
  foreign: ForeignMall;
  /** The first brand’s own reward and member, who try everything. */
  reward: StageReward;
  shopper: Shopper;
  /** Where the partner feed stood before anything happened. */
  feedStart: string;
}

/** A word in every text of the second brand. */
export const FOREIGN_WORD = 'Kestrel';

const title = { zh: FOREIGN_WORD, en: FOREIGN_WORD };

export async function openTwoMalls(): Promise<TwoMalls> {
  const stage = await MallStage.open();
  const snapshot = await stage.server.storefront('{ stockFeedSnapshot { cursor } }', {}, { key: 'pt_demo' });
  const feedStart = z.string().parse(at(snapshot, 'stockFeedSnapshot', 'cursor'));
  const foreign = await furnishForeign(stage);
  const reward = await stage.reward({ points: 10 });
  const shopper = await stage.shopper(1_000);
  return { stage, foreign, reward, shopper, feedStart };
}

async function furnishForeign(stage: MallStage): Promise<ForeignMall> {
  const { server } = stage;
  const key = 'sk_demo2';
  const [categoryKey, zoneKey, customerId, orderId, idempotencyKey] = [
    'birds',
    'nest',
    'kestrel-customer',
    'kestrel-order',
    'kestrel-key',
  ];
  const ask = (document: string, input: object) => server.admin(document, { input }, key);
  const categoryId = idAt(
    await ask(
      'mutation ($input: CategoryCreateInput!) { categoryCreate(input: $input) { category { id } } }',
      { key: categoryKey, title },
    ),
    'categoryCreate',
    'category',
  );
  const zoneId = idAt(
    await ask('mutation ($input: ZoneCreateInput!) { zoneCreate(input: $input) { zone { id } } }', {
      key: zoneKey,
      title,
    }),
    'zoneCreate',
    'zone',
  );
  const shelf = { category: categoryKey, zones: [zoneKey], title };
  const reward = await stage.reward({ ...shelf, points: 10 }, key);
  const draft = await stage.reward({ ...shelf, points: 10, listed: false }, key);
  const paid = await stage.reward({ ...shelf, points: 10, cash: '1.00' }, key);
  const voucher = await stage.reward({ ...shelf, kind: 'VIRTUAL' }, key);
  const { token, id: memberId } = await server.memberToken(customerId, key);
  const purchaseId = idAt(
    await ask(
      'mutation ($input: PurchaseRecordInput!) { purchaseRecord(input: $input) { purchase { id } } }',
      {
        orderId,
        customerId,
        total: { amount: '500.00', currencyCode: 'CNY' },
      },
    ),
    'purchaseRecord',
    'purchase',
  );
  const redeem = async (variantId: string, idempotencyKey: string) =>
    idAt(
      await server.storefront(
        'mutation ($input: ExchangeRedeemInput!) { exchangeRedeem(input: $input) { exchange { id } } }',
        { input: { lines: [{ variantId }], idempotencyKey } },
        { key: 'pk_demo2', token },
      ),
      'exchangeRedeem',
      'exchange',
    );
  const confirmedId = await redeem(reward.variantId, idempotencyKey);
  const awaitingId = await redeem(paid.variantId, `${idempotencyKey}-2`);
  await furnishTier(stage, customerId, memberId, key);
  const noticeId = await furnishNotice(stage, memberId);
  const keys = await server.admin(
    '{ accessKeys { id } exchanges(first: 1) { pageInfo { endCursor } } }',
    {},
    key,
  );
  const keyIds = z
    .array(z.object({ id: z.string() }))
    .parse(at(keys, 'accessKeys'))
    .map(({ id }) => id);
  const rewards = [reward, draft, paid, voucher];
  const donation = await furnishDonation(stage, key, title);
  const vote = await furnishVote(stage, { key, token, title });
  const pool = await furnishPool(stage, key, title);
  return {
    reward,
    draft,
    voucher,
    planId: reward.variants[0]?.pricePlans[0]?.id ?? '',
    categoryId,
    zoneId,
    categoryKey,
    zoneKey,
    customerId,
    memberId,
    orderId,
    purchaseId,
    keyId: keyIds[0] ?? '',
    noticeId,
    confirmedId,
    awaitingId,
    exchangeCursor: z.string().parse(at(keys, 'exchanges', 'pageInfo', 'endCursor')),
    idempotencyKey,
    donation,
    vote,
    pool,
    ids: [
      ...rewards.flatMap(idsOf),
      ...keyIds,
      ...donation.ids,
      ...vote.ids,
      ...pool.ids,
      categoryId,
      zoneId,
      memberId,
      purchaseId,
      confirmedId,
      awaitingId,
      noticeId,
    ],
  };
}

/** The foreign member rises to the top, and uses what that is good for. */
async function furnishTier(
  { server }: MallStage,
  customerId: string,
  memberId: string,
  key: string,
): Promise<void> {
  const total = { amount: '40000.00', currencyCode: 'CNY' };
  await server.admin(
    'mutation ($input: PurchaseRecordInput!) { purchaseRecord(input: $input) { userErrors { code } } }',
    { input: { orderId: 'kestrel-order-2', customerId, total } },
    key,
  );
  const used = await server.admin(
    'mutation ($input: MemberBenefitUseInput!) { memberBenefitUse(input: $input) { member { id } userErrors { code } } }',
    { input: { memberId, idempotencyKey: 'kestrel-serve' } },
    key,
  );
  idAt(used, 'memberBenefitUse', 'member');
}

/** Something the foreign member was told. */
async function furnishNotice(stage: MallStage, memberId: string): Promise<string> {
  const member = stage.uuid('member', memberId);
  const id = crypto.randomUUID();
  await stage.server.database.query(
    `INSERT INTO notice (id, program_id, member_id, kind, subject_id, facts, at)
     SELECT $1, program_id, id, 'tier_raised', id, $3, now() FROM member WHERE id = $2`,
    [id, member, { tier: title }],
  );
  return encodeId('notice', id);
}

function idsOf({ id, variants }: StageReward): string[] {
  const plans = variants.flatMap((variant) => variant.pricePlans);
  return [id, ...variants.map((variant) => variant.id), ...plans.map((plan) => plan.id)];
}

function idAt(answer: Answer, field: string, thing: string): string {
  const id = z.string().safeParse(at(answer, field, thing, 'id'));
  if (!id.success)
    throw new Error(`${field} failed: ${JSON.stringify({ data: answer.data, errors: answer.errors })}`);
  return id.data;
}

/** Every row of one program in every table, to be compared before and after. */
export async function rowsOf(stage: MallStage, programId: string): Promise<Record<string, string>> {
  const { database } = stage.server;
  const tables = await database.query<{ table_name: string }>(
    `SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.column_name = 'program_id' AND c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const rows: Record<string, string> = {};
  for (const { table_name: table } of tables) {
    const [found] = await database.query<{ rows: string }>(
      `SELECT coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '') AS rows FROM "${table}" t WHERE program_id = $1`,
      [programId],
    );
    rows[table] = found?.rows ?? '';
  }
  const [intents] = await database.query<{ rows: string }>(
    `SELECT string_agg(t::text, chr(10) ORDER BY t::text) AS rows
       FROM test_payment_intent t JOIN exchange e ON e.id::text = t.reference WHERE e.program_id = $1`,
    [programId],
  );
  return { ...rows, test_payment_intent: intents?.rows ?? '' };
}
