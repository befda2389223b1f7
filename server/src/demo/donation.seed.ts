import { createProject } from '../donation/create-project.js';
import { findProjectId } from '../donation/donation.queries.js';
import { give } from '../donation/give.js';
import { publishNews } from '../donation/publish-news.js';
import { settle } from '../donation/settle.js';
import { anchorOf } from '../donation/value-anchor.js';
import { grantPoints } from '../earning/grant-points.js';
import { ensureMember } from '../member/ensure-member.js';
import { scoringOf } from '../tier/scoring.js';
import type { DemoProgram, RelativeDay } from './demo.types.js';
import type { DemoProject } from './donation.demo.js';
import { accepted, actor, type SeedParts, type Seeding } from './seed.parts.js';
import { text } from './wording.js';

const dayMs = 86_400_000;
const note = text('公益活动积分', 'Points for good causes');

/**
 * Good causes with what was given to them so far. Comes before the members' own points: what is granted here is given at
 * once, so that nobody's points are touched.
 */
export async function seedProjects(parts: SeedParts, seeding: Seeding, demo: DemoProgram): Promise<void> {
  for (const project of demo.projects) await seedProject(parts, seeding, demo, project);
}

async function seedProject(
  parts: SeedParts,
  { program, now }: Seeding,
  demo: DemoProgram,
  project: DemoProject,
): Promise<void> {
  const { handle, title } = project;
  const at = (day: RelativeDay) => new Date(now.getTime() + day.days * dayMs);
  const operator = { programId: program.id, actor, now };
  accepted(
    await createProject(parts, operator, {
      ...project,
      images: [pictured(handle, title)],
      endsAt: project.endsIn === undefined ? null : at(project.endsIn),
      milestones: [...project.milestones],
    }),
  );
  const projectId = await findProjectId(parts.database, program.id, handle);
  if (projectId === null) throw new Error(`The project ${handle} was not made.`);
  for (const gift of project.gifts)
    await seedGift(parts, { program, now }, demo, { ...gift, projectId, handle });
  for (const [nth, { title, body, told, shown }] of project.news.entries()) {
    const telling = publishNews({
      programId: program.id,
      projectId,
      actor,
      idempotencyKey: `demo news ${handle} ${nth}`,
      news: { title, body, images: shown === undefined ? [] : [pictured(shown.handle, title)] },
      at: at(told),
    });
    accepted(await parts.groups.submit(telling));
  }
  await backdateMilestones(
    parts,
    projectId,
    project.news.map((news) => at(news.told)),
  );
  if (project.settled !== undefined) await settleProject(parts, program, projectId, project.settled);
}

function pictured(handle: string, alt: DemoProject['title']) {
  return { url: `/demo/pictures/${handle}.svg`, alt };
}

/** A milestone was reached the day before it was told of, which no command can do today. */
async function backdateMilestones(
  { database }: SeedParts,
  projectId: string,
  told: readonly Date[],
): Promise<void> {
  await database.query(
    `UPDATE donation_milestone m SET reached_at = c.told - interval '1 day'
       FROM unnest($2::int[], $3::timestamptz[]) AS c(position, told)
      WHERE m.project_id = $1 AND m.position = c.position AND m.reached_at > c.told`,
    [projectId, told.map((_, nth) => nth), told],
  );
}

async function seedGift(
  parts: SeedParts,
  { program, now }: Seeding,
  demo: DemoProgram,
  gift: DemoProject['gifts'][number] & { projectId: string; handle: string },
): Promise<void> {
  const { id: programId, timeZone, rules, defaultLanguage } = program;
  const { customerId, points, anonymous, projectId } = gift;
  const names = demo.members.find((member) => member.customerId === customerId)?.displayName;
  const displayName = names?.[defaultLanguage] ?? null;
  const { id: memberId } = await ensureMember(parts, { programId, customerId, displayName }, now);
  const idempotencyKey = `demo ${gift.handle} ${customerId}`;
  const granting = { programId, memberId, idempotencyKey, actor, points, note, expiresAt: null };
  accepted(await parts.groups.submit(grantPoints({ ...granting, timeZone, expiry: rules.expiry })));
  const scoring = scoringOf(program);
  const anchor = anchorOf(program);
  const giving = give({ programId, memberId, projectId, points, anonymous, scoring, anchor, idempotencyKey });
  accepted(await parts.groups.submit(giving));
}

async function settleProject(
  parts: SeedParts,
  program: Seeding['program'],
  projectId: string,
  statement: DemoProject['title'],
): Promise<void> {
  const command = settle({
    programId: program.id,
    projectId,
    actor,
    idempotencyKey: `demo settle ${projectId}`,
    statement,
    amount: null,
    documentUrl: null,
    anchor: anchorOf(program),
  });
  accepted(await parts.groups.submit(command));
}
