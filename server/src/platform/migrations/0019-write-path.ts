import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every command of a group writes, in the form in which it is written and looked up with the least work. */
export class WritePath1795000019000 implements MigrationInterface {
  name = 'WritePath1795000019000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A key is found by the first half of the hash of program, scope and key: an entry of 16 bytes instead of some 80.
      ALTER TABLE idempotency_key ADD COLUMN id uuid;
      UPDATE idempotency_key SET id = encode(substring(sha256(
        convert_to(program_id::text, 'UTF8') || '\\x00'::bytea || convert_to(scope, 'UTF8') || '\\x00'::bytea
          || convert_to(key, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid;
      ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_pkey;
      ALTER TABLE idempotency_key ADD PRIMARY KEY (id);
      ALTER TABLE idempotency_key DROP COLUMN scope;

      -- What every process reads apart from what the sequencer reads. Neither is kept for longer than an hour, so that
      -- compressing it costs more than it saves.
      ALTER TABLE outbox ADD COLUMN topics json, ADD COLUMN feed jsonb, ADD COLUMN feeds uuid[];
      UPDATE outbox SET topics = (changes->'topics')::json, feed = changes->'feed',
        feeds = ARRAY(SELECT DISTINCT (e->>'programId')::uuid FROM jsonb_array_elements(changes->'feed') e);
      ALTER TABLE outbox ALTER COLUMN topics SET NOT NULL, ALTER COLUMN feed SET NOT NULL, ALTER COLUMN feeds SET NOT NULL;
      ALTER TABLE outbox ALTER COLUMN topics SET STORAGE EXTERNAL, ALTER COLUMN feed SET STORAGE EXTERNAL;
      ALTER TABLE outbox DROP COLUMN changes;

      -- Entries are purged in the order of their positions, which is that of their age.
      DROP INDEX stock_feed_age;

      -- New entries at the right end, where an index takes them most easily; it is read from there as well.
      DROP INDEX exchange_program;
      CREATE INDEX exchange_program ON exchange (program_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
