import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, vi } from 'vitest';
import { start, type Started } from './server-process.js';
import type { WritePathStage } from './write-path-stage.js';

const program = fileURLToPath(new URL('job-process.mjs', import.meta.url));

/** A job in a process of its own; the server must have been built. */
function startJob(stage: WritePathStage, name: string): Started {
  return start({ DATABASE_URL: stage.url, JOB: name, NOW: stage.clock.now().toISOString() }, [program]);
}

/** Starts a job that comes to stand still at what the statement holds, and kills it there. */
export async function killJobAt(
  stage: WritePathStage,
  name: string,
  holding: string,
  values: readonly unknown[],
): Promise<void> {
  const client = new pg.Client({ connectionString: stage.url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(holding, [...values]);
    const job = startJob(stage, name);
    await vi.waitFor(
      async () => {
        const waiting = await stage.database.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        expect(waiting).not.toEqual([]);
      },
      { timeout: 20_000, interval: 20 },
    );
    job.signal('SIGKILL');
    await job.ended;
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}

/** Holds the points account of one member, which every command about that member needs. */
export const heldAccount = `SELECT FROM account WHERE kind = 'points' AND owner_id = $1 FOR UPDATE`;

/** The same job in two other processes at once. */
export async function runJobTwice(stage: WritePathStage, name: string): Promise<void> {
  const jobs = [startJob(stage, name), startJob(stage, name)];
  for (const job of jobs) expect(await job.ended).toMatchObject({ code: 0, errors: '' });
}
