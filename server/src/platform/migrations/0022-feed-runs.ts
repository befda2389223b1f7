import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The partners' feed in runs: what one transaction changed of one program is a row that is later given its place, instead of
 * an outbox row from which a row was made for each entry.
 */
export class FeedRuns1795000022000 implements MigrationInterface {
  name = 'FeedRuns1795000022000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Nobody may write or place anything between the look at what waits and the end of the columns it stands in.
      LOCK TABLE outbox, stock_feed IN ACCESS EXCLUSIVE MODE;

      -- What waits for its place gets outbox rows of its own, one for each program; what has one is in the feed already.
      CREATE TEMPORARY TABLE waiting_feed ON COMMIT DROP AS
        SELECT o.id, e.program_id, min(e.nr) AS first, array_agg(e.kind ORDER BY e.nr) AS kinds,
               array_agg(e.variant_id ORDER BY e.nr) AS variants, string_agg(e.state, E'\\n' ORDER BY e.nr) AS states, o.at
          FROM outbox o
         CROSS JOIN LATERAL ROWS FROM (
           unnest(o.feed_programs), unnest(o.feed_kinds), unnest(o.feed_variants), string_to_table(o.feed_states, E'\\n')
         ) WITH ORDINALITY AS e(program_id, kind, variant_id, state, nr)
         WHERE o.position IS NULL
         GROUP BY o.id, e.program_id;
      ALTER TABLE outbox DROP COLUMN feed_programs, DROP COLUMN feed_kinds, DROP COLUMN feed_variants, DROP COLUMN feed_states;
      ALTER TABLE outbox ADD COLUMN feed_program uuid, ADD COLUMN feed_entries int NOT NULL DEFAULT 0,
        ADD CONSTRAINT outbox_feed CHECK (feed_entries >= 0 AND (feed_program IS NULL) = (feed_entries = 0));

      -- Entries that follow each other in one program's feed. The id is that of the outbox row that tells of them; the position is the
      -- last one's, null until the sequencer has given it. Of the states a line each.
      ALTER TABLE stock_feed RENAME TO stock_feed_entry;
      ALTER TABLE stock_feed_entry RENAME CONSTRAINT stock_feed_pkey TO stock_feed_entry_pkey;
      CREATE TABLE stock_feed (
        id bigint NOT NULL,
        program_id uuid NOT NULL,
        position bigint,
        kinds text[] NOT NULL CHECK (kinds <@ '{STOCK,PRICE,LISTING}'),
        variants uuid[] NOT NULL CHECK (variants <> '{}'),
        states text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT stock_feed_entries CHECK (cardinality(kinds) = cardinality(variants)
          AND cardinality(string_to_array(states, E'\\n')) = cardinality(variants))
      );
      -- States resemble each other and are compressed, which takes less time than it spares; there is nothing to gain on uuids.
      ALTER TABLE stock_feed ALTER COLUMN variants SET STORAGE EXTERNAL;
      -- Nobody knows from which outbox rows they came: numbers in the old order, before any that an outbox row has.
      INSERT INTO stock_feed
        SELECT position - 1000000000000000, program_id, position, ARRAY[kind], ARRAY[variant_id], state::text, at
          FROM stock_feed_entry;
      DROP TABLE stock_feed_entry;
      ALTER TABLE stock_feed ADD PRIMARY KEY (id);
      CREATE INDEX stock_feed_program ON stock_feed (program_id, position);
      ANALYZE stock_feed;

      WITH numbered AS (
        SELECT nextval(pg_get_serial_sequence('outbox', 'id')) AS outbox_id, w.*
          FROM (SELECT * FROM waiting_feed ORDER BY id, first) w
      ), told AS (
        INSERT INTO outbox (id, topics, feed_program, feed_entries, at) OVERRIDING SYSTEM VALUE
        SELECT outbox_id, '{}', program_id, cardinality(variants), at FROM numbered
      )
      INSERT INTO stock_feed (id, program_id, kinds, variants, states, at)
        SELECT outbox_id, program_id, kinds, variants, states, at FROM numbered;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
