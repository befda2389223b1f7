import { imageDrafts } from '../catalog/admin-draft.js';
import { presentationChanges } from '../catalog/presentation.admin.inputs.js';
import { textOf } from '../graphql/localized.js';
import type {
  DonationNewsPublishInput,
  DonationProjectCreateInput,
  DonationProjectUpdateInput,
} from './donation.admin.inputs.js';
import type { NewsDraft, ProjectDraft } from './project.rules.js';
import type { ProjectChanges } from './update-project.js';

/** What an operator sent for a new project, as a draft. */
export function projectDraft(input: DonationProjectCreateInput): ProjectDraft {
  return {
    handle: input.handle,
    title: textOf(input.title),
    summary: textOf(input.summary),
    story: textOf(input.story),
    recipient: textOf(input.recipient),
    images: imageDrafts(input.images),
    goal: input.goal,
    overFunding: input.overFunding,
    least: input.least,
    endsAt: input.endsAt ?? null,
    milestones: (input.milestones ?? []).map(({ points, title }) => ({ points, title: textOf(title) })),
  };
}

export function newsDraft(input: DonationNewsPublishInput): NewsDraft {
  return { title: textOf(input.title), body: textOf(input.body), images: imageDrafts(input.images) };
}

/** What an operator sent about a project that is there; absent fields stay. */
export function projectChanges(input: DonationProjectUpdateInput): ProjectChanges {
  return {
    ...presentationChanges(input),
    milestones: (input.milestones ?? []).map(({ points, title }) => ({ points, title: textOf(title) })),
  };
}
