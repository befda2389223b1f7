import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { brokenInvariants } from './ledger-invariants.js';
import { MallStage } from './mall-stage.js';
import type { TestServerOptions } from './start-server.js';

/** The mall that shareMall opened; each file of tests has its own. */
export let mall: MallStage;

/**
 * One mall for all tests of a file. After each of them nothing that is stored may contradict itself, and the server has
 * nothing to complain of.
 */
export function shareMall(options: TestServerOptions = {}): void {
  beforeAll(async () => {
    mall = await MallStage.open(options);
  });
  afterEach(async () => {
    expect(await brokenInvariants(mall.server.database)).toEqual([]);
    expect(mall.server.log).toEqual([]);
  });
  afterAll(() => mall.close());
}
