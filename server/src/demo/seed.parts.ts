import type { CatalogParts } from '../catalog/catalog-change.js';
import type { Clock } from '../platform/clock.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { Random } from '../platform/random.js';
import { isRefused, type Refused } from '../platform/refusal.js';
import type { Program } from '../program/program.js';

export interface SeedParts extends CatalogParts {
  clock: Clock;
  random: Random;
  groups: GroupCommit;
  onCommit: () => void;
  /** Told after each thing made, of how many in all. */
  onProgress?(done: number, all: number): void;
}

/** The brand that is being furnished, and the moment at which it is. */
export interface Seeding {
  program: Program;
  now: Date;
}

export const actor = 'demo';

/** Passes over what is there already; anything else is a mistake in the demo's own content. */
export function accepted(outcome: object | Refused): void {
  if (!isRefused(outcome)) return;
  const wrong = outcome.refused.filter((refusal) => refusal.code !== 'ALREADY_EXISTS');
  if (wrong.length > 0) throw new Error(`The demo content was refused: ${JSON.stringify(wrong)}`);
}
