import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exchanges and their payments, limits used, purchases and check-ins. */
export class Exchange1795000004000 implements MigrationInterface {
  name = 'Exchange1795000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exchange (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        member_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('awaiting_payment', 'confirmed', 'fulfilled', 'cancelled', 'refunded', 'expired')),
        points bigint NOT NULL CHECK (points >= 0),
        cash_minor bigint CHECK (cash_minor > 0),
        currency char(3),
        transfer_id uuid,
        hold_id uuid,
        payment_due_at timestamptz,
        carrier text,
        tracking_number text,
        fulfilled_at timestamptz,
        version bigint NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      ) WITH (fillfactor = 80);
      CREATE INDEX exchange_member ON exchange (member_id, id DESC);
      CREATE INDEX exchange_program ON exchange (program_id, id DESC);
      CREATE INDEX exchange_due ON exchange (payment_due_at) WHERE state = 'awaiting_payment';

      CREATE TABLE exchange_line (
        exchange_id uuid NOT NULL,
        position int NOT NULL,
        program_id uuid NOT NULL,
        reward_id uuid NOT NULL,
        variant_id uuid NOT NULL,
        price_plan_id uuid NOT NULL,
        kind text NOT NULL,
        title jsonb NOT NULL,
        quantity int NOT NULL CHECK (quantity > 0),
        unit_points bigint NOT NULL,
        unit_cash_minor bigint,
        limit_starts_on date,
        batch_started_on date,
        delivered_at timestamptz,
        PRIMARY KEY (exchange_id, position)
      );

      -- Uses of a reward's limit by one member in one period.
      CREATE TABLE limit_usage (
        member_id uuid NOT NULL,
        reward_id uuid NOT NULL,
        starts_on date NOT NULL,
        program_id uuid NOT NULL,
        used bigint NOT NULL CHECK (used >= 0),
        PRIMARY KEY (member_id, reward_id, starts_on)
      );

      CREATE TABLE payment (
        exchange_id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        provider text NOT NULL,
        intent_id text,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency char(3) NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'capturing', 'captured', 'failed', 'voiding', 'voided', 'refunding', 'refunded')),
        attempts int NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX payment_due ON payment (next_attempt_at) WHERE state IN ('capturing', 'voiding', 'refunding');

      -- What the built-in test provider remembers; it stands for another company's system.
      CREATE TABLE test_payment_intent (
        id text PRIMARY KEY,
        reference text NOT NULL UNIQUE,
        amount_minor bigint NOT NULL,
        currency char(3) NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'authorised', 'declined', 'captured', 'voided', 'refunded'))
      );

      CREATE TABLE purchase (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        member_id uuid NOT NULL,
        order_id text NOT NULL,
        total_minor bigint NOT NULL CHECK (total_minor >= 0),
        currency char(3) NOT NULL,
        lines jsonb NOT NULL,
        points bigint NOT NULL CHECK (points >= 0),
        refunded_minor bigint NOT NULL DEFAULT 0,
        refunded_points bigint NOT NULL DEFAULT 0,
        transfer_id uuid,
        purchased_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT purchase_order UNIQUE (program_id, order_id),
        CONSTRAINT purchase_refund CHECK (refunded_minor BETWEEN 0 AND total_minor AND refunded_points BETWEEN 0 AND points)
      );

      CREATE TABLE check_in (
        member_id uuid NOT NULL,
        day date NOT NULL,
        program_id uuid NOT NULL,
        streak int NOT NULL CHECK (streak > 0),
        points bigint NOT NULL,
        PRIMARY KEY (member_id, day)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
