import type { Clock } from '../platform/clock.js';
import type { Queryable } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { encodeId } from '../platform/ids.js';
import { inPortions } from '../platform/jobs/portions.js';
import { inSteps } from '../platform/jobs/steps.js';
import { complete } from './complete.js';
import { drawWinners } from './draw.rules.js';
import { fail } from './fail.js';
import { drawOf, listDueDraws, listHeldOfClosed, listOverdue } from './closing.queries.js';
import { resolve } from './resolve.js';

export interface ClosingParts {
  database: Queryable;
  groups: GroupCommit;
  clock: Clock;
}

/**
 * Closes pools whose deadline passed and ends what is held in closed ones. Each step finds its work in the tables and does
 * it by commands that decide again, so this may be killed anywhere, and run again or twice at once.
 */
export function closePools(parts: ClosingParts): Promise<void> {
  return inSteps([() => failOverdue(parts), () => resolveHeld(parts, null), () => drawDue(parts, null)]);
}

/**
 * Ends what is held in a pool right after it was filled or called off. What was committed is the answer, whatever becomes of this: the
 * job does the rest.
 */
export async function resolveSoon(parts: ClosingParts, poolId: string): Promise<void> {
  await inSteps([() => resolveHeld(parts, poolId), () => drawDue(parts, poolId)]).catch(() => undefined);
}

/** Gives how many pools have failed. */
function failOverdue({ database, groups, clock }: ClosingParts): Promise<number> {
  return inPortions({
    read: (behind, limit) => listOverdue(database, clock.now(), behind, limit),
    idOf: ({ poolId }) => poolId,
    work: async ({ programId, poolId }) => {
      const outcome = await groups.submit(fail(programId, poolId));
      return 'failed' in outcome && outcome.failed;
    },
  });
}

/** Gives how many pledges were captured or released; of one pool, or of all. */
function resolveHeld({ database, groups }: ClosingParts, only: string | null): Promise<number> {
  return inPortions({
    read: (behind, limit) => listHeldOfClosed(database, { only, behind, limit }),
    idOf: ({ pledgeId }) => pledgeId,
    work: async (held) => {
      const outcome = await groups.submit(resolve(held));
      return 'resolved' in outcome && outcome.resolved;
    },
  });
}

/** Gives how many pools were drawn; one, or all that can be. */
function drawDue({ database, groups }: ClosingParts, only: string | null): Promise<number> {
  return inPortions({
    read: (behind, limit) => listDueDraws(database, { only, behind, limit }),
    idOf: ({ poolId }) => poolId,
    work: async ({ programId, poolId }) => {
      // What was pledged is frozen since the pool closed, so it can be drawn outside of the group.
      const { seed, entries, winners } = await drawOf(database, poolId);
      const memberIds = new Map(entries.map(({ number, memberId }) => [number, memberId]));
      const won = drawWinners({ poolId: encodeId('pool', poolId), seed, entries, winners }).map((number) => {
        const memberId = memberIds.get(number);
        if (memberId === undefined) throw new Error('A number that was drawn is nobody’s.');
        return { number, memberId };
      });
      const outcome = await groups.submit(complete({ programId, poolId, winners: won }));
      return 'completed' in outcome && outcome.completed;
    },
  });
}
