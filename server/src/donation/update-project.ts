import { isDeepStrictEqual } from 'node:util';
import type { LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import {
  checkPresentation,
  cleanPresentation,
  cleanWords,
  type Presentation,
} from '../platform/content.rules.js';
import { changedVersion } from '../platform/ending.rules.js';
import { encodeId } from '../platform/ids.js';
import { recordChanges } from '../platform/outbox/record-changes.js';
import { type Refused, refuse } from '../platform/refusal.js';
import { type Operator, recordAudit } from '../program/audit.js';
import type { OperatorHands } from '../program/capability.js';
import { DONATION_TOPIC, MILESTONES, type MilestoneJson } from './donation.book.js';
import type { DonationState } from './donation.rows.js';
import { unknownProject } from './give.js';
import { milestoneTitleRefusals } from './project.rules.js';

/** What of a project is to be told differently; what is absent stays. */
export interface ProjectChanges extends Partial<Presentation> {
  /** New titles of some milestones, each named by its points. */
  milestones?: { points: number; title: LocalizedText }[];
}

type Told = Presentation & { milestones: { points: number; title: LocalizedText }[] };

/**
 * Puts right what is told of a project, in every state of it. Recipient, goal, least, end and the points of milestones
 * are what members gave for, so they stay.
 */
export async function updateProject(
  { database, newId, onCommit }: OperatorHands,
  { programId, actor, now }: Operator,
  projectId: string,
  changes: ProjectChanges,
): Promise<{ projectId: string } | Refused> {
  const outcome = await database.transaction(async (client) => {
    // The row that every gift locks: a gift sees the titles of before or of after, under the version that has them.
    const [tally] = await client.query<{ version: number; state: DonationState }>(
      'SELECT version, state FROM donation_tally WHERE project_id = $1 AND program_id = $2 FOR NO KEY UPDATE',
      [projectId, programId],
    );
    const stored = tally === undefined ? null : await readStored(client, projectId);
    if (tally === undefined || stored === null) return refuse(unknownProject(projectId));
    const { told: before, endsAt } = stored;
    const { milestones: retitled = [], ...texts } = changes;
    const titles = retitled.map(({ points, title }) => ({ points, title: cleanWords(title) }));
    const wanted = cleanPresentation({ ...before, ...texts });
    const wrong = [...checkPresentation(wanted), ...milestoneTitleRefusals(titles, before.milestones)];
    if (wrong.length > 0) return refuse(...wrong);
    const milestones = before.milestones.map(
      (old) => titles.find(({ points }) => points === old.points) ?? old,
    );
    const after = { ...wanted, milestones };
    if (isDeepStrictEqual(after, before)) return { projectId };
    // Whoever watches sees the title of the next milestone.
    await write(client, projectId, after, changedVersion({ ...tally, endsAt }));
    await recordChanges(client, now, { topics: { [DONATION_TOPIC]: [projectId] }, feed: [] });
    const subject = encodeId('project', projectId);
    const action = 'donationProjectUpdate';
    await recordAudit(client, newId, { programId, actor, action, subject, before, after, at: now });
    return { projectId };
  });
  onCommit();
  return outcome;
}

async function readStored(
  client: Queryable,
  projectId: string,
): Promise<{ told: Told; endsAt: Date | null } | null> {
  const [row] = await client.query<Presentation & { ends_at: Date | null; milestones: MilestoneJson[] }>(
    `SELECT p.title, p.summary, p.story, p.images, p.ends_at, ${MILESTONES} FROM donation_project p WHERE p.id = $1`,
    [projectId],
  );
  if (row === undefined) return null;
  const { title, summary, story, images, ends_at: endsAt } = row;
  const milestones = row.milestones.map((one) => ({ points: one.points, title: one.title }));
  return { told: { title, summary, story, images, milestones }, endsAt };
}

async function write(client: Queryable, projectId: string, told: Told, version: number): Promise<void> {
  const { title, summary, story, images, milestones } = told;
  await client.query(
    'UPDATE donation_project SET title = $2, summary = $3, story = $4, images = $5::jsonb WHERE id = $1',
    [projectId, title, summary, story, JSON.stringify(images)],
  );
  await client.query(
    `UPDATE donation_milestone m SET title = c.title FROM unnest($2::bigint[], $3::jsonb[]) AS c(points, title)
      WHERE m.project_id = $1 AND m.points = c.points`,
    [projectId, milestones.map((m) => m.points), milestones.map((m) => JSON.stringify(m.title))],
  );
  await client.query('UPDATE donation_tally SET version = $2 WHERE project_id = $1', [projectId, version]);
}
