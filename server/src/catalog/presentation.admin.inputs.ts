import { Field, InputType } from 'type-graphql';
import { LocalizedTextInput, textOf } from '../graphql/localized.js';
import type { Presentation } from '../platform/content.rules.js';
import { imageDrafts } from './admin-draft.js';
import { ImageInput } from './catalog.admin.inputs.js';

@InputType({
  description: 'What is told of a good cause, a pool or a campaign; absent fields stay as they are.',
})
export class PresentationChangesInput {
  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'What it is called, in both languages. It cannot be empty, so null leaves it.',
  })
  title?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'In one or two sentences, in both languages or empty in both; null: nothing is said.',
  })
  summary?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'The whole story as plain text, in both languages or empty in both; null: nothing is said.',
  })
  story?: LocalizedTextInput | null;

  @Field(() => [ImageInput], {
    nullable: true,
    description: 'All pictures, at most 20, the first one for cards; null: none.',
  })
  images?: ImageInput[] | null;
}

/** Null empties what may be empty, which a title may not; absent fields stay. */
export function presentationChanges({
  title,
  summary,
  story,
  images,
}: PresentationChangesInput): Partial<Presentation> {
  return {
    ...(title ? { title: textOf(title) } : {}),
    ...(summary === undefined ? {} : { summary: textOf(summary) }),
    ...(story === undefined ? {} : { story: textOf(story) }),
    ...(images === undefined ? {} : { images: imageDrafts(images) }),
  };
}
