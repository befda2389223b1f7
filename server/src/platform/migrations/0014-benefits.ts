import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tiers give: uses of benefits, birthdays and their gifts, free shipping of exchanges, campaigns of a tier. */
export class Benefits1795000014000 implements MigrationInterface {
  name = 'Benefits1795000014000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE benefit_usage (
        id uuid NOT NULL,
        program_id uuid NOT NULL,
        member_id uuid NOT NULL,
        -- The tier that gave it, a key of the program's rules.
        tier text NOT NULL,
        benefit text NOT NULL CHECK (benefit IN ('exchange_discount', 'tier_price', 'early_access', 'exclusive_zone',
                                                 'birthday_gift', 'free_shipping', 'dedicated_service')),
        -- What it was used for: an exchange, a movement of points; null: nothing that has an id.
        subject_id uuid,
        -- Saved or given; 0 where a benefit is not worth points.
        points bigint NOT NULL DEFAULT 0 CHECK (points >= 0),
        at timestamptz NOT NULL,
        -- The summary of a period reads along it; a key of the id alone would be one index more on every exchange.
        PRIMARY KEY (program_id, at, id)
      );
      CREATE INDEX benefit_usage_member ON benefit_usage (member_id, at);
      CREATE FUNCTION benefit_usage_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'uses of benefits are never updated or deleted';
      END $$;
      CREATE TRIGGER benefit_usage_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON benefit_usage
        FOR EACH STATEMENT EXECUTE FUNCTION benefit_usage_is_append_only();

      -- Month and day, for example '02-29'; the year is nobody's business here.
      ALTER TABLE member ADD COLUMN birthday text;
      ALTER TABLE member ADD CONSTRAINT member_birthday_form CHECK (birthday ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$');
      CREATE INDEX member_birthday ON member (program_id, birthday, id) WHERE birthday IS NOT NULL;

      -- One gift a member and year, whatever is done to the birthday.
      CREATE TABLE birthday_gift (
        member_id uuid NOT NULL,
        year int NOT NULL,
        program_id uuid NOT NULL,
        -- The birthday it was for.
        day date NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        PRIMARY KEY (member_id, year)
      );
      ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
      ALTER TABLE notice ADD CONSTRAINT notice_kind_check
        CHECK (kind IN ('tier_raised', 'tier_sprint', 'tier_dropped', 'vote_won', 'birthday_gift'));

      ALTER TABLE exchange ADD COLUMN free_shipping boolean NOT NULL DEFAULT false;
      -- This tier and those above may vote; null: everybody.
      ALTER TABLE vote_campaign ADD COLUMN tier text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
