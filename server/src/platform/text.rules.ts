// PostgreSQL keeps neither NUL nor half a surrogate pair.
const unstorable = /[\0\p{Cs}]/u;

/** Whether a text can be kept as it is and is no longer than this. */
export function isStorable(text: string, longest: number): boolean {
  return text.length <= longest && !unstorable.test(text);
}
