import 'reflect-metadata';
import { entities } from '../server/src/entities.js';
import { writePathBooks } from '../server/src/capabilities.js';
import { groupsAtOnce, openDatabase, type Database } from '../server/src/platform/database.js';
import {
  GroupCommit,
  type GroupCommitOptions,
  type GroupSizes,
} from '../server/src/platform/group-commit/group-commit.js';
import { idSource, type NewId } from '../server/src/platform/ids.js';
import { systemRandom } from '../server/src/platform/random.js';
import { testPaymentProvider } from '../server/src/payment/test-provider.js';
import type { PaymentParts } from '../server/src/exchange/pay.js';
import { grantPoints } from '../server/src/earning/grant-points.js';
import type { RecordPurchase } from '../server/src/earning/record-purchase.js';
import { redeem, type Redeem } from '../server/src/exchange/redeem.js';
import { parseRules } from '../server/src/program/rules.js';
import { type Scoring, scoringOf } from '../server/src/tier/scoring.js';
import { TestClock } from './start-server.js';
import { createTestDatabase } from './test-database.js';

export interface VariantSpec {
  points?: number;
  cashMinor?: number | null;
  onHand?: number | null;
  kind?: string;
  limit?: { quantity: number; period: string };
  batch?: { size: number; period: string };
  codes?: number;
  state?: string;
  onSaleFrom?: Date;
  onSaleUntil?: Date;
}

/** The write path alone, on a real database: commands go straight into the group commit. */
export interface WritePathStage {
  /** Where the database is, for other processes. */
  url: string;
  database: Database;
  clock: TestClock;
  groups: GroupCommit;
  /** Groups beside those, as another server process has them; they are drained before the stage is closed. */
  otherGroups(options?: Partial<GroupCommitOptions>): GroupCommit;
  payments: PaymentParts;
  /** By the rules a new program starts with. */
  scoring: Scoring;
  newId: NewId;
  programId: string;
  /** Another program, for what must not be reachable. */
  otherProgramId: string;
  member(points?: number): Promise<string>;
  /** As many at once. */
  members(count: number, points?: number): Promise<string[]>;
  variant(spec?: VariantSpec, programId?: string): Promise<string>;
  grant(memberId: string, points: number, expiresAt?: Date): Promise<void>;
  redeem(memberId: string, variantId: string, more?: Partial<Redeem>): Redeem;
  /** An order that is paid now, in fen. */
  purchase(memberId: string, totalMinor: number, more?: Partial<RecordPurchase>): RecordPurchase;
  key(): string;
  close(): Promise<void>;
}

const text = (value: string) => JSON.stringify({ zh: value, en: value });

export interface StageOptions extends GroupSizes {
  poolSize?: number;
}

export async function openStage(options: StageOptions = {}): Promise<WritePathStage> {
  const testDatabase = await createTestDatabase();
  const database = await openDatabase({
    url: testDatabase.url,
    poolSize: options.poolSize ?? 6,
    commandConnections: Math.max(groupsAtOnce, options.workers ?? 0),
    entities,
  });
  const clock = new TestClock(new Date('2026-11-22T04:00:00Z'));
  const newId = idSource(clock, systemRandom);
  const { poolSize: _poolSize, ...limits } = options;
  const allGroups: GroupCommit[] = [];
  const openGroups = (more: Partial<GroupCommitOptions> = {}) => {
    const opened = new GroupCommit({
      pool: database.commandPool,
      clock,
      newId,
      bookKinds: writePathBooks,
      onCommit: () => {},
      ...more,
    });
    allGroups.push(opened);
    return opened;
  };
  const groups = openGroups(limits);
  const [programId, otherProgramId] = [newId(), newId()];
  for (const [id, handle] of [
    [programId, 'one'],
    [otherProgramId, 'two'],
  ]) {
    await database.query(
      `INSERT INTO program (id, handle, name, token_secret, created_at) VALUES ($1, $2, $3, 'x', $4)`,
      [id, handle, text('Mall'), clock.now()],
    );
  }
  let keys = 0;
  const rules = parseRules({});
  const stage: WritePathStage = {
    url: testDatabase.url,
    database,
    clock,
    groups,
    otherGroups: openGroups,
    payments: { database, groups, clock, provider: testPaymentProvider(database), onCommit: () => {} },
    scoring: scoringOf({ timeZone: 'Asia/Shanghai', currency: 'CNY', rules }),
    newId,
    programId,
    otherProgramId,
    key: () => `key-${(keys += 1)}`,
    async member(points = 0) {
      const [id = ''] = await stage.members(1, points);
      return id;
    },
    async members(count, points = 0) {
      const ids = Array.from({ length: count }, () => newId());
      // One statement: hundreds at once would wait for a connection longer than anybody does.
      await database.query(
        `INSERT INTO member (id, program_id, customer_id, created_at)
         SELECT id, $2, id::text, $3 FROM unnest($1::uuid[]) AS n(id)`,
        [ids, programId, clock.now()],
      );
      if (points > 0) await Promise.all(ids.map((id) => stage.grant(id, points)));
      return ids;
    },
    variant: (spec = {}, program = programId) => insertVariant(stage, program, spec),
    async grant(memberId, points, expiresAt) {
      const outcome = await groups.submit(
        grantPoints({
          programId,
          memberId,
          idempotencyKey: stage.key(),
          actor: 'test',
          points,
          note: null,
          expiresAt: expiresAt ?? null,
          timeZone: 'Asia/Shanghai',
          expiry: rules.expiry,
        }),
      );
      if ('refused' in outcome) throw new Error(`The grant was refused: ${JSON.stringify(outcome.refused)}`);
    },
    redeem: (memberId, variantId, more = {}) => ({
      programId,
      memberId,
      idempotencyKey: stage.key(),
      lines: [{ variantId, quantity: 1, pricePlanId: null }],
      expectedTotal: null,
      scoring: stage.scoring,
      paymentMinutes: 15,
      provider: 'test',
      ...more,
    }),
    purchase: (memberId, totalMinor, more = {}) => ({
      programId,
      memberId,
      orderId: stage.key(),
      totalMinor,
      currency: 'CNY',
      lines: [{ category: null, amountMinor: totalMinor }],
      purchasedAt: null,
      programCurrency: 'CNY',
      scoring: stage.scoring,
      rule: rules.purchase,
      expiry: rules.expiry,
      ...more,
    }),
    async close() {
      await Promise.all(allGroups.map((one) => one.drain()));
      await database.close();
      await testDatabase.drop();
    },
  };
  return stage;
}

async function insertVariant(stage: WritePathStage, programId: string, spec: VariantSpec): Promise<string> {
  const { database, newId, clock } = stage;
  const [rewardId, variantId] = [newId(), newId()];
  // As operators do: one after the other in each program, or two of its first rewards would each begin the same search block.
  await database.query(
    `WITH alone AS (SELECT id FROM program WHERE id = $2 FOR NO KEY UPDATE)
     INSERT INTO reward (id, program_id, handle, kind, state, title, summary, description, on_sale_from, on_sale_until,
                         limit_quantity, limit_period, created_at, updated_at)
     SELECT $1::uuid, id, $1::uuid::text, $3, $4, $5::jsonb, $5::jsonb, $5::jsonb, $6::timestamptz, $7::timestamptz,
            $8::int, $9, $10::timestamptz, $10::timestamptz FROM alone`,
    [
      rewardId,
      programId,
      spec.kind ?? 'physical',
      spec.state ?? 'listed',
      text('Cup'),
      spec.onSaleFrom ?? null,
      spec.onSaleUntil ?? null,
      spec.limit?.quantity ?? null,
      spec.limit?.period ?? null,
      clock.now(),
    ],
  );
  await database.query(`INSERT INTO variant (id, program_id, reward_id, title) VALUES ($1, $2, $3, $4)`, [
    variantId,
    programId,
    rewardId,
    text('One size'),
  ]);
  await database.query(
    `INSERT INTO price_plan (id, program_id, variant_id, points, cash_minor, currency) VALUES ($1, $2, $3, $4, $5::bigint, CASE WHEN $5::bigint IS NULL THEN NULL ELSE 'CNY' END)`,
    [newId(), programId, variantId, spec.points ?? 100, spec.cashMinor ?? null],
  );
  const onHand = spec.codes ?? (spec.onHand === undefined ? 1_000 : spec.onHand);
  await database.query(
    `INSERT INTO stock (variant_id, program_id, on_hand, batch_size, batch_period) VALUES ($1, $2, $3, $4, $5)`,
    [variantId, programId, onHand, spec.batch?.size ?? null, spec.batch?.period ?? null],
  );
  for (let code = 0; code < (spec.codes ?? 0); code += 1) {
    await database.query(`INSERT INTO code (id, program_id, variant_id, text) VALUES ($1, $2, $3, $4)`, [
      newId(),
      programId,
      variantId,
      `code-${code}`,
    ]);
  }
  return variantId;
}

/** Redeems and gives the exchange's id; throws when it was refused. */
export async function redeemed(
  stage: WritePathStage,
  memberId: string,
  variantId: string,
  more: Partial<Redeem> = {},
) {
  const outcome = await stage.groups.submit(redeem(stage.redeem(memberId, variantId, more)));
  if ('refused' in outcome) throw new Error(`Refused: ${JSON.stringify(outcome.refused)}`);
  return outcome.exchangeId;
}
