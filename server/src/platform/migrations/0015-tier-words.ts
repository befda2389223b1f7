import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members are told of rules that will change; and a keep-sprint has at least one day, so that nobody loses a step unwarned. */
export class TierWords1795000015000 implements MigrationInterface {
  name = 'TierWords1795000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
      ALTER TABLE notice ADD CONSTRAINT notice_kind_check
        CHECK (kind IN ('tier_raised', 'tier_sprint', 'tier_dropped', 'tier_rules', 'vote_won', 'birthday_gift'));

      UPDATE program SET rules = jsonb_set(rules, '{tiers}', (
        SELECT jsonb_agg(CASE WHEN one #> '{rules,sprint,days}' = '0' THEN jsonb_set(one, '{rules,sprint,days}', '1')
                              ELSE one END ORDER BY place)
          FROM jsonb_array_elements(rules -> 'tiers') WITH ORDINALITY AS version(one, place)))
       WHERE rules @? '$.tiers[*].rules.sprint.days ? (@ == 0)';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
