import { v7 as uuidv7 } from 'uuid';
import type { Clock } from './clock.js';
import type { Random } from './random.js';

/** The kinds of things that have a public id, each with the prefix members and partners see. */
export type IdPrefix =
  | 'program'
  | 'key'
  | 'member'
  | 'reward'
  | 'variant'
  | 'plan'
  | 'zone'
  | 'category'
  | 'exchange'
  | 'purchase'
  | 'transfer'
  | 'audit'
  | 'project'
  | 'donation'
  | 'news'
  | 'pool'
  | 'pledge'
  | 'campaign'
  | 'candidate'
  | 'ballot'
  | 'notice';

/** Makes the uuid (version 7: sortable by time) under which a new row is stored. */
export type NewId = () => string;

export function idSource(clock: Clock, random: Random): NewId {
  let lastMs = 0;
  let sequence = 0;
  return () => {
    const msecs = clock.now().getTime();
    // The id is made of the first sixteen; the others say where the sequence begins.
    const chance = random.bytes(20);
    // Within one millisecond the sequence keeps ids in the order they were made; its random start keeps processes apart.
    sequence = msecs === lastMs ? sequence + 1 : Buffer.from(chance).readUInt32BE(16) >>> 2;
    lastMs = msecs;
    return uuidv7({ msecs, seq: sequence, random: chance });
  };
}

/** Sorts before every id that is made at this moment or later, and behind all from before. Ids count from 1970. */
export function firstIdOf(moment: Date): string {
  const hex = Math.max(moment.getTime(), 0).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** When an id was made, to the millisecond. */
export function madeAt(uuid: string): Date {
  return new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
}

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** The public form of an id, for example `reward_01j…` (TypeID). By hand: a page of rewards has a hundred of them. */
export function encodeId(prefix: IdPrefix, uuid: string): string {
  let text = `${prefix}_`;
  // 26 digits of five bits are two bits more than a uuid has.
  let bits = 2;
  let rest = 0;
  for (let at = 0; at < uuid.length; at += 1) {
    const code = uuid.charCodeAt(at);
    if (code === hyphen) continue;
    rest = (rest << 4) | (code < letters ? code - zero : (code | lowerCase) - letterA + 10);
    bits += 4;
    if (bits >= 5) {
      bits -= 5;
      text += digits[rest >> bits] ?? '';
      rest &= (1 << bits) - 1;
    }
  }
  return text;
}

const [hyphen, zero, letters, letterA, lowerCase] = [45, 48, 58, 97, 32];

/** The uuid behind a public id, or null when it is malformed or of another kind. */
export function decodeId(prefix: IdPrefix, id: string): string | null {
  const parsed = parseId(id);
  return parsed?.prefix === prefix ? parsed.uuid : null;
}

/** Splits any public id into its kind and uuid; null when malformed. */
export function parseId(id: string): { prefix: string; uuid: string } | null {
  const end = id.length - suffixLength - 1;
  if (end < 1 || id[end] !== '_') return null;
  let written = 0;
  let bits = -2;
  let rest = 0;
  for (let at = end + 1; at < id.length; at += 1) {
    const value = valueOf[id.charCodeAt(at)];
    if (value === undefined) return null;
    rest = (rest << 5) | value;
    bits += 5;
    // The first digit has two bits more than belong to the uuid.
    if (bits === 3 && value > 7) return null;
    while (bits >= 4) {
      bits -= 4;
      const digit = rest >> bits;
      uuidInWork[placeOf[written] ?? 0] = digit < 10 ? zero + digit : letterA + digit - 10;
      written += 1;
      rest &= (1 << bits) - 1;
    }
  }
  return { prefix: id.slice(0, end), uuid: uuidInWork.toString('latin1') };
}

/**
 * Shared, for nothing waits between its first digit and its last. A string that is put together digit by digit would be a chain of
 * pieces, which must be copied into one before it can be the key of a map.
 */
const uuidInWork = Buffer.from('00000000-0000-0000-0000-000000000000', 'latin1');
/** Where each of the 32 digits stands in it. */
const placeOf = [...uuidInWork.keys()].filter((at) => uuidInWork[at] !== hyphen);
const suffixLength = 26;
/** By character code; undefined for what is no digit. */
const valueOf: (number | undefined)[] = [];
for (let value = 0; value < digits.length; value += 1) valueOf[digits.charCodeAt(value)] = value;
