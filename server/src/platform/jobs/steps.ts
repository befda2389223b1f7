import { failedTogether } from './failures.js';

/**
 * The steps of a job, one after the other. Each finds its work in the tables, whoever left it, so one that fails holds up no other; the
 * failures are told together at the end.
 */
export async function inSteps(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failedTogether(failures, `of ${steps.length} steps`);
}
