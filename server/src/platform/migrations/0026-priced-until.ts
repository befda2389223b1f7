import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists end with a reward's last price, as they do with its sale. */
export class PricedUntil1795000026000 implements MigrationInterface {
  name = 'PricedUntil1795000026000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reward ADD COLUMN priced_until timestamptz;

      UPDATE reward r SET priced_until = p.until
        FROM (SELECT v.reward_id, max(p.ends_at) AS until
                FROM variant v JOIN price_plan p ON p.variant_id = v.id
               GROUP BY v.reward_id
              HAVING bool_and(p.ends_at IS NOT NULL)) p
       WHERE r.id = p.reward_id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
