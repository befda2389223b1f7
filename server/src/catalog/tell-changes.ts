import type { Queryable } from '../platform/database.js';
import { scheduleRun } from '../platform/jobs/schedule-run.js';
import { type FeedChange, recordChanges } from '../platform/outbox/record-changes.js';
import { feedState, type FeedVariant, feedVariants } from './feed-states.queries.js';
import { nextTurn, toldMoment, turned } from './window.rules.js';
import { STOCK_TOPIC } from '../stock/stock.book.js';

/** Tells what windows that have opened or closed changed. */
export const TURNING_JOB = 'catalog-turn-windows';

/** In whose mall, and when. */
export interface Telling {
  program: { id: string; timeZone: string };
  now: Date;
}

/** A variant that has changed; null: in nothing that the partners' feed tells. */
export interface Touched {
  variantId: string;
  kind: FeedChange['kind'] | null;
}

/** Holds whoever decides on these variants until the end of the transaction. */
export async function lockStock(client: Queryable, variantIds: readonly string[]): Promise<void> {
  if (variantIds.length === 0) return;
  await client.query(
    'SELECT 1 FROM stock WHERE variant_id = ANY($1::uuid[]) ORDER BY variant_id FOR NO KEY UPDATE',
    [variantIds],
  );
}

/** Tells counters and partners of variants that the transaction has changed, in the version that this gives them. */
export async function tellChanges(
  client: Queryable,
  telling: Telling,
  touched: readonly Touched[],
): Promise<void> {
  const kindsOf = new Map<string, Set<Touched['kind']>>();
  for (const { variantId, kind } of touched) {
    kindsOf.set(variantId, (kindsOf.get(variantId) ?? new Set()).add(kind));
  }
  const variantIds = [...kindsOf.keys()].toSorted();
  if (variantIds.length === 0) return;
  await client.query('UPDATE stock SET version = version + 1 WHERE variant_id = ANY($1::uuid[])', [
    variantIds,
  ]);
  const { program, now } = telling;
  // What neither changed in the feed nor has windows is nothing to partners: a zone may hold a great many of such.
  const silent = (id: string) => [...(kindsOf.get(id) ?? [])].every((kind) => kind === null);
  const spoken = variantIds.filter((id) => !silent(id));
  const variants = await feedVariants(client, spoken, variantIds.filter(silent));
  await followWindows(client, telling, [...variants.values()]);
  const feed: FeedChange[] = [];
  for (const [variantId, variant] of variants) {
    const kinds = kindsOf.get(variantId) ?? new Set();
    // Whoever changes a variant whose window has turned unheard tells that, too.
    kinds.add(turned(variant.windows, variant.toldAt, toldMoment(variant.toldAt, now)));
    // A state is whole: one event is enough, under the name of the greatest change.
    const kind = (['LISTING', 'PRICE', 'STOCK'] as const).find((one) => kinds.has(one));
    if (kind === undefined) continue;
    const state = feedState(variant, { now, timeZone: program.timeZone });
    feed.push({ programId: program.id, kind, variantId, state });
  }
  await recordChanges(client, now, { topics: { [STOCK_TOPIC]: variantIds }, feed });
}

const everBefore = new Date(0);

/** Notes as of when the windows of these variants are told, and has them looked at when the next one turns. */
export async function followWindows(
  client: Queryable,
  { program, now }: Telling,
  variants: readonly FeedVariant[],
): Promise<void> {
  const turns = variants.flatMap(({ variantId, windows, toldAt, turnsAt }) => {
    const told = toldMoment(toldAt, now);
    // Most variants have no windows and never had any, and their rows stay as they are.
    if (toldAt === null && turnsAt === null && nextTurn(windows, everBefore) === null) return [];
    return [{ variantId, told, next: nextTurn(windows, told) }];
  });
  if (turns.length === 0) return;
  await client.query(
    `UPDATE variant v SET told_at = c.told_at, turns_at = c.turns_at
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS c(id, told_at, turns_at) WHERE v.id = c.id`,
    [turns.map((t) => t.variantId), turns.map((t) => t.told), turns.map((t) => t.next)],
  );
  // One run for everything of a mall that turns at the same moment, as a campaign does.
  const moments = new Set(turns.flatMap(({ next }) => next?.getTime() ?? []));
  for (const moment of moments) {
    await scheduleRun(client, TURNING_JOB, { at: new Date(moment), subjectId: `${program.id}:${moment}` });
  }
}
