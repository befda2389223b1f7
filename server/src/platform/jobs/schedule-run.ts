import type { Queryable } from '../database.js';

/** Clocks differ a little; a moment later all of them agree that it has come. */
const slackMs = 100;

const addJob =
  'graphile_worker.add_job(text,json,text,timestamp with time zone,integer,text,integer,text[],text)';

/**
 * One more run of a job, at a moment that is known now, as part of the caller's transaction. The schedule of the job stays
 * the net: where no job has ever run there is no queue yet, and nothing is asked of it.
 */
export async function scheduleRun(
  client: Queryable,
  job: string,
  { at, subjectId }: { at: Date; subjectId: string },
): Promise<void> {
  const [queue] = await client.query<{ there: boolean }>('SELECT to_regprocedure($1) IS NOT NULL AS there', [
    addJob,
  ]);
  if (queue?.there !== true) return;
  await client.query('SELECT graphile_worker.add_job($1, run_at := $2, max_attempts := 3, job_key := $3)', [
    job,
    new Date(at.getTime() + slackMs),
    `${job}:${subjectId}`,
  ]);
}
