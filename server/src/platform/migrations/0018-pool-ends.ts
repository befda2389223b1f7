import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What follows the end of a pool or a vote, and a last line under what was counted before. */
export class PoolEnds1795000018000 implements MigrationInterface {
  name = 'PoolEnds1795000018000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TYPE transfer_reason ADD VALUE 'pool_settlement';
      ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
      ALTER TABLE notice ADD CONSTRAINT notice_kind_check
        CHECK (kind IN ('tier_raised', 'tier_sprint', 'tier_dropped', 'tier_undone', 'tier_rules', 'vote_won',
                        'birthday_gift', 'donation_settled', 'donation_news',
                        'pool_succeeded', 'pool_failed', 'pool_cancelled', 'pool_won'));

      -- Beside what it bounds, so that the database itself refuses a point too many.
      ALTER TABLE pool_tally ADD COLUMN target bigint;
      UPDATE pool_tally t SET target = p.target FROM pool p WHERE p.id = t.pool_id;
      ALTER TABLE pool_tally ALTER COLUMN target SET NOT NULL;
      ALTER TABLE pool_tally ADD CONSTRAINT pool_tally_target CHECK (pledged <= target);
      ALTER TABLE pool_winner ADD CONSTRAINT pool_winner_once UNIQUE (pool_id, number);

      CREATE TABLE pool_cancellation (
        pool_id uuid PRIMARY KEY REFERENCES pool,
        program_id uuid NOT NULL,
        reason jsonb NOT NULL,
        at timestamptz NOT NULL
      );

      CREATE TABLE pool_settlement (
        pool_id uuid PRIMARY KEY REFERENCES pool,
        program_id uuid NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        -- What was paid for the thing; null: nobody is told.
        amount_minor bigint CHECK (amount_minor >= 0),
        currency char(3) NOT NULL,
        statement jsonb NOT NULL,
        document_url text,
        transfer_id uuid NOT NULL,
        at timestamptz NOT NULL
      );

      -- How many pieces a member may say they would exchange is up to the campaign.
      ALTER TABLE vote_campaign ADD COLUMN most_pieces int NOT NULL DEFAULT 99 CHECK (most_pieces BETWEEN 1 AND 1000000);
      ALTER TABLE ballot DROP CONSTRAINT ballot_quantity_check;
      ALTER TABLE ballot ADD CONSTRAINT ballot_quantity_check CHECK (quantity BETWEEN 0 AND 1000000);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
