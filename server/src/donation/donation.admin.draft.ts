import type { Picture } from '../platform/content.rules.js';
import type { ImageInput } from '../catalog/catalog.admin.inputs.js';
import type { LocalizedText, LocalizedTextInput } from '../graphql/localized.js';
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
    title: text(input.title),
    summary: text(input.summary),
    story: text(input.story),
    recipient: text(input.recipient),
    images: pictures(input.images),
    goal: input.goal,
    overFunding: input.overFunding,
    least: input.least,
    endsAt: input.endsAt ?? null,
    milestones: (input.milestones ?? []).map(({ points, title }) => ({ points, title: text(title) })),
  };
}

export function newsDraft(input: DonationNewsPublishInput): NewsDraft {
  return { title: text(input.title), body: text(input.body), images: pictures(input.images) };
}

/** What an operator sent about a project that is there; what is absent or null is to stay. */
export function projectChanges(input: DonationProjectUpdateInput): ProjectChanges {
  const { title, summary, story, images, milestones } = input;
  return {
    ...(title ? { title: text(title) } : {}),
    ...(summary ? { summary: text(summary) } : {}),
    ...(story ? { story: text(story) } : {}),
    ...(images ? { images: pictures(images) } : {}),
    milestones: (milestones ?? []).map((one) => ({ points: one.points, title: text(one.title) })),
  };
}

function text(input: LocalizedTextInput | null | undefined): LocalizedText {
  return { zh: input?.zh ?? '', en: input?.en ?? '' };
}

function pictures(images: readonly ImageInput[] | null | undefined): Picture[] {
  return (images ?? []).map(({ url, alt }) => ({ url, alt: text(alt) }));
}
