import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Good causes that members give points to: the project, its narrow hot row, gifts, news and what was paid out. */
export class Donation1795000009000 implements MigrationInterface {
  name = 'Donation1795000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE donation_project (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        handle text NOT NULL,
        title jsonb NOT NULL,
        summary jsonb NOT NULL,
        story jsonb NOT NULL,
        recipient jsonb NOT NULL,
        images jsonb NOT NULL DEFAULT '[]',
        goal bigint NOT NULL CHECK (goal BETWEEN 1 AND 1000000000000),
        over_funding text NOT NULL CHECK (over_funding IN ('accept', 'stop')),
        least bigint NOT NULL DEFAULT 1 CHECK (least > 0),
        ends_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT donation_project_handle UNIQUE (program_id, handle)
      );
      CREATE INDEX donation_project_newest ON donation_project (program_id, id DESC);

      -- In the order of their points; how many of them are reached stands in the tally.
      CREATE TABLE donation_milestone (
        project_id uuid NOT NULL REFERENCES donation_project,
        position int NOT NULL,
        program_id uuid NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        title jsonb NOT NULL,
        reached_at timestamptz,
        PRIMARY KEY (project_id, position)
      );

      -- The hot row: every gift changes it, so it is narrow and has no index besides its key.
      CREATE TABLE donation_tally (
        project_id uuid PRIMARY KEY REFERENCES donation_project,
        program_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'settled')),
        donors int NOT NULL DEFAULT 0 CHECK (donors >= 0),
        gifts int NOT NULL DEFAULT 0 CHECK (gifts >= donors),
        milestones int NOT NULL DEFAULT 0,
        settled bigint NOT NULL DEFAULT 0 CHECK (settled >= 0),
        version bigint NOT NULL DEFAULT 1
      ) WITH (fillfactor = 70);

      CREATE TABLE donation (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        project_id uuid NOT NULL,
        member_id uuid NOT NULL,
        number int NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        anonymous boolean NOT NULL,
        transfer_id uuid NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX donation_number ON donation (project_id, number);
      CREATE INDEX donation_member ON donation (member_id, id DESC);
      CREATE INDEX donation_donor ON donation (project_id, member_id);

      CREATE TABLE donation_news (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        project_id uuid NOT NULL REFERENCES donation_project,
        title jsonb NOT NULL,
        body jsonb NOT NULL,
        images jsonb NOT NULL DEFAULT '[]',
        at timestamptz NOT NULL
      );
      CREATE INDEX donation_news_project ON donation_news (project_id, id DESC);

      CREATE TABLE donation_settlement (
        project_id uuid PRIMARY KEY REFERENCES donation_project,
        program_id uuid NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
        currency char(3) NOT NULL,
        statement jsonb NOT NULL,
        document_url text,
        transfer_id uuid NOT NULL,
        at timestamptz NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
