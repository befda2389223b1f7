import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pools that members fill together: the pool, its narrow hot row, one pledge a member, and who won a draw. */
export class Crowdfunding1795000012000 implements MigrationInterface {
  name = 'Crowdfunding1795000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pool (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        handle text NOT NULL,
        title jsonb NOT NULL,
        summary jsonb NOT NULL,
        story jsonb NOT NULL,
        images jsonb NOT NULL DEFAULT '[]',
        target bigint NOT NULL CHECK (target BETWEEN 1 AND 1000000000000),
        least bigint NOT NULL CHECK (least > 0),
        most bigint CHECK (most >= least),
        deadline timestamptz NOT NULL,
        allotment text NOT NULL CHECK (allotment IN ('shared', 'draw', 'volume')),
        terms jsonb NOT NULL,
        winners int CHECK (winners BETWEEN 1 AND 100),
        seed bytea NOT NULL,
        seed_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT pool_handle UNIQUE (program_id, handle),
        CONSTRAINT pool_draw CHECK ((allotment = 'draw') = (winners IS NOT NULL)),
        CONSTRAINT pool_volume CHECK (allotment <> 'volume' OR (most IS NOT NULL AND least = most AND target % least = 0))
      );
      CREATE INDEX pool_newest ON pool (program_id, id DESC);
      CREATE INDEX pool_deadline ON pool (deadline);

      -- The hot row: every pledge changes it, so it is narrow; its one index changes with the state only.
      CREATE TABLE pool_tally (
        pool_id uuid PRIMARY KEY REFERENCES pool,
        program_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'succeeded', 'completed', 'failed', 'released')),
        pledged bigint NOT NULL DEFAULT 0 CHECK (pledged >= 0),
        backers int NOT NULL DEFAULT 0 CHECK (backers >= 0),
        unresolved int NOT NULL DEFAULT 0 CHECK (unresolved >= 0),
        numbers int NOT NULL DEFAULT 0,
        closed_at timestamptz,
        version bigint NOT NULL DEFAULT 1
      ) WITH (fillfactor = 70);
      CREATE INDEX pool_closing ON pool_tally (pool_id) WHERE state IN ('succeeded', 'failed');

      CREATE TABLE pledge (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        pool_id uuid NOT NULL,
        member_id uuid NOT NULL,
        number int NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        state text NOT NULL CHECK (state IN ('held', 'withdrawn', 'captured', 'released')),
        version bigint NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT pledge_once UNIQUE (pool_id, member_id),
        CONSTRAINT pledge_number UNIQUE (pool_id, number)
      ) WITH (fillfactor = 80);
      CREATE INDEX pledge_member ON pledge (member_id, id DESC);
      -- What the closing walks over.
      CREATE INDEX pledge_held ON pledge (pool_id, id) WHERE state = 'held';

      CREATE TABLE pool_winner (
        pool_id uuid NOT NULL REFERENCES pool,
        place int NOT NULL,
        program_id uuid NOT NULL,
        number int NOT NULL,
        PRIMARY KEY (pool_id, place)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
