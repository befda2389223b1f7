import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Purchases are listed newest first, all of a program or those of a member. Their primary key becomes the index of the program, so that
 * recording one writes a single index more, that of the member.
 */
export class Purchases1795000031000 implements MigrationInterface {
  name = 'Purchases1795000031000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE purchase DROP CONSTRAINT purchase_pkey, ADD PRIMARY KEY (program_id, id);
      CREATE INDEX purchase_member ON purchase (member_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
