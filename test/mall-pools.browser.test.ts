import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserStage, chromiumPath, see, signIn } from './browser-stage.js';

/** Pools in the example mall: two windows see the same bar. */
describe.skipIf(chromiumPath === undefined)('pools in the example mall', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 120_000);
  afterAll(() => stage?.close());

  const bar = (page: Page) => see(page, 'pool-bar-la-pavoni');
  const barShows = (page: Page, value: number) =>
    page.waitForFunction(
      (expected) =>
        document.querySelector('[data-testid="pool-bar-la-pavoni"]')?.getAttribute('aria-valuenow') ===
        String(expected),
      value,
    );

  test('a pledge in one window moves the bar in the other, and is taken back with two presses', async () => {
    const [backer, watcher] = [await stage.window(), await stage.window()];
    await bar(watcher).waitFor();
    await signIn(backer, 'guyu');
    await see(backer, 'pool-card-la-pavoni').getByRole('link').click();
    await see(backer, 'pledge-button').click();
    await see(backer, 'own-pledge').waitFor();
    await barShows(watcher, 41_400);
    expect(await bar(watcher).getAttribute('aria-valuetext')).toContain('41,400');
    await see(backer, 'withdraw-button').click();
    await see(backer, 'withdraw-button').click();
    await see(backer, 'own-pledge').waitFor({ state: 'detached' });
    await barShows(watcher, 41_200);
    await Promise.all([backer, watcher].map((page) => page.context().close()));
  });

  test('a draw is done again in the browser, and matches', async () => {
    const page = await stage.window('/?key=pk_demo2&pool=stove');
    await see(page, 'verify-draw').click();
    expect(await see(page, 'draw-verified').textContent()).toContain('It matches');
    // Nobody can have seen the demo's draw while it was open.
    expect(await page.getByText('compares with the fingerprint shown now').count()).toBe(1);
    await page.context().close();
  });
});
