import type { LocalizedReason, Refusal } from './refusal.js';
import { isStorable } from './text.rules.js';

/** A text in both languages. */
export interface Words {
  zh: string;
  en: string;
}

export interface Picture {
  url: string;
  alt: Words;
}

/** What is told of something that members can join. */
export interface Presentation {
  title: Words;
  summary: Words;
  story: Words;
  images: Picture[];
}

/** Characters of a title and of a longer text, in each language. */
export const longestTitle = 300;
export const longestText = 50_000;

const handlePattern = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;
const mostPictures = 20;
const longestAddress = 100_000;

/** Trimmed; what cannot be kept stays, so that it is refused and not left out in silence. */
export function cleanWords({ zh, en }: Words): Words {
  return { zh: cleanLine(zh), en: cleanLine(en) };
}

/** As everybody is told it: what was never written in a language is told in the other. */
export function inEither({ zh, en }: Words): Words {
  return { zh: zh || en, en: en || zh };
}

export function cleanPictures(pictures: readonly Picture[]): Picture[] {
  return pictures.map(({ url, alt }) => ({ url: cleanLine(url), alt: cleanWords(alt) }));
}

export function cleanPresentation({ title, summary, story, images }: Presentation): Presentation {
  return {
    title: cleanWords(title),
    summary: cleanWords(summary),
    story: cleanWords(story),
    images: cleanPictures(images),
  };
}

export function cleanLine(text: string): string {
  return text.trim();
}

/** Nothing but spaces is nothing. */
export function cleanOrNull(text: string | null): string | null {
  return text === null ? null : cleanLine(text) || null;
}

export function invalid(path: string[], zh: string, en: string): Refusal {
  const reason: LocalizedReason = { zh, en };
  return { code: 'INVALID_INPUT', reason, path };
}

export function checkHandle(handle: string): Refusal[] {
  if (handlePattern.test(handle)) return [];
  const zh = 'handle 须为 1–100 个字母、数字、点、连字符或下划线，且以字母或数字开头。';
  const en =
    'A handle has 1 to 100 letters, digits, dots, hyphens and underscores, and starts with a letter or digit.';
  return [invalid(['handle'], zh, en)];
}

/** A text that must be written in both languages; a refusal names the one that is missing. */
export function checkWords(path: string[], words: Words, most: number): Refusal[] {
  const missing = [...missingIn('zh', path, words), ...missingIn('en', path, words)];
  return missing.length > 0 ? missing : checkLength(path, words, most);
}

/** A text that may be left out, but is never told to half of its readers. */
export function checkOptional(path: string[], words: Words, most: number): Refusal[] {
  const half = checkBothOrNone(path, words);
  return half.length > 0 ? half : checkLength(path, words, most);
}

/** What is written in one language is written in the other too. */
export function checkBothOrNone(path: string[], words: Words): Refusal[] {
  if (words.zh === '' && words.en === '') return [];
  return [...missingIn('zh', path, words), ...missingIn('en', path, words)];
}

function missingIn(language: keyof Words, path: string[], words: Words): Refusal[] {
  if (words[language] !== '') return [];
  const [zh, en] =
    language === 'zh'
      ? ['请填写中文。', 'This is needed in Chinese too.']
      : ['请填写英文。', 'This is needed in English too.'];
  return [invalid([...path, language], zh, en)];
}

/** What is too long, or cannot be kept, in either language. */
export function checkLength(path: string[], words: Words, most: number): Refusal[] {
  if (isStorable(words.zh, most) && isStorable(words.en, most)) return [];
  const zh = `文字不能超过 ${most} 字，且不能含无法保存的字符。`;
  const en = `A text has at most ${most} characters, all of them such as can be stored.`;
  return [invalid(path, zh, en)];
}

/** Pictures, each described in both languages or in none. */
export function checkPictures(path: string[], pictures: readonly Picture[]): Refusal[] {
  const alts = pictures.flatMap(({ alt }, at) =>
    checkOptional([...path, String(at), 'alt'], alt, longestTitle),
  );
  if (alts.length > 0) return alts;
  if (pictures.every(({ url }) => isAddress(url)) && pictures.length <= mostPictures) return [];
  return [picturesRefused(path, mostPictures)];
}

export function checkPresentation({ title, summary, story, images }: Presentation): Refusal[] {
  return [
    ...checkWords(['title'], title, longestTitle),
    ...checkOptional(['summary'], summary, longestText),
    ...checkOptional(['story'], story, longestText),
    ...checkPictures(['images'], images),
  ];
}

/** What is said of pictures that are too many, or of which one has no address that can be shown. */
export function picturesRefused(path: string[], most: number): Refusal {
  const zh = `图片最多 ${most} 张，地址须以 https://、http://、/ 或 data:image/ 开头，不过长，也不含无法保存的字符。`;
  const en = `At most ${most} pictures, each with an address that starts with https://, http://, / or data:image/, is not too long and can be stored.`;
  return invalid(path, zh, en);
}

export function checkAddress(path: string[], url: string): Refusal[] {
  return isAddress(url) ? [] : [invalid(path, '地址无效。', 'The address is not valid.')];
}

/** Whether it leads to a page or picture and can be kept. */
export function isAddress(url: string): boolean {
  return isStorable(url, longestAddress) && /^(https?:\/\/|\/|data:image\/)/.test(url);
}
