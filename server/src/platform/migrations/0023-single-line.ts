import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An exchange of a single line has it in its own row: one row and one index entry less for nearly every exchange. */
export class SingleLine1795000023000 implements MigrationInterface {
  name = 'SingleLine1795000023000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- In the order in which commands come by them. The ledger is written anew once, for the type of its notes.
      LOCK TABLE transfer, exchange, exchange_line;

      -- The only line; null where there are several, and of exchanges from before these columns: those keep their lines where they are.
      -- No exchange has both.
      ALTER TABLE exchange
        ADD COLUMN reward_id uuid, ADD COLUMN variant_id uuid, ADD COLUMN price_plan_id uuid, ADD COLUMN kind text,
        -- Only ever read whole, as the note below.
        ADD COLUMN title json,
        ADD COLUMN quantity int CONSTRAINT exchange_quantity_check CHECK (quantity > 0),
        ADD COLUMN unit_points bigint,
        ADD COLUMN list_points bigint CONSTRAINT exchange_discount CHECK (list_points > unit_points),
        ADD COLUMN unit_cash_minor bigint, ADD COLUMN limit_starts_on date, ADD COLUMN batch_started_on date,
        ADD COLUMN delivered_at timestamptz,
        ADD CONSTRAINT exchange_single_line
          CHECK (num_nulls(reward_id, variant_id, price_plan_id, kind, title, quantity, unit_points) IN (0, 7)
            AND (variant_id IS NOT NULL
              OR num_nonnulls(list_points, unit_cash_minor, limit_starts_on, batch_started_on, delivered_at) = 0));
      ALTER TABLE exchange_line RENAME TO bundle_line;
      ALTER TABLE bundle_line RENAME CONSTRAINT exchange_line_pkey TO bundle_line_pkey;
      ALTER TABLE bundle_line RENAME CONSTRAINT exchange_line_quantity_check TO bundle_line_quantity_check;
      ALTER TABLE bundle_line RENAME CONSTRAINT exchange_line_discount TO bundle_line_discount;

      -- To be asked by the exchange's id, or laterally: joined as a whole it is read as a whole.
      CREATE VIEW exchange_line AS
        SELECT id AS exchange_id, 0 AS position, program_id, reward_id, variant_id, price_plan_id, kind, title::jsonb AS title, quantity,
               unit_points, list_points, unit_cash_minor, limit_starts_on, batch_started_on, delivered_at
          FROM exchange WHERE variant_id IS NOT NULL
        UNION ALL
        SELECT exchange_id, position, program_id, reward_id, variant_id, price_plan_id, kind, title, quantity,
               unit_points, list_points, unit_cash_minor, limit_starts_on, batch_started_on, delivered_at
          FROM bundle_line;

      ALTER TABLE transfer ALTER COLUMN note TYPE json USING note::text::json;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
