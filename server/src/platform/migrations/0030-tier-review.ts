import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Members whose validity is over are dealt with in the order of their ids, a program and a portion at a time: by this index each portion
 * begins behind the one before, instead of gathering everybody who is due, of whatever program.
 */
export class TierReview1795000030000 implements MigrationInterface {
  name = 'TierReview1795000030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX member_tier_held ON member_tier (program_id, member_id, valid_until) WHERE tier IS NOT NULL;
      DROP INDEX member_tier_due;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
