import { noteAll } from '../notice/note-all.js';
import type { NewNotice } from '../notice/notice.rows.js';
import type { Clock } from '../platform/clock.js';
import type { Queryable } from '../platform/database.js';
import type { NewId } from '../platform/ids.js';
import { inPortions, portionsOf } from '../platform/jobs/portions.js';
import { donorsOf, tellingDone, type Telling, type ToldThing, untold } from './telling.queries.js';

export interface TellParts {
  database: Queryable;
  newId: NewId;
  clock: Clock;
}

const portion = 1_000;

/** Tells everybody who gave what became of it: that it was paid out, and each news. Gives of how many projects. */
export function tellDonors(parts: TellParts): Promise<number> {
  return inPortions({
    read: (behind, limit) => untold(parts.database, behind, limit),
    idOf: ({ projectId }) => projectId,
    work: (telling) => tellInOrder(parts, telling),
  });
}

/** One thing after the other, or a donor would hear of the later one first. True when this call finished one of them. */
async function tellInOrder(parts: TellParts, telling: Telling): Promise<boolean> {
  let finished = false;
  for (const thing of telling.things) finished = (await tell(parts, telling, thing)) || finished;
  return finished;
}

/**
 * A portion of the donors at a time. Cut off, it begins again from the start: nobody is told twice. Who gives while it
 * runs sees the news on the page. True when this call finished it.
 */
async function tell(
  { database, newId, clock }: TellParts,
  telling: Telling,
  thing: ToldThing,
): Promise<boolean> {
  const portions = portionsOf(portion, {
    read: (behind, limit) => donorsOf(database, telling.projectId, behind, limit),
    idOf: ({ memberId }) => memberId,
  });
  for await (const donors of portions) {
    await noteAll(
      database,
      newId,
      donors.map((donor) => noticeFor(telling, thing, donor, clock.now())),
    );
  }
  return tellingDone(database, thing, clock.now());
}

function noticeFor(
  { programId, project }: Telling,
  { subjectId, news }: ToldThing,
  { memberId, points }: { memberId: string; points: number },
  at: Date,
): NewNotice {
  const to = { programId, memberId, subjectId, at };
  return news === null
    ? { ...to, kind: 'donation_settled', facts: { project, points } }
    : { ...to, kind: 'donation_news', facts: { project, title: news } };
}
