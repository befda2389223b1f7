import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which movement made pending points spendable: whoever returns their order gives back those points, and not older ones. */
export class ReleasedBy1795000024000 implements MigrationInterface {
  name = 'ReleasedBy1795000024000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null while nothing was released, when all of it repaid a debt, and of what was released before this column.
      ALTER TABLE pending_points ADD COLUMN released_by uuid;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
