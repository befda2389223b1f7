import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A movement of a single lot names it itself: one row and one index entry less for nearly every exchange. */
export class Allocation1795000021000 implements MigrationInterface {
  name = 'Allocation1795000021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The lot whose points these are, all of them; null when several lots share them, when none has any, and of movements from
      -- before this column: those keep their one allocation where it is. No movement has both.
      ALTER TABLE transfer ADD COLUMN lot_id uuid;
      ALTER TABLE allocation RENAME TO split_allocation;
      ALTER TABLE split_allocation RENAME CONSTRAINT allocation_pkey TO split_allocation_pkey;
      ALTER TABLE split_allocation RENAME CONSTRAINT allocation_amount_check TO split_allocation_amount_check;

      -- What each movement took out of, or put into, which lots.
      CREATE VIEW allocation AS
        SELECT id AS transfer_id, lot_id, amount FROM transfer WHERE lot_id IS NOT NULL
        UNION ALL
        SELECT transfer_id, lot_id, amount FROM split_allocation;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
