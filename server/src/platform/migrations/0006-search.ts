import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Search in blocks: what is found first is looked for first, so that a page costs the same in a large catalog. */
export class Search1795000006000 implements MigrationInterface {
  name = 'Search1795000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A stretch of a program's rewards by id, which is by age: those from from_id up to the next block's. Numbers are
      -- never shared between programs, so a block says whose rewards it holds.
      CREATE TABLE search_block (
        number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        from_id uuid NOT NULL,
        last_id uuid NOT NULL,
        filled int NOT NULL,
        CONSTRAINT search_block_from UNIQUE (program_id, from_id)
      );
      INSERT INTO search_block (program_id, from_id, last_id, filled)
        SELECT program_id, CASE nth WHEN 0 THEN '00000000-0000-0000-0000-000000000000' ELSE min(id::text)::uuid END,
               max(id::text)::uuid, count(*)
          FROM (SELECT id, program_id, (row_number() OVER (PARTITION BY program_id ORDER BY id) - 1) / 512 AS nth FROM reward) r
         GROUP BY program_id, nth ORDER BY program_id, nth;

      ALTER TABLE reward ADD COLUMN search_block int NOT NULL DEFAULT 0;
      UPDATE reward r SET search_block = (
        SELECT b.number FROM search_block b
         WHERE b.program_id = r.program_id AND b.from_id <= r.id ORDER BY b.from_id DESC LIMIT 1);

      -- A new block begins with a reward that is newer than all in a full one; latecomers go where their id belongs.
      CREATE FUNCTION place_in_search_block() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        block search_block;
      BEGIN
        SELECT * INTO block FROM search_block b
         WHERE b.program_id = NEW.program_id AND b.from_id <= NEW.id
         ORDER BY b.from_id DESC LIMIT 1 FOR NO KEY UPDATE;
        IF NOT FOUND OR (block.filled >= 512 AND NEW.id > block.last_id) THEN
          INSERT INTO search_block (program_id, from_id, last_id, filled)
            VALUES (NEW.program_id,
                    CASE WHEN block IS NULL THEN '00000000-0000-0000-0000-000000000000' ELSE NEW.id END, NEW.id, 1)
            RETURNING number INTO NEW.search_block;
        ELSE
          UPDATE search_block SET filled = filled + 1, last_id = greatest(last_id, NEW.id) WHERE number = block.number;
          NEW.search_block := block.number;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER reward_search_block BEFORE INSERT ON reward
        FOR EACH ROW EXECUTE FUNCTION place_in_search_block();

      -- The words of a program, Chinese, Japanese and Korean aside, so that what begins like a query is looked up by name. Words
      -- that no reward has any more find nothing.
      CREATE TABLE search_word (
        program_id uuid NOT NULL REFERENCES program,
        word text COLLATE "C" NOT NULL,
        PRIMARY KEY (program_id, word)
      );
      CREATE FUNCTION words_of(search tsvector) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
        SELECT lexeme FROM unnest(search)
         WHERE lexeme !~ '^[\\u3041-\\u3096\\u30A1-\\u30FA\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uAC00-\\uD7A3\\uF900-\\uFAFF\\U00020000-\\U0003FFFF]'
      $$;
      INSERT INTO search_word SELECT DISTINCT r.program_id, w FROM reward r, words_of(r.search) w;
      CREATE FUNCTION remember_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO search_word SELECT NEW.program_id, w FROM words_of(NEW.search) w ORDER BY w ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE TRIGGER reward_search_words AFTER INSERT OR UPDATE OF search ON reward
        FOR EACH ROW EXECUTE FUNCTION remember_search_words();

      -- One index answers "these words, in the title or anywhere, in these blocks" without reading rewards. The list of
      -- changes that are not sorted in yet is read by every search, so it is kept short.
      DROP INDEX reward_search;
      CREATE INDEX reward_search ON reward
        USING gin ((ARRAY[search_block]), (ts_filter(search, '{a}')), search)
        WITH (gin_pending_list_limit = 64) WHERE state = 'listed';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
