import type { LocalizedText } from '../graphql/localized.js';
import {
  checkLength,
  invalid,
  isAddress,
  longestText,
  longestTitle,
  picturesRefused,
} from '../platform/content.rules.js';
import type { Refusal } from '../platform/refusal.js';
import { isKeepable, isStorable } from '../platform/text.rules.js';
import type { RewardDraft, VariantDraft } from './reward.draft.js';

const mostImages = 50;
const mostTags = 50;
const longestTag = 100;
export const mostOptions = 10;

/** What is wrong with the texts of a draft; what cannot be stored is refused, never left out in silence. */
export function draftTextRefusals(draft: RewardDraft): Refusal[] {
  const { title, summary, description, supplier, category, zones, tags, images, videoUrl } = draft;
  return [
    ...(isEmpty(title) ? [invalid(['title'], '请填写标题。', 'A reward needs a title.')] : []),
    ...checkLength(['title'], title, longestTitle),
    ...checkLength(['summary'], summary, longestText),
    ...checkLength(['description'], description, longestText),
    ...checkLength(['supplier'], alike(supplier ?? ''), longestTitle),
    ...checkKeys(['category'], category === null ? [] : [category]),
    ...checkKeys(['zones'], zones),
    ...checkTags(tags),
    ...(images.length > mostImages || !images.every(({ url }) => isAddress(url))
      ? [picturesRefused(['images'], mostImages)]
      : []),
    ...images.flatMap(({ alt }, at) => checkLength(['images', String(at), 'alt'], alt, longestText)),
    ...(videoUrl === null || isAddress(videoUrl)
      ? []
      : [invalid(['videoUrl'], '视频地址无效。', 'The address of the video is not valid.')]),
    ...draft.variants.flatMap((variant, at) => checkVariant(variant, ['variants', String(at)])),
  ];
}

function checkTags(tags: readonly LocalizedText[]): Refusal[] {
  if (tags.length <= mostTags && tags.every((tag) => !isEmpty(tag) && fits(tag, longestTag))) return [];
  const zh = `标签最多 ${mostTags} 个，每个 1–${longestTag} 字，且不能含无法保存的字符。`;
  const en = `At most ${mostTags} tags of 1 to ${longestTag} characters each, all of them such as can be stored.`;
  return [invalid(['tags'], zh, en)];
}

/** A key of any length may be asked for, but one that cannot be stored would never reach the question. */
function checkKeys(path: string[], keys: readonly string[]): Refusal[] {
  if (keys.every(isKeepable)) return [];
  return [invalid(path, '含有无法保存的字符。', 'It has a character that cannot be stored.')];
}

function checkVariant({ title, options, plans }: VariantDraft, path: string[]): Refusal[] {
  const few = options.length <= mostOptions;
  const wordy = !options.every(({ name, value }) => fits(name, longestTitle) && fits(value, longestTitle));
  const zh = `每个规格最多 ${mostOptions} 个属性，名称与取值各不超过 ${longestTitle} 字，且不能含无法保存的字符。`;
  const en = `A variant has at most ${mostOptions} options, their names and values of at most ${longestTitle} characters, all of them such as can be stored.`;
  return [
    ...checkLength([...path, 'title'], title, longestTitle),
    ...(few && !wordy ? [] : [invalid([...path, 'options'], zh, en)]),
    ...plans.flatMap(({ label }, at) =>
      checkLength([...path, 'pricePlans', String(at), 'label'], label ?? alike(''), longestTitle),
    ),
  ];
}

export function isEmpty(text: LocalizedText): boolean {
  return text.zh === '' && text.en === '';
}

function fits({ zh, en }: LocalizedText, longest: number): boolean {
  return isStorable(zh, longest) && isStorable(en, longest);
}

/** A text that is the same for readers of both languages. */
function alike(text: string): LocalizedText {
  return { zh: text, en: text };
}
