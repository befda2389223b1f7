import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a member has read what they were told; null: not yet. */
export class NoticeRead1795000027000 implements MigrationInterface {
  name = 'NoticeRead1795000027000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What was told before anybody could say so counts as read: nobody is to find a hundred old notices as news. The default is
      -- stored once for all rows that are there, so that none of them is written anew.
      ALTER TABLE notice ADD COLUMN read_at timestamptz DEFAULT now();
      ALTER TABLE notice ALTER COLUMN read_at DROP DEFAULT;
      CREATE INDEX notice_unread ON notice (member_id, id) WHERE read_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
