import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prices and zones of a tier, and what an exchange would have cost without one. */
export class TierPrice1795000013000 implements MigrationInterface {
  name = 'TierPrice1795000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A key of the program's rules; null: for everybody.
      ALTER TABLE price_plan ADD COLUMN tier text;
      ALTER TABLE zone ADD COLUMN tier text;
      CREATE INDEX price_plan_tier ON price_plan (program_id, variant_id) WHERE tier IS NOT NULL;
      CREATE INDEX zone_tier ON zone (program_id) WHERE tier IS NOT NULL;

      -- Points of one piece before the member's discount; null: there was none.
      ALTER TABLE exchange_line ADD COLUMN list_points bigint
        CONSTRAINT exchange_line_discount CHECK (list_points > unit_points);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
