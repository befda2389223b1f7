import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partners are told when sales and prices begin and end: each variant knows as of when it was told, and when it turns next. */
export class Windows1795000025000 implements MigrationInterface {
  name = 'Windows1795000025000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE variant ADD COLUMN told_at timestamptz, ADD COLUMN turns_at timestamptz;

      -- So far windows were not told at all: whatever has one is looked at once, and told where that makes a difference.
      UPDATE variant v SET turns_at = now()
        FROM reward r
       WHERE r.id = v.reward_id
         AND (r.on_sale_from IS NOT NULL OR r.on_sale_until IS NOT NULL
           OR EXISTS (SELECT FROM price_plan p
                       WHERE p.variant_id = v.id AND p.tier IS NULL AND (p.starts_at IS NOT NULL OR p.ends_at IS NOT NULL)));

      CREATE INDEX variant_turns ON variant (turns_at) WHERE turns_at IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
