import { TypeID } from 'typeid-js';
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
  | 'audit';

/** Makes the uuid (version 7: sortable by time) under which a new row is stored. */
export type NewId = () => string;

export function idSource(clock: Clock, random: Random): NewId {
  let lastMs = 0;
  let sequence = 0;
  return () => {
    const msecs = clock.now().getTime();
    const chance = random.bytes(20);
    // Within one millisecond the sequence keeps ids in the order they were made; its random start keeps processes apart.
    sequence = msecs === lastMs ? sequence + 1 : Buffer.from(chance).readUInt32BE(16) >>> 2;
    lastMs = msecs;
    return uuidv7({ msecs, seq: sequence, random: chance.subarray(0, 16) });
  };
}

/** The public form of an id, for example `reward_01j…` (TypeID). */
export function encodeId(prefix: IdPrefix, uuid: string): string {
  return TypeID.fromUUID(prefix, uuid).toString();
}

/** The uuid behind a public id, or null when it is malformed or of another kind. */
export function decodeId(prefix: IdPrefix, id: string): string | null {
  const parsed = parseId(id);
  return parsed?.prefix === prefix ? parsed.uuid : null;
}

/** Splits any public id into its kind and uuid; null when malformed. */
export function parseId(id: string): { prefix: string; uuid: string } | null {
  try {
    const parsed = TypeID.fromString(id);
    return { prefix: parsed.getType(), uuid: parsed.toUUID() };
  } catch {
    return null;
  }
}
