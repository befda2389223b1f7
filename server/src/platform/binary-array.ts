/**
 * Arrays of uuids and numbers in the form PostgreSQL keeps them in itself. As text it reads every element character by character, which
 * took a tenth of its time for a group of commands: an exchange alone sends some thirty uuids.
 */

interface ElementType {
  oid: number;
  bytes: number;
  /** False when the value is none of this type; then the array goes as text, and PostgreSQL says what is wrong. */
  write: (into: Buffer, at: number, value: unknown) => boolean;
}

const elementTypes: Readonly<Record<string, ElementType>> = {
  uuid: { oid: 2950, bytes: 16, write: writeUuid },
  bigint: { oid: 20, bytes: 8, write: writeBigint },
  int: { oid: 23, bytes: 4, write: writeInt },
};

const casts = /\$(\d+)::(\w+(?:\[\])?)/g;

/**
 * Of which parameters of a statement the arrays can be sent so: by their place, the type of the elements. Only where the statement calls a
 * parameter the same wherever it stands, for PostgreSQL goes by the first.
 */
export function binaryParameters(text: string): readonly (string | undefined)[] {
  const types = new Map<number, Set<string>>();
  for (const [, place, type = ''] of text.matchAll(casts)) {
    const at = Number(place) - 1;
    types.set(at, (types.get(at) ?? new Set()).add(type));
  }
  return Array.from({ length: Math.max(0, ...[...types.keys()].map((at) => at + 1)) }, (_, at) => {
    const [first = '', ...others] = types.get(at) ?? [];
    const elements = first.endsWith('[]') ? first.slice(0, -2) : '';
    return others.length === 0 && Object.hasOwn(elementTypes, elements) ? elements : undefined;
  });
}

/** Null when it must go as text. */
export function binaryArray(type: string, values: readonly unknown[]): Buffer | null {
  const element = elementTypes[type];
  if (element === undefined) return null;
  const { oid, bytes, write } = element;
  const into = Buffer.allocUnsafe(headBytes + values.length * (4 + bytes));
  let at = headBytes;
  let nulls = 0;
  let previous: unknown;
  for (const value of values) {
    if (value === null || value === undefined) {
      nulls = 1;
      at = into.writeInt32BE(-1, at);
    } else {
      at = into.writeInt32BE(bytes, at);
      // Whole columns say the same: the program, the variant everybody wants.
      if (value === previous) into.copyWithin(at, at - 4 - bytes, at - 4);
      else if (!write(into, at, value)) return null;
      at += bytes;
    }
    previous = value;
  }
  writeHead(into, oid, values.length, nulls);
  return into.subarray(0, values.length === 0 ? emptyBytes : at);
}

/** Dimensions, whether there are nulls, the type; then for the one dimension its length and the number of its first element. */
const headBytes = 20;
const emptyBytes = 12;

function writeHead(into: Buffer, oid: number, length: number, nulls: number): void {
  into.writeInt32BE(length === 0 ? 0 : 1, 0);
  into.writeInt32BE(nulls, 4);
  into.writeInt32BE(oid, 8);
  into.writeInt32BE(length, 12);
  into.writeInt32BE(1, 16);
}

/** Where the two digits of each byte begin in the text of a uuid; without hyphens, in one of digits alone. */
const places = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const placesOfDigits = places.map((_, byte) => 2 * byte);
const hyphens = [8, 13, 18, 23];
const digits = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value += 1) {
  const digit = value.toString(16);
  digits[digit.charCodeAt(0)] = value;
  digits[digit.toUpperCase().charCodeAt(0)] = value;
}
const valueAt = (text: string, at: number): number => digits[text.charCodeAt(at)] ?? -1;

function writeUuid(into: Buffer, at: number, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const digitsOnly = value.length === 32;
  if (!digitsOnly && (value.length !== 36 || !hyphens.every((at) => value.charCodeAt(at) === 45)))
    return false;
  const begins = digitsOnly ? placesOfDigits : places;
  let wrong = 0;
  for (let byte = 0; byte < 16; byte += 1) {
    const place = begins[byte] ?? 0;
    const both = (valueAt(value, place) << 4) | valueAt(value, place + 1);
    wrong |= both;
    into[at + byte] = both;
  }
  // A digit that is none is negative, whatever stands beside it.
  return wrong >= 0;
}

function writeBigint(into: Buffer, at: number, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return false;
  into.writeInt32BE(Math.floor(value / 2 ** 32), at);
  into.writeUInt32BE(value >>> 0, at + 4);
  return true;
}

function writeInt(into: Buffer, at: number, value: unknown): boolean {
  if (typeof value !== 'number' || value !== (value | 0)) return false;
  into.writeInt32BE(value, at);
  return true;
}
