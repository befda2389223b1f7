import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A rise keeps what was held before, so that a refund can undo it, and its member is told. */
export class TierUndone1795000017000 implements MigrationInterface {
  name = 'TierUndone1795000017000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- [{"tier": "silver", "since": "2026-11-22", "validUntil": "2027-11-22"}], one for each rise since the last review.
      ALTER TABLE member_tier ADD COLUMN held_before jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
      ALTER TABLE notice ADD CONSTRAINT notice_kind_check
        CHECK (kind IN ('tier_raised', 'tier_sprint', 'tier_dropped', 'tier_undone', 'tier_rules', 'vote_won',
                        'birthday_gift', 'donation_settled', 'donation_news'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
