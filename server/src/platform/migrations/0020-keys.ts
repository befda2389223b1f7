import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a command's key takes: found by a hash index, for keys have no order, and stored in the form in which it is read. */
export class Keys1795000020000 implements MigrationInterface {
  name = 'Keys1795000020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_key
        DROP CONSTRAINT idempotency_key_pkey,
        ALTER COLUMN id SET NOT NULL,
        -- The first half of the hash, as of the key itself: with 128 bits no two inputs share one.
        ALTER COLUMN input_hash TYPE uuid USING encode(substring(input_hash FROM 1 FOR 16), 'hex')::uuid,
        ALTER COLUMN outcome TYPE json USING outcome::text::json,
        -- No hash index can be UNIQUE; this means the same.
        ADD CONSTRAINT idempotency_key_once EXCLUDE USING hash (id WITH =);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
