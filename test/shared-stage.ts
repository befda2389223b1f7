import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { brokenInvariants } from './ledger-invariants.js';
import { openStage, type StageOptions, type WritePathStage } from './write-path-stage.js';

export interface SharedStageOptions extends StageOptions {
  /** Instead of all of them. */
  invariants?: Readonly<Record<string, string>>;
}

/** The write path that shareStage opened; each file of tests has its own. */
export let stage: WritePathStage;

/** One write path for all tests of a file. After each of them nothing that is stored may contradict itself. */
export function shareStage({ invariants, ...options }: SharedStageOptions = {}): void {
  beforeAll(async () => {
    stage = await openStage(options);
  });
  afterEach(async () => {
    expect(await brokenInvariants(stage.database, invariants)).toEqual([]);
  });
  afterAll(() => stage.close());
}
