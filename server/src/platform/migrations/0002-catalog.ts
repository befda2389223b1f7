import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rewards, variants, price plans, zones, categories and stock. */
export class Catalog1795000002000 implements MigrationInterface {
  name = 'Catalog1795000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE category (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        key text NOT NULL,
        title jsonb NOT NULL,
        position int NOT NULL DEFAULT 0,
        CONSTRAINT category_key UNIQUE (program_id, key)
      );

      CREATE TABLE zone (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        key text NOT NULL,
        title jsonb NOT NULL,
        description jsonb,
        position int NOT NULL DEFAULT 0,
        CONSTRAINT zone_key UNIQUE (program_id, key)
      );

      CREATE TABLE reward (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        handle text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('physical', 'virtual', 'service', 'event_seat', 'partner_points')),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'listed', 'delisted')),
        title jsonb NOT NULL,
        summary jsonb NOT NULL,
        description jsonb NOT NULL,
        supplier text,
        category_id uuid REFERENCES category,
        tags jsonb NOT NULL DEFAULT '[]',
        images jsonb NOT NULL DEFAULT '[]',
        video_url text,
        on_sale_from timestamptz,
        on_sale_until timestamptz,
        limit_quantity int CHECK (limit_quantity > 0),
        limit_period text CHECK (limit_period IN ('day', 'week', 'month', 'year', 'ever')),
        featured int NOT NULL DEFAULT 0,
        popularity bigint NOT NULL DEFAULT 0,
        points_from bigint NOT NULL DEFAULT 0,
        search tsvector NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT reward_handle UNIQUE (program_id, handle),
        CONSTRAINT reward_limit CHECK ((limit_quantity IS NULL) = (limit_period IS NULL))
      );
      CREATE INDEX reward_featured ON reward (program_id, featured DESC, id DESC) WHERE state = 'listed';
      CREATE INDEX reward_newest ON reward (program_id, id DESC) WHERE state = 'listed';
      CREATE INDEX reward_points ON reward (program_id, points_from, id) WHERE state = 'listed';
      CREATE INDEX reward_popular ON reward (program_id, popularity DESC, id DESC) WHERE state = 'listed';
      CREATE INDEX reward_category ON reward (program_id, category_id) WHERE state = 'listed';
      CREATE INDEX reward_kind ON reward (program_id, kind, id) WHERE state = 'listed';
      CREATE INDEX reward_search ON reward USING gin (search) WHERE state = 'listed';

      CREATE TABLE reward_zone (
        reward_id uuid NOT NULL REFERENCES reward ON DELETE CASCADE,
        zone_id uuid NOT NULL REFERENCES zone ON DELETE CASCADE,
        PRIMARY KEY (reward_id, zone_id)
      );
      CREATE INDEX reward_zone_zone ON reward_zone (zone_id, reward_id);

      CREATE TABLE variant (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        reward_id uuid NOT NULL REFERENCES reward,
        title jsonb NOT NULL,
        sku text,
        options jsonb NOT NULL DEFAULT '[]',
        position int NOT NULL DEFAULT 0
      );
      CREATE INDEX variant_reward ON variant (reward_id, position);
      CREATE UNIQUE INDEX variant_sku ON variant (program_id, sku) WHERE sku IS NOT NULL;

      CREATE TABLE price_plan (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        variant_id uuid NOT NULL REFERENCES variant,
        label jsonb,
        points bigint NOT NULL CHECK (points BETWEEN 0 AND 1000000000000),
        cash_minor bigint CHECK (cash_minor BETWEEN 1 AND 1000000000000),
        currency char(3),
        starts_at timestamptz,
        ends_at timestamptz,
        position int NOT NULL DEFAULT 0,
        CONSTRAINT price_plan_cash CHECK ((cash_minor IS NULL) = (currency IS NULL)),
        CONSTRAINT price_plan_something CHECK (points > 0 OR cash_minor IS NOT NULL)
      );
      CREATE INDEX price_plan_variant ON price_plan (variant_id, position);
      CREATE INDEX price_plan_windowed ON price_plan (variant_id) WHERE starts_at IS NOT NULL OR ends_at IS NOT NULL;

      CREATE TABLE stock (
        variant_id uuid PRIMARY KEY REFERENCES variant,
        program_id uuid NOT NULL,
        on_hand bigint CHECK (on_hand >= 0),
        batch_size bigint CHECK (batch_size > 0),
        batch_period text CHECK (batch_period IN ('day', 'week', 'month', 'year')),
        batch_taken bigint NOT NULL DEFAULT 0 CHECK (batch_taken >= 0),
        batch_started_on date,
        version bigint NOT NULL DEFAULT 1,
        CONSTRAINT stock_batch CHECK ((batch_size IS NULL) = (batch_period IS NULL))
      ) WITH (fillfactor = 70);

      CREATE TABLE code (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        variant_id uuid NOT NULL REFERENCES variant,
        text text NOT NULL,
        exchange_id uuid,
        line int,
        delivered_at timestamptz,
        CONSTRAINT code_text UNIQUE (variant_id, text),
        CONSTRAINT code_delivered CHECK ((exchange_id IS NULL) = (delivered_at IS NULL))
      );
      CREATE INDEX code_free ON code (variant_id, id) WHERE exchange_id IS NULL;
      CREATE INDEX code_exchange ON code (exchange_id) WHERE exchange_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
