import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every command of a group writes, in the form in which it is written and looked up with the least work. */
export class WritePath1795000019000 implements MigrationInterface {
  name = 'WritePath1795000019000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A key is found by the first half of the hash of program, scope and key: an entry of 16 bytes instead of some 80. Program
      -- and key stay readable, for whoever asks what became of one.
      ALTER TABLE idempotency_key ADD COLUMN id uuid;
      UPDATE idempotency_key SET id = encode(substring(sha256(
        convert_to(program_id::text, 'UTF8') || '\\x00'::bytea || convert_to(scope, 'UTF8') || '\\x00'::bytea
          || convert_to(key, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid;
      ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_pkey;
      ALTER TABLE idempotency_key ADD PRIMARY KEY (id);
      ALTER TABLE idempotency_key DROP COLUMN scope;

      -- What every process reads, and what the sequencer makes feed entries of: a column each, of the states a line each.
      -- Both are purged after little more than an hour, so that compressing them costs more than it saves.
      ALTER TABLE outbox ADD COLUMN topics json, ADD COLUMN feed_programs uuid[], ADD COLUMN feed_kinds text[],
        ADD COLUMN feed_variants uuid[], ADD COLUMN feed_states text;
      UPDATE outbox SET topics = (outbox.changes->'topics')::text::json, feed_programs = f.programs,
        feed_kinds = f.kinds, feed_variants = f.variants, feed_states = f.states
        FROM outbox o CROSS JOIN LATERAL (
          SELECT coalesce(array_agg((e->>'programId')::uuid ORDER BY nr), '{}') AS programs,
                 coalesce(array_agg(e->>'kind' ORDER BY nr), '{}') AS kinds,
                 coalesce(array_agg((e->>'variantId')::uuid ORDER BY nr), '{}') AS variants,
                 coalesce(string_agg((e->'state')::text, E'\\n' ORDER BY nr), '') AS states
            FROM jsonb_array_elements(o.changes->'feed') WITH ORDINALITY AS entry(e, nr)) f
       WHERE o.id = outbox.id;
      ALTER TABLE outbox ALTER COLUMN topics SET NOT NULL, ALTER COLUMN feed_programs SET NOT NULL,
        ALTER COLUMN feed_kinds SET NOT NULL, ALTER COLUMN feed_variants SET NOT NULL, ALTER COLUMN feed_states SET NOT NULL,
        ADD CONSTRAINT outbox_feed_entries CHECK (cardinality(feed_programs) = cardinality(feed_variants)
          AND cardinality(feed_kinds) = cardinality(feed_variants)
          AND cardinality(string_to_array(feed_states, E'\\n')) = cardinality(feed_variants));
      ALTER TABLE outbox ALTER COLUMN topics SET STORAGE EXTERNAL, ALTER COLUMN feed_programs SET STORAGE EXTERNAL,
        ALTER COLUMN feed_kinds SET STORAGE EXTERNAL, ALTER COLUMN feed_variants SET STORAGE EXTERNAL,
        ALTER COLUMN feed_states SET STORAGE EXTERNAL;
      ALTER TABLE outbox DROP COLUMN changes;

      -- Entries are purged in the order of their positions, which is that of their age. What they say is only ever read whole.
      DROP INDEX stock_feed_age;
      ALTER TABLE stock_feed ALTER COLUMN state TYPE json USING state::text::json;

      -- New entries at the right end, where an index takes them most easily; it is read from there as well.
      DROP INDEX exchange_program;
      CREATE INDEX exchange_program ON exchange (program_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
