import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Campaigns in which members choose what comes next. */
export class Voting1795000011000 implements MigrationInterface {
  name = 'Voting1795000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Texts and rules; no command writes them.
      CREATE TABLE vote_campaign (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL REFERENCES program,
        handle text NOT NULL,
        title jsonb NOT NULL,
        summary jsonb NOT NULL,
        story jsonb NOT NULL,
        images jsonb NOT NULL DEFAULT '[]',
        weighting text NOT NULL CHECK (weighting IN ('ballot', 'counted', 'spent')),
        changeable boolean NOT NULL,
        hidden boolean NOT NULL,
        asks_quantity boolean NOT NULL,
        ends_at timestamptz NOT NULL,
        launch_at timestamptz NOT NULL CHECK (launch_at > ends_at),
        reward_id uuid,
        noted_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT vote_campaign_handle UNIQUE (program_id, handle)
      );
      CREATE INDEX vote_campaign_newest ON vote_campaign (program_id, id DESC);
      CREATE INDEX vote_campaign_unnoted ON vote_campaign (id) WHERE reward_id IS NOT NULL AND noted_at IS NULL;

      CREATE TABLE vote_candidate (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        campaign_id uuid NOT NULL REFERENCES vote_campaign,
        position int NOT NULL,
        handle text NOT NULL,
        title jsonb NOT NULL,
        summary jsonb NOT NULL,
        images jsonb NOT NULL DEFAULT '[]',
        -- What it becomes when it wins.
        reward jsonb NOT NULL,
        CONSTRAINT vote_candidate_place UNIQUE (campaign_id, position)
      );

      -- The narrow row that every ballot locks; it guards the counts and the ballots of its campaign.
      CREATE TABLE vote_tally (
        campaign_id uuid PRIMARY KEY REFERENCES vote_campaign,
        program_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'announced')),
        ballots int NOT NULL DEFAULT 0 CHECK (ballots >= 0),
        winner_id uuid,
        closed_at timestamptz,
        version bigint NOT NULL DEFAULT 1
      ) WITH (fillfactor = 70);
      CREATE INDEX vote_tally_open ON vote_tally (campaign_id) WHERE state = 'open';
      CREATE INDEX vote_tally_closed ON vote_tally (campaign_id) WHERE state = 'closed' AND winner_id IS NOT NULL;

      CREATE TABLE vote_count (
        candidate_id uuid PRIMARY KEY REFERENCES vote_candidate,
        campaign_id uuid NOT NULL,
        program_id uuid NOT NULL,
        ballots int NOT NULL DEFAULT 0 CHECK (ballots >= 0),
        weight bigint NOT NULL DEFAULT 0 CHECK (weight BETWEEN ballots AND 9007199254740991),
        interest bigint NOT NULL DEFAULT 0 CHECK (interest >= 0)
      ) WITH (fillfactor = 70);
      CREATE INDEX vote_count_campaign ON vote_count (campaign_id);

      CREATE TABLE ballot (
        id uuid PRIMARY KEY,
        program_id uuid NOT NULL,
        campaign_id uuid NOT NULL,
        member_id uuid NOT NULL,
        candidate_id uuid NOT NULL,
        weight bigint NOT NULL CHECK (weight > 0),
        spent bigint NOT NULL DEFAULT 0 CHECK (spent >= 0),
        quantity int NOT NULL DEFAULT 0 CHECK (quantity BETWEEN 0 AND 99),
        version bigint NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT ballot_once UNIQUE (campaign_id, member_id)
      ) WITH (fillfactor = 80);
      CREATE INDEX ballot_member ON ballot (member_id, id DESC);
      -- Whom to note, and the operators' list.
      CREATE INDEX ballot_candidate ON ballot (candidate_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
