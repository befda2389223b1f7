import type { Queryable } from '../database.js';
import { counted } from '../spoken.rules.js';

export interface HorizonOptions {
  database: Queryable;
  /** Where operators are told. */
  say: (text: string) => void;
  /** A transaction that has been open for less is not worth a word; default a minute. */
  oldMs?: number;
  /** Milliseconds by a clock that only goes forward. */
  elapsed: () => number;
}

/** As long as this places take while nothing is wrong, or nearly. */
const slowMs = 200;
const lookAgainMs = 60_000;
const sayAgainMs = 600_000;

/** How long the transaction has been open that keeps the oldest versions of this database's rows, and whose it is. */
type Keeper = { ms: number; whose: string; pid: number };

/**
 * Who began first need not be who keeps the oldest rows: in READ COMMITTED each statement looks anew. Those of vacuum keep nothing. Of other
 * roles' sessions PostgreSQL tells members of pg_read_all_stats alone.
 */
const keeperSql = `
  SELECT (extract(epoch FROM clock_timestamp() - xact_start) * 1000)::bigint AS ms, pid,
         concat_ws(', ', 'session ' || pid, nullif(application_name, ''), usename,
           'from ' || coalesce(host(client_addr), 'a local socket')) AS whose
    FROM pg_stat_activity
   WHERE datname = current_database() AND pid <> pg_backend_pid() AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
     AND backend_type <> 'autovacuum worker' AND query !~* '^\\s*vacuum'
   ORDER BY greatest(age(backend_xmin), age(backend_xid)) DESC, xact_start LIMIT 1`;

/**
 * Tells operators of a transaction of somebody else's that was forgotten. PostgreSQL keeps every version of a row that it could still
 * read, so the sequencer goes past each row that it has placed since, at every run: some 10 ms more for each 50,000 of them.
 */
export class Horizon {
  #nextLook = -Infinity;

  constructor(private readonly options: HorizonOptions) {}

  /** To be told how long each placing took; asks PostgreSQL only where that was long, and not often. */
  async took(ms: number): Promise<void> {
    const now = this.options.elapsed();
    if (ms < slowMs || now < this.#nextLook) return;
    this.#nextLook = now + lookAgainMs;
    const [keeper] = await this.options.database.query<Keeper>(keeperSql);
    if (keeper === undefined || keeper.ms < (this.options.oldMs ?? 60_000)) return;
    this.#nextLook = now + sayAgainMs;
    this.options.say(warning(Math.round(ms), keeper));
  }
}

function warning(tookMs: number, { ms, whose, pid }: Keeper): string {
  const open = counted(Math.floor(ms / 60_000), 'minute', 'minutes');
  return `A transaction that has been open for ${open} (${whose}) makes PostgreSQL keep old rows, so what has changed since is late on its way to counters and partners: placing it takes ${tookMs} ms. SELECT pg_terminate_backend(${pid}) ends it.`;
}
