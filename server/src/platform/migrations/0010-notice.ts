import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members are to be told. */
export class Notice1795000010000 implements MigrationInterface {
  name = 'Notice1795000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        member_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('tier_raised', 'tier_sprint', 'tier_dropped', 'vote_won')),
        subject_id uuid NOT NULL,
        -- Tells apart what happens to the same member and subject more than once.
        occasion text NOT NULL DEFAULT '',
        facts jsonb NOT NULL DEFAULT '{}',
        at timestamptz NOT NULL,
        -- Whoever notes may be killed and run again: nobody is told anything twice.
        CONSTRAINT notice_once UNIQUE (member_id, kind, subject_id, occasion)
      );
      CREATE INDEX notice_member ON notice (member_id, id DESC);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
