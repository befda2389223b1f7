import DataLoader from 'dataloader';
import { z } from 'zod';
import { currentStreak } from '../earning/check-in.rules.js';
import type { RequestContext } from '../graphql/context.js';
import { localizedText } from '../graphql/localized.js';
import { dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import { countedKinds } from '../program/achievement-rules.js';
import { inForce } from '../program/rule-versions.rules.js';
import { scoringOf } from '../tier/scoring.js';
import { type Months, scoreOf } from '../tier/tier.rules.js';
import { type Deeds, lastingRises } from './achievement.rules.js';

type Columns = {
  id: string;
  joinedAt: Date;
  months: Months;
  lastDay: string | null;
  lastStreak: number | null;
  counted: unknown;
  streaks: unknown;
  moves: unknown;
};

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const counted = z.array(z.object({ kind: z.enum(countedKinds), nth: z.number(), at: moment }));
const streaks = z.array(z.object({ streak: z.number(), day: z.string() }));
const moves = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('tier_raised'), occasion: z.string(), title: localizedText }),
    z.object({ kind: z.literal('tier_undone'), occasion: z.string() }),
  ]),
);

/**
 * Everything awards follow from, in one statement. None of it is ever deleted: an exchange counts from the moment it is
 * fulfilled, which a refund leaves standing, and a rise stays noted when the tier is dropped; that a refund undid it is noted too.
 */
const DEEDS = `
  SELECT m.id, m.created_at AS "joinedAt", t.months, l.day AS "lastDay", l.streak AS "lastStreak",
         c.counted, s.streaks, r.moves
    FROM member m
    JOIN member_tier t ON t.member_id = m.id
    LEFT JOIN LATERAL (
      SELECT day, streak FROM check_in WHERE member_id = m.id ORDER BY day DESC LIMIT 1) l ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'nth', nth, 'at', at)), '[]') AS counted
        FROM (
          SELECT kind, at, row_number() OVER done AS nth, lead(at) OVER done IS NULL AS last
            FROM (
              SELECT 'exchange' AS kind, fulfilled_at AS at FROM exchange
               WHERE member_id = m.id AND fulfilled_at IS NOT NULL
              UNION ALL SELECT 'gift', at FROM donation WHERE member_id = m.id
              UNION ALL SELECT 'project', min(at) FROM donation WHERE member_id = m.id GROUP BY project_id
              UNION ALL SELECT 'pool', updated_at FROM pledge WHERE member_id = m.id AND state = 'captured'
              UNION ALL SELECT 'ballot', created_at FROM ballot WHERE member_id = m.id
            ) deed
          WINDOW done AS (PARTITION BY kind ORDER BY at)
        ) numbered
       WHERE last OR nth = ANY($3::int[])) c
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(first), '[]') AS streaks
        FROM (SELECT streak, min(day) AS day FROM check_in
               WHERE member_id = m.id AND streak = ANY($3::int[]) GROUP BY streak) first) s
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'occasion', occasion, 'title', facts->'tier')), '[]') AS moves
        FROM notice WHERE member_id = m.id AND kind IN ('tier_raised', 'tier_undone')) r
   WHERE m.program_id = $1 AND m.id = ANY($2::uuid[])`;

const deedsKey = Symbol('deeds');

/** What members of this program did, read together once a request; null for strangers. */
export function deedsLoader(database: Queryable, context: RequestContext): DataLoader<string, Deeds | null> {
  return context.memo(
    deedsKey,
    () =>
      new DataLoader<string, Deeds | null>(async (ids) => {
        const { id: programId, rules } = context.program;
        const steps = [...new Set(rules.achievements.map(({ step }) => step))];
        const rows = await database.query<Columns>(DEEDS, [programId, ids, steps]);
        const byId = new Map(rows.map((row) => [row.id, deedsOf(row, context)]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}

function deedsOf(row: Columns, { program, now }: RequestContext): Deeds {
  const { timeZone, minorPerUnit, versions } = scoringOf(program);
  const today = dayOf(now, timeZone);
  const done = counted.parse(row.counted);
  const { lastDay: day, lastStreak: streak } = row;
  const last = day === null || streak === null ? null : { day, streak };
  const totals = done.toSorted((a, b) => a.nth - b.nth).map(({ kind, nth }) => [kind, nth] as const);
  return {
    joinedOn: dayOf(row.joinedAt, timeZone),
    counts: { ...Object.fromEntries(totals), check_in: currentStreak(last, today) },
    reached: [
      ...done.map(({ kind, nth, at }) => ({ kind, count: nth, on: dayOf(at, timeZone) })),
      ...streaks
        .parse(row.streaks)
        .map((one) => ({ kind: 'check_in' as const, count: one.streak, on: one.day })),
    ],
    score: scoreOf(row.months, inForce(versions, now).rules, today, minorPerUnit).score,
    ...risesOf(row.moves),
  };
}

/** A rise is noted once for each day and tier, `2026-11-22 gold`, and so is that it was undone. */
function risesOf(noted: unknown): Pick<Deeds, 'rises'> {
  const rises: Deeds['rises'][number][] = [];
  const undone: { on: string; tier: string }[] = [];
  for (const move of moves.parse(noted)) {
    const [on = '', tier = ''] = move.occasion.split(' ');
    if (move.kind === 'tier_raised') rises.push({ on, tier, title: move.title });
    else undone.push({ on, tier });
  }
  return { rises: lastingRises(rises, undone) };
}
