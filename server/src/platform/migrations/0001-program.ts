import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs, keys, members, the audit trail, the outbox and idempotency keys. */
export class Program1795000001000 implements MigrationInterface {
  name = 'Program1795000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE program (
        id uuid PRIMARY KEY,
        handle text NOT NULL UNIQUE,
        name jsonb NOT NULL,
        default_language text NOT NULL DEFAULT 'zh',
        time_zone text NOT NULL DEFAULT 'Asia/Shanghai',
        currency char(3) NOT NULL DEFAULT 'CNY',
        token_secret bytea NOT NULL,
        rules jsonb NOT NULL DEFAULT '{}',
        catalog_version bigint NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE access_key (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        kind text NOT NULL CHECK (kind IN ('publishable', 'secret', 'partner')),
        label text NOT NULL,
        hash bytea NOT NULL UNIQUE,
        hint text NOT NULL,
        scopes text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz
      );
      CREATE INDEX access_key_program ON access_key (program_id, created_at);

      CREATE TABLE member (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        customer_id text NOT NULL,
        display_name text,
        created_at timestamptz NOT NULL,
        CONSTRAINT member_customer UNIQUE (program_id, customer_id)
      );

      CREATE TABLE audit (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        before jsonb,
        after jsonb,
        at timestamptz NOT NULL
      );
      CREATE INDEX audit_program ON audit (program_id, id DESC);

      CREATE TABLE idempotency_key (
        program_id uuid NOT NULL,
        scope text NOT NULL,
        key text NOT NULL,
        input_hash bytea NOT NULL,
        outcome jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (program_id, scope, key)
      );
      CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        position bigint UNIQUE,
        changes jsonb NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX outbox_waiting ON outbox (id) WHERE position IS NULL;
      CREATE TABLE outbox_head (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        position bigint NOT NULL,
        feed_position bigint NOT NULL
      );
      INSERT INTO outbox_head (position, feed_position) VALUES (0, 0);

      CREATE TABLE stock_feed (
        position bigint PRIMARY KEY,
        program_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('STOCK', 'PRICE', 'LISTING')),
        variant_id uuid NOT NULL,
        state jsonb NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX stock_feed_program ON stock_feed (program_id, position);
      CREATE INDEX stock_feed_age ON stock_feed (at);
      -- Up to where a program's feed was purged: a cursor before it has missed something.
      CREATE TABLE stock_feed_floor (
        program_id uuid PRIMARY KEY,
        position bigint NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
