import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each member stands on the ladder: one row, made with the member. */
export class Tier1795000008000 implements MigrationInterface {
  name = 'Tier1795000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_tier (
        member_id uuid PRIMARY KEY REFERENCES member,
        program_id uuid NOT NULL,
        -- A key of the program's rules; null: none yet.
        tier text,
        since date,
        valid_until date,
        -- {"2026-11": [spent in the smallest unit, units of interaction]}, within the window.
        months jsonb NOT NULL DEFAULT '{}',
        -- Under which version of the rules it was last looked at.
        rules_version int NOT NULL DEFAULT 1,
        CONSTRAINT member_tier_validity CHECK ((tier IS NULL) = (valid_until IS NULL) AND (tier IS NULL) = (since IS NULL))
      ) WITH (fillfactor = 70);
      CREATE INDEX member_tier_due ON member_tier (valid_until) WHERE tier IS NOT NULL;
      CREATE INDEX member_tier_behind ON member_tier (program_id, rules_version, member_id);

      CREATE FUNCTION open_member_tier() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO member_tier (member_id, program_id) VALUES (NEW.id, NEW.program_id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER member_standing AFTER INSERT ON member
        FOR EACH ROW EXECUTE FUNCTION open_member_tier();
      INSERT INTO member_tier (member_id, program_id) SELECT id, program_id FROM member;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
