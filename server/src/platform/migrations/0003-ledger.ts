import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, transfers (each one row with both its legs), lots, allocations and holds. */
export class Ledger1795000003000 implements MigrationInterface {
  name = 'Ledger1795000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TYPE account_kind AS ENUM ('points', 'pending', 'owed', 'expired', 'issuance', 'redeemed');
      CREATE TYPE transfer_reason AS ENUM (
        'purchase', 'purchase_refund', 'grant', 'check_in', 'exchange', 'exchange_refund',
        'expiry', 'pending_release', 'repayment'
      );

      -- Member accounts carry a balance; the mall's own accounts have no row: they are the sum of system_posting.
      CREATE TABLE account (
        owner_id uuid NOT NULL,
        kind account_kind NOT NULL,
        program_id uuid NOT NULL,
        posted bigint NOT NULL DEFAULT 0,
        held bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
        overdraft bigint NOT NULL DEFAULT 0 CHECK (overdraft >= 0),
        version bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (owner_id, kind),
        CONSTRAINT account_covered CHECK (posted - held >= -overdraft)
      ) WITH (fillfactor = 70);

      -- Every member can be given points from the moment they exist.
      CREATE FUNCTION open_points_account() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO account (owner_id, kind, program_id) VALUES (NEW.id, 'points', NEW.program_id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER member_points_account AFTER INSERT ON member
        FOR EACH ROW EXECUTE FUNCTION open_points_account();

      -- One row is one movement with both legs, so the legs sum to zero by construction.
      CREATE TABLE transfer (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        debit_owner uuid NOT NULL,
        debit_kind account_kind NOT NULL,
        debit_version bigint,
        debit_balance bigint,
        credit_owner uuid NOT NULL,
        credit_kind account_kind NOT NULL,
        credit_version bigint,
        credit_balance bigint,
        amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
        reason transfer_reason NOT NULL,
        subject_id uuid,
        reverses uuid,
        note jsonb,
        at timestamptz NOT NULL,
        CONSTRAINT transfer_two_accounts CHECK ((debit_owner, debit_kind) <> (credit_owner, credit_kind))
      );
      CREATE UNIQUE INDEX transfer_debit ON transfer (debit_owner, debit_kind, debit_version) WHERE debit_version IS NOT NULL;
      CREATE UNIQUE INDEX transfer_credit ON transfer (credit_owner, credit_kind, credit_version) WHERE credit_version IS NOT NULL;
      CREATE FUNCTION transfer_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'transfers are never updated or deleted';
      END $$;
      CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer
        FOR EACH STATEMENT EXECUTE FUNCTION transfer_is_append_only();

      -- The ledger as auditors expect it: two entries a movement, each with the balance it left behind.
      CREATE VIEW entry AS
        SELECT id AS transfer_id, program_id, debit_owner AS owner_id, debit_kind AS kind, -amount AS amount,
               debit_version AS version, debit_balance AS balance, reason, subject_id, at
          FROM transfer
        UNION ALL
        SELECT id, program_id, credit_owner, credit_kind, amount, credit_version, credit_balance, reason, subject_id, at
          FROM transfer;

      -- The mall's own accounts are only ever inserted into, so that no command queues on their row.
      CREATE TABLE system_posting (
        program_id uuid NOT NULL,
        kind account_kind NOT NULL,
        amount bigint NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX system_posting_account ON system_posting (program_id, kind);

      CREATE TABLE lot (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        earned_on date NOT NULL,
        expires_at timestamptz NOT NULL,
        amount bigint NOT NULL,
        remaining bigint NOT NULL,
        CONSTRAINT lot_remaining CHECK (remaining BETWEEN 0 AND amount),
        CONSTRAINT lot_day UNIQUE (owner_id, earned_on, expires_at)
      ) WITH (fillfactor = 80);
      CREATE INDEX lot_open ON lot (owner_id, expires_at) WHERE remaining > 0;
      CREATE INDEX lot_due ON lot (expires_at) WHERE remaining > 0;

      CREATE TABLE allocation (
        transfer_id uuid NOT NULL,
        lot_id uuid NOT NULL,
        amount bigint NOT NULL CHECK (amount > 0),
        PRIMARY KEY (transfer_id, lot_id)
      );

      CREATE TABLE hold (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        amount bigint NOT NULL CHECK (amount > 0),
        subject_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE hold_resolution (
        hold_id uuid PRIMARY KEY REFERENCES hold,
        outcome text NOT NULL CHECK (outcome IN ('captured', 'released', 'expired')),
        transfer_id uuid,
        at timestamptz NOT NULL,
        CONSTRAINT hold_captured CHECK ((outcome = 'captured') = (transfer_id IS NOT NULL))
      );

      CREATE TABLE pending_points (
        transfer_id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        amount bigint NOT NULL CHECK (amount >= 0),
        due_at timestamptz NOT NULL
      );
      CREATE INDEX pending_points_due ON pending_points (due_at) WHERE amount > 0;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
