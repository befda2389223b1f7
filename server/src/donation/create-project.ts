import { openEscrow } from '../ledger/open-escrow.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { scheduleRun } from '../platform/jobs/schedule-run.js';
import { type Refused, refuse } from '../platform/refusal.js';
import { type Operator, recordAudit } from '../program/audit.js';
import type { OperatorHands } from '../program/capability.js';
import { cleanProject, type ProjectDraft, projectRefusals } from './project.rules.js';
import { findProjectId } from './donation.queries.js';

/** Closes projects whose time is over. */
export const CLOSING_JOB = 'donation-close';

/** Opens a project with its escrow account; from that moment members can give. */
export async function createProject(
  { database, newId, onCommit }: OperatorHands,
  operator: Operator,
  given: ProjectDraft,
): Promise<{ projectId: string } | Refused> {
  const draft = cleanProject(given);
  const wrong = projectRefusals(draft, operator.now);
  if (wrong.length > 0) return refuse(...wrong);
  const { programId, actor, now } = operator;
  const outcome = await database.transaction(async (client) => {
    // One operator after the other in each program, so that a handle is taken once.
    await client.query('SELECT FROM program WHERE id = $1 FOR NO KEY UPDATE', [programId]);
    const taken = await findProjectId(client, programId, draft.handle);
    if (taken !== null) {
      return refuse({ code: 'ALREADY_EXISTS', id: encodeId('project', taken), path: ['handle'] });
    }
    const projectId = newId();
    await insertProject(client, { ...draft, projectId, programId, now });
    const ceiling = draft.overFunding === 'stop' ? draft.goal : null;
    await openEscrow(client, programId, projectId, ceiling);
    // The minute's job would close it too, but nobody who watches shall wait for that.
    if (draft.endsAt !== null)
      await scheduleRun(client, CLOSING_JOB, { at: draft.endsAt, subjectId: projectId });
    const subject = encodeId('project', projectId);
    const after = { handle: draft.handle, title: draft.title, goal: draft.goal };
    await recordAudit(client, newId, {
      programId,
      actor,
      action: 'donationProjectCreate',
      subject,
      after,
      at: now,
    });
    return { projectId };
  });
  onCommit();
  return outcome;
}

async function insertProject(
  client: Queryable,
  project: ProjectDraft & { projectId: string; programId: string; now: Date },
): Promise<void> {
  const { projectId, programId, milestones } = project;
  await client.query(
    `INSERT INTO donation_project (id, program_id, handle, title, summary, story, recipient, images, goal, over_funding,
                                   least, ends_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13)`,
    [
      projectId,
      programId,
      project.handle,
      project.title,
      project.summary,
      project.story,
      project.recipient,
      JSON.stringify(project.images),
      project.goal,
      project.overFunding,
      project.least,
      project.endsAt,
      project.now,
    ],
  );
  await client.query('INSERT INTO donation_tally (project_id, program_id) VALUES ($1, $2)', [
    projectId,
    programId,
  ]);
  await client.query(
    `INSERT INTO donation_milestone (project_id, program_id, position, points, title)
     SELECT $1, $2, n - 1, points, title
       FROM unnest($3::bigint[], $4::jsonb[]) WITH ORDINALITY AS m(points, title, n)`,
    [projectId, programId, milestones.map((m) => m.points), milestones.map((m) => JSON.stringify(m.title))],
  );
}
