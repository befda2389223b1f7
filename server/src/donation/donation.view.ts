import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import { type Language, localize } from '../graphql/localized.js';
import { money } from '../graphql/money.types.js';
import type { Queryable } from '../platform/database.js';
import { versionNow } from '../platform/ending.rules.js';
import { encodeId } from '../platform/ids.js';
import { findGifts, findProjects, givenBy } from './donation.queries.js';
import type { Gift, Milestone, Progress, ProjectPage, ToldNews } from './donation.rows.js';
import { left, percent, reached, stateNow } from './donation.rules.js';
import {
  Donation,
  type DonationMilestone,
  type DonationNews,
  type DonationProgress,
  DonationProject,
  type DonationSettlement,
} from './donation.types.js';
import { imageViews } from '../catalog/image.view.js';

type Viewer = Pick<RequestContext, 'language' | 'now'>;

const largestInt = 2_147_483_647;

export function progressView(row: Progress, { language, now }: Viewer): DonationProgress {
  const count = reached(row.milestones, row.raised);
  const [last, next] = [row.milestones[count - 1], row.milestones[count]];
  return {
    projectId: encodeId('project', row.projectId),
    state: stateNow(row.state, row.endsAt, now, left(row.goal, row.raised, row.overFunding)),
    raised: row.raised,
    goal: row.goal,
    percent: Math.min(largestInt, percent(row.raised, row.goal)),
    donors: row.donors,
    gifts: row.gifts,
    lastMilestone: last === undefined ? null : milestoneView(last, language),
    nextMilestone: next === undefined ? null : milestoneView(next, language),
    version: String(versionNow(row, now)),
  };
}

function milestoneView({ points, title, reachedAt }: Milestone, language: Language): DonationMilestone {
  return { points, title: localize(title, language), reachedAt };
}

export function projectView(row: ProjectPage, viewer: Viewer): DonationProject {
  const { language } = viewer;
  return Object.assign(new DonationProject(), {
    uuid: row.projectId,
    id: encodeId('project', row.projectId),
    handle: row.handle,
    title: localize(row.title, language),
    summary: localize(row.summary, language),
    story: localize(row.story, language),
    recipient: localize(row.recipient, language),
    images: imageViews(row.images, language),
    goal: row.goal,
    overFunding: row.overFunding,
    least: row.least,
    endsAt: row.endsAt,
    milestones: row.milestones.map((milestone) => milestoneView(milestone, language)),
    progress: progressView(row, viewer),
    settlement: settlementView(row, language),
  });
}

export function settlementView({ settlement }: ProjectPage, language: Language): DonationSettlement | null {
  if (settlement === null) return null;
  const { points, amountMinor, currency, statement, documentUrl, at } = settlement;
  const amount = money(amountMinor, currency);
  return { points, amount, statement: localize(statement, language), documentUrl, at };
}

export function newsView(row: ToldNews, { language }: Viewer): DonationNews {
  return {
    uuid: row.id,
    projectId: row.projectId,
    id: encodeId('news', row.id),
    title: localize(row.title, language),
    body: localize(row.body, language),
    images: imageViews(row.images, language),
    at: row.at,
  };
}

export function donationView(row: Gift): Donation {
  return Object.assign(new Donation(), {
    row,
    id: encodeId('donation', row.id),
    points: row.points,
    worth: money(row.worthMinor, row.currency),
    anonymous: row.anonymous,
    at: row.at,
  });
}

const projectsKey = Symbol('donation projects by id');
const giftsKey = Symbol('own donations by id');
const givenKey = Symbol('given by the member, by project');

/** Projects of the program by uuid, one statement a request and tick. */
export function projectLoader(
  db: Queryable,
  context: RequestContext,
): DataLoader<string, ProjectPage | null> {
  return context.memo(
    projectsKey,
    () =>
      new DataLoader<string, ProjectPage | null>(async (ids) => {
        const rows = await findProjects(db, context.program.id, ids);
        const byId = new Map(rows.map((row) => [row.projectId, row]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}

/** The signed-in member's own gifts by uuid; null for everybody else's. */
export function giftLoader(db: Queryable, context: RequestContext): DataLoader<string, Gift | null> {
  return context.memo(
    giftsKey,
    () =>
      new DataLoader<string, Gift | null>(async (ids) => {
        const memberId = context.member?.id;
        if (memberId === undefined) return ids.map(() => null);
        const rows = await findGifts(db, { programId: context.program.id, memberId, ids });
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}

/** What the signed-in member gave to projects, by uuid. */
export function givenLoader(
  db: Queryable,
  context: RequestContext,
  memberId: string,
): DataLoader<string, number> {
  return context.memo(
    givenKey,
    () =>
      new DataLoader<string, number>(async (ids) => {
        const given = await givenBy(db, memberId, ids);
        return ids.map((id) => given.get(id) ?? 0);
      }),
  );
}
