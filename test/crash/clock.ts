import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { until } from './deadline.js';
import type { Mall } from './mall.js';
import type { Scene } from './operation.js';
import { players } from './players/index.js';

const everyMs = 1_500;
const finishWithinMs = 60_000;
const jobs = [...new Set(players.flatMap((player) => player.jobs ?? []))];

/** The servers' schedules are by the minute; here their jobs are due all the time, so that every fault may hit one. */
export class Clock {
  readonly #stopping = new AbortController();
  readonly #going: Promise<void>;

  constructor(
    private readonly cluster: Cluster,
    private readonly mall: Mall,
  ) {
    this.#going = this.#go();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#going;
  }

  /** Lets the jobs run until they have nothing left to do. */
  async finish(scene: Scene): Promise<void> {
    let due: string[] = [];
    await until('the jobs have finished their work', finishWithinMs, async () => {
      due = await this.cluster.snapshot(async (db) => {
        const told: string[] = [];
        for (const player of players) told.push(...((await player.due?.(scene, db)) ?? []));
        return told;
      });
      if (due.length === 0) return true;
      await this.#strike();
      await pause(500);
      return false;
    }).catch(async (error: unknown) => {
      const queue = await this.#queue().catch(() => ['what could not be asked']);
      throw new Error(`Left behind is: ${due.join('; ')}. The queue has: ${queue.join('; ') || 'nothing'}.`, {
        cause: error,
      });
    });
  }

  async #go(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#pass();
      await this.#strike();
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #pass(): Promise<void> {
    for (const player of players) {
      const passing = player.pass?.(this.mall);
      if (passing === undefined) continue;
      await this.cluster.tell(passing.text, passing.values).catch(() => undefined);
    }
  }

  /** What is due or taken: its tries, what the last one failed with, who has taken it and when. */
  async #queue(): Promise<string[]> {
    const rows = await this.cluster.snapshot((db) =>
      db.query<{ told: string }>(
        `SELECT concat(task_identifier, ', try ', attempts, ' of ', max_attempts,
                       ', due for ' || extract(epoch FROM now() - run_at)::int || ' s',
                       ', taken ' || extract(epoch FROM now() - locked_at)::int || ' s ago by ' || locked_by,
                       ', failed with ' || split_part(last_error, E'\\n', 1)) AS told
           FROM graphile_worker.jobs WHERE run_at <= now() ORDER BY locked_at NULLS LAST, run_at`,
      ),
    );
    return rows.map(({ told }) => told);
  }

  /** Whichever server is free takes them; one that waits already is not queued twice. */
  async #strike(): Promise<void> {
    const text =
      'SELECT graphile_worker.add_job(name, job_key := name, max_attempts := 3) FROM unnest($1::text[]) AS name';
    // While PostgreSQL is away nothing is due.
    await this.cluster.tell(text, [jobs]).catch(() => undefined);
  }
}
