import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trail is asked who did something, what was done, and what became of one thing; few entries are found without reading all others. */
export class Trail1795000032000 implements MigrationInterface {
  name = 'Trail1795000032000';

  async up(runner: QueryRunner): Promise<void> {
    // None begins with the program: the index that does is then the only one for a page of everything.
    await runner.query(`
      CREATE INDEX audit_actor ON audit (actor, program_id, id);
      CREATE INDEX audit_action ON audit (action, program_id, id);
      CREATE INDEX audit_subject ON audit (subject, program_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
