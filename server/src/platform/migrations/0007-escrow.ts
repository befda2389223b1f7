import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts that belong to a cause rather than to a member. A value that was added to an enum cannot be used in the same
 * transaction, so they come a migration before the tables that need them.
 */
export class Escrow1795000007000 implements MigrationInterface {
  name = 'Escrow1795000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TYPE account_kind ADD VALUE 'escrow';
      ALTER TYPE account_kind ADD VALUE 'donated';
      ALTER TYPE transfer_reason ADD VALUE 'donation';
      ALTER TYPE transfer_reason ADD VALUE 'donation_settlement';
      ALTER TYPE transfer_reason ADD VALUE 'pledge';
      ALTER TYPE transfer_reason ADD VALUE 'vote';
      ALTER TYPE transfer_reason ADD VALUE 'birthday';

      -- What of a member is held for one subject.
      CREATE INDEX hold_subject ON hold (subject_id, owner_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
