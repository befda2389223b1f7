import { addDays, dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import type { DemoStanding } from './demo.types.js';

/** Long enough ago that no order of the demo falls into the same month. */
const EARLIER_DAYS = -75;

/** A past that the demo's few orders cannot make: a tier with its validity, and what was spent and done before. */
export async function seedStanding(
  database: Queryable,
  timeZone: string,
  memberId: string,
  { tier, spendMinor, units }: DemoStanding,
  now: Date,
): Promise<void> {
  const today = dayOf(now, timeZone);
  await database.query(
    `UPDATE member_tier
        SET tier = $2, since = $3, valid_until = $4,
            months = months || jsonb_build_object($5::text, jsonb_build_array($6::bigint, $7::int))
      WHERE member_id = $1`,
    [
      memberId,
      tier?.key ?? null,
      tier === null ? null : addDays(today, tier.since.days),
      tier === null ? null : addDays(today, tier.until.days),
      addDays(today, EARLIER_DAYS).slice(0, 7),
      spendMinor,
      units,
    ],
  );
}
