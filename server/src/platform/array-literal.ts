/** What never needs quotes inside an array: uuids, numbers, days, names of enum values. */
const plain = /^[\w-]+$/;
const special = /["\\]/g;

/**
 * A PostgreSQL array as text. The driver's own conversion escapes element by element, however plain they are, which a
 * group of commands with its dozens of long arrays pays for.
 */
export function arrayLiteral(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += text === '' ? element(value) : `,${element(value)}`;
  return `{${text}}`;
}

function element(value: unknown): string {
  switch (typeof value) {
    case 'string':
      // NULL without quotes would be no value at all.
      return plain.test(value) && value.length !== 4 ? value : quoted(value);
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'NULL';
      if (value instanceof Date) return quoted(value.toISOString());
      if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
      return quotedJson(value);
    case 'undefined':
      return 'NULL';
    case 'function':
    case 'symbol':
      throw new TypeError(`A ${typeof value} cannot be stored.`);
  }
}

const known = new WeakMap<object, string>();

/** What is frozen stays what it is: the title of a hot reward is written into thousands of rows. */
function quotedJson(value: object): string {
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = quoted(JSON.stringify(value));
  if (Object.isFrozen(value)) known.set(value, text);
  return text;
}

function quoted(text: string): string {
  return `"${text.replace(special, '\\$&')}"`;
}
