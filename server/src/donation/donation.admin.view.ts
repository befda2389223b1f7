import type { RequestContext } from '../graphql/context.js';
import { money } from '../graphql/money.types.js';
import { encodeId } from '../platform/ids.js';
import {
  AdminDonationGift,
  type AdminDonationNews,
  type AdminDonationProject,
  type AdminDonationSettlement,
} from './donation.admin.types.js';
import type { Gift, News, ProjectPage, Settlement } from './donation.rows.js';
import { progressView } from './donation.view.js';

/** A project as operators see it. */
export function adminView(row: ProjectPage, context: RequestContext): AdminDonationProject {
  const { handle, title, summary, story, recipient, overFunding, least, endsAt, createdAt } = row;
  return {
    uuid: row.projectId,
    id: encodeId('project', row.projectId),
    handle,
    title,
    summary,
    story,
    recipient,
    images: row.images,
    overFunding,
    least,
    endsAt,
    createdAt,
    milestones: [...row.milestones],
    progress: progressView(row, context),
    settlement: row.settlement === null ? null : adminSettlement(row.settlement),
  };
}

function adminSettlement(settlement: Settlement): AdminDonationSettlement {
  const { points, amountMinor, currency, statement, documentUrl, at } = settlement;
  return { points, amount: money(amountMinor, currency), statement, documentUrl, at };
}

/** A piece of news as operators wrote it. */
export function adminNews({ id, title, body, images, at }: News): AdminDonationNews {
  return { uuid: id, id: encodeId('news', id), title, body, images, at };
}

/** A gift as operators see it. */
export function adminGift(row: Gift): AdminDonationGift {
  const { id, memberId, projectId, number, points, anonymous, at } = row;
  return Object.assign(new AdminDonationGift(), {
    uuid: id,
    memberUuid: memberId,
    projectUuid: projectId,
    id: encodeId('donation', id),
    number,
    points,
    anonymous,
    at,
  });
}
