import type { Queryable } from '@jifen/server/platform/database.js';
import { parseId } from '@jifen/server/platform/ids.js';
import { type Mall, setupPrefix } from './mall.js';
import type { Keys, Scene, Settled } from './operation.js';

/** Every remembered answer of the round's mall, by its key. */
export async function readKeys(db: Queryable, mall: Mall): Promise<Keys> {
  const rows = await db.query<{ key: string; outcome: Record<string, unknown> }>(
    'SELECT key, outcome FROM idempotency_key WHERE program_id = $1',
    [mall.programUuid],
  );
  const keys = new Map<string, unknown[][]>();
  for (const { key, outcome } of rows) keys.set(key, [...(keys.get(key) ?? []), Object.values(outcome)]);
  return keys;
}

/** A success is remembered once with what was answered, a refusal never. */
export function keyContradictions({ operation, outcome }: Settled, keys: Keys): string[] {
  const stored = keys.get(operation.key) ?? [];
  if ('refused' in outcome) {
    return stored.length === 0
      ? []
      : [`${operation.key} was refused (${outcome.refused.join()}), yet left a trace`];
  }
  if (stored.length !== 1) return [`the answered ${operation.key} is there ${stored.length} times`];
  const uuid = parseId(String(outcome.done['id']))?.uuid;
  return uuid === undefined || stored[0]?.includes(uuid) === true
    ? []
    : [`${operation.key} was answered ${uuid}, stored is ${JSON.stringify(stored)}`];
}

/** Of keys that a client is still asking with, something may be there already. */
export function unaskedKeys(keys: Keys, scene: Scene): string[] {
  return [...keys.keys()]
    .filter((key) => !scene.asked.has(key) && !key.startsWith(setupPrefix))
    .map((key) => `nobody asked for ${key}, yet it is there`);
}
