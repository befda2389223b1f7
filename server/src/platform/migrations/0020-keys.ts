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
        -- No hash index can be UNIQUE. Who inserts a key that another transaction is inserting waits for it behind its own insert: two
        -- such may wait for each other until PostgreSQL ends one of them, which is tried again.
        ADD CONSTRAINT idempotency_key_once EXCLUDE USING hash (id WITH =),
        -- For brands who replicate logically: purging needs a name for its rows, and there is no primary key any more.
        REPLICA IDENTITY FULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
