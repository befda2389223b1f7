// PostgreSQL keeps neither NUL nor half a surrogate pair.
const unstorable = /[\0\p{Cs}]/u;

/** Whether a text can be kept as it is; where one that cannot is looked up, nothing has its name. */
export function isKeepable(text: string): boolean {
  return !unstorable.test(text);
}

/** Whether a text can be kept as it is and has no more characters than this. */
export function isStorable(text: string, longest: number): boolean {
  return hasAtMost(text, longest) && isKeepable(text);
}

/** Whether a text has no more characters than this; an emoji of two UTF-16 units is one, as PostgreSQL counts it. */
export function hasAtMost(text: string, characters: number): boolean {
  if (text.length <= characters) return true;
  return text.length <= 2 * characters && Array.from(text).length <= characters;
}
