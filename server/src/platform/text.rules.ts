// PostgreSQL keeps neither NUL nor half a surrogate pair.
const unstorable = /[\0\p{Cs}]/u;

/** Whether a text can be kept as it is; where one that cannot is looked up, nothing has its name. */
export function isKeepable(text: string): boolean {
  return !unstorable.test(text);
}

/** Whether a text can be kept as it is and is no longer than this. */
export function isStorable(text: string, longest: number): boolean {
  return text.length <= longest && isKeepable(text);
}
