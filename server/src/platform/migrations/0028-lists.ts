import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists that operators read: none walks through what another mall has, or through everything that is in another state. */
export class Lists1795000028000 implements MigrationInterface {
  name = 'Lists1795000028000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX member_newest ON member (program_id, id);
      -- In one direction, so that a page can be asked for as a stretch of it.
      DROP INDEX audit_program;
      CREATE INDEX audit_program ON audit (program_id, id);
      CREATE INDEX reward_program ON reward (program_id, id);
      -- Few, and looked for among all that are listed.
      CREATE INDEX reward_unlisted ON reward (program_id, state, id) WHERE state IN ('draft', 'delisted');
      -- Few as well. No exchange has an entry until it is undone, so that exchanging costs what it did.
      CREATE INDEX exchange_undone ON exchange (program_id, state, id) WHERE state IN ('cancelled', 'refunded', 'expired');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
