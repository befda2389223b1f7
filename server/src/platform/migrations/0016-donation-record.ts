import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';

/** What a gift was worth when it was given, what cannot be changed afterwards, and who is still to be told what became of it. */
export class DonationRecord1795000016000 implements MigrationInterface {
  name = 'DonationRecord1795000016000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE donation ADD COLUMN worth_minor bigint CHECK (worth_minor >= 0), ADD COLUMN currency char(3);
    `);
    await fillWorth(runner);
    await runner.query(`
      ALTER TABLE donation ALTER COLUMN worth_minor SET NOT NULL, ALTER COLUMN currency SET NOT NULL;
      CREATE FUNCTION donation_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'gifts are never updated or deleted';
      END $$;
      CREATE TRIGGER donation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON donation
        FOR EACH STATEMENT EXECUTE FUNCTION donation_is_append_only();

      -- What an account holds at most; null: as much as it is given. The last line of a project that stops at its goal.
      ALTER TABLE account ADD COLUMN ceiling bigint;
      UPDATE account a SET ceiling = p.goal FROM donation_project p
       WHERE a.owner_id = p.id AND a.kind = 'escrow' AND p.over_funding = 'stop';
      ALTER TABLE account ADD CONSTRAINT account_ceiling CHECK (posted <= ceiling);

      -- Earlier statements may say that nothing was paid; new ones may not.
      ALTER TABLE donation_settlement ADD CONSTRAINT donation_settlement_paid CHECK (amount_minor > 0) NOT VALID;

      -- When its donors had all been told; what is older than this is not told anew.
      ALTER TABLE donation_settlement ADD COLUMN noted_at timestamptz;
      ALTER TABLE donation_news ADD COLUMN noted_at timestamptz;
      UPDATE donation_settlement SET noted_at = at;
      UPDATE donation_news SET noted_at = at;
      CREATE INDEX donation_settlement_unnoted ON donation_settlement (project_id) WHERE noted_at IS NULL;
      CREATE INDEX donation_news_unnoted ON donation_news (id) WHERE noted_at IS NULL;
      ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
      ALTER TABLE notice ADD CONSTRAINT notice_kind_check
        CHECK (kind IN ('tier_raised', 'tier_sprint', 'tier_dropped', 'tier_rules', 'vote_won', 'birthday_gift',
                        'donation_settled', 'donation_news'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** Gifts made so far are worth what their mall says today: nobody wrote down what it said before. */
async function fillWorth(runner: QueryRunner): Promise<void> {
  const programs = z
    .array(z.object({ id: z.string(), currency: z.string() }))
    .parse(await runner.query('SELECT id, currency FROM program'));
  for (const { id, currency } of programs) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    const minorPerUnit = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
    await runner.query(
      `UPDATE donation d
          SET currency = p.currency,
              worth_minor = div(d.points::numeric * $2::int, coalesce((p.rules ->> 'pointsPerCurrencyUnit')::int, 100))
         FROM program p WHERE p.id = $1 AND d.program_id = p.id`,
      [id, minorPerUnit],
    );
  }
}
