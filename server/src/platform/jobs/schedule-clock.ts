import type { Queryable } from '../database.js';
import type { Cancel, Timers } from '../timers.js';

/** By as much the clocks of several processes may differ without anything to put right. */
const mostAheadMs = 120_000;
const everyMs = 60_000;

export interface ScheduleClockOptions {
  database: Queryable;
  timers: Timers;
  /** Said when the schedule had been carried out in the future. */
  onFuture: () => void;
  /** The clock of this process was put back: whatever waits for a moment by it waits for too long. */
  onPutBack: () => void;
}

/**
 * The queue keeps until when its schedule was carried out, by the clock of the process that did it, and does nothing up to
 * there: where that clock was a year ahead for a minute, no job would run for a year. So what was carried out in the future was not.
 * Runs until it is cancelled.
 */
export function watchScheduleClock({ database, timers, onFuture, onPutBack }: ScheduleClockOptions): Cancel {
  let ahead = aheadOfElapsed();
  const look = async () => {
    const before = ahead;
    ahead = aheadOfElapsed();
    if (ahead < before - mostAheadMs) onPutBack();
    const found = await database.query(forgetFuture, [new Date(Date.now() + mostAheadMs)]);
    if (found.length > 0) onFuture();
  };
  // When the database is away others tell of it; the next look comes soon.
  const lookQuietly = () => void look().catch(() => undefined);
  lookQuietly();
  return timers.every(everyMs, lookQuietly);
}

/** Stays the same until somebody sets the clock, by which the queue's library goes. */
function aheadOfElapsed(): number {
  return Date.now() - performance.now();
}

const forgetFuture =
  'UPDATE graphile_worker._private_known_crontabs SET last_execution = NULL WHERE last_execution > $1 RETURNING identifier';
