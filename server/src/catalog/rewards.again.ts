import { pointsOf } from './affordable.js';
import { arrayLiteral } from '../platform/array-literal.js';
import { dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import { tierTuple } from '../tier/tier.queries.js';
import { periodStart, type Period } from '../platform/period.rules.js';
import type { PageRow } from './kept-pages.js';
import { usedOf } from './rewards.queries.js';
import { Values, type Viewer } from './rewards.filter.js';
import { stockTuple, type ShownPage } from './shown-page.js';

/** A page whose rewards are known, and who asks for it. */
export interface PageAgain {
  viewer: Viewer;
  page: ShownPage;
  memberIds: readonly (string | null)[];
}

/** What of a known page must be read however well it is known. */
export type AgainRow = Omit<PageRow, 'shown' | 'written'>;

/**
 * Different pages of one program in a single statement: in which version the catalog is, what is left, and what is their own
 * of those who ask. What was shown before is good only if the version is still that of the page.
 */
export function readAgain(database: Queryable, pages: readonly PageAgain[]): Promise<AgainRow[]> {
  const [first] = pages;
  if (first === undefined) throw new Error('There is no page to read again.');
  const startsOn = periodStarts(first.viewer);
  const values = new Values();
  const program = values.add(first.viewer.programId, 'uuid');
  const today = values.add(dayOf(first.viewer.now, first.viewer.timeZone), 'date');
  // A list of lists: each list is a text, as arrays of PostgreSQL are as long in each of their rows.
  const lists = (of: (page: PageAgain) => readonly unknown[]) =>
    values.add(
      pages.map((page) => arrayLiteral(of(page))),
      'text[]',
    );
  const variants = lists(({ page }) => page.parts.variants);
  const limited = lists(({ page }) => page.parts.limited.map(({ id }) => id));
  const starts = lists(({ page }) => page.parts.limited.map(({ period }) => startsOn(period)));
  const members = lists(({ memberIds }) => memberIds);
  return database.query<AgainRow>(
    `SELECT (SELECT catalog_version FROM program WHERE id = ${program}) AS version,
            (SELECT string_agg(s.tuple, ',' ORDER BY v.at)
               FROM unnest(p.variants::uuid[]) WITH ORDINALITY v(id, at)
               CROSS JOIN LATERAL (SELECT ${stockTuple} AS tuple FROM stock s WHERE s.variant_id = v.id OFFSET 0) s) AS stocks,
            (SELECT json_agg(CASE WHEN m.id IS NULL THEN '[null, null, null]'::json
                                  ELSE json_build_array(${pointsOf('m.id')}, ${usedOfLimited}, ${tierTuple('m.id', today)}) END ORDER BY m.at)
               FROM unnest(p.members::uuid[]) WITH ORDINALITY m(id, at)) AS members
       FROM unnest(${variants}, ${limited}, ${starts}, ${members}) WITH ORDINALITY p(variants, limited, starts, members, at)
      ORDER BY p.at`,
    values.list,
  );
}

const usedOfLimited = `(SELECT json_agg(${usedOf('m.id', 'l.id', 'l.starts_on')} ORDER BY l.at)
  FROM unnest(p.limited::uuid[], p.starts::date[]) WITH ORDINALITY l(id, starts_on, at))`;

/** When the present periods of limits began. */
function periodStarts({ now, timeZone }: Viewer): (period: Period) => string {
  const made = new Map<Period, string>();
  return (period) => {
    const start = made.get(period) ?? periodStart(period, now, timeZone);
    made.set(period, start);
    return start;
  };
}
