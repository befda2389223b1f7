import { failedTogether } from './failures.js';

/** One program after the other; one that fails holds up no other, and the failures are told together at the end. Gives the sum of what was done. */
export async function programsInTurn<Program>(
  programs: readonly Program[],
  work: (program: Program) => Promise<number>,
): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  for (const program of programs) {
    try {
      done += await work(program);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failedTogether(failures, `of ${programs.length} programs`);
  return done;
}
