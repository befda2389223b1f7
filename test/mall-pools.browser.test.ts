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

  /** Waits until the focus is where the member can go on. */
  const focusIs = (page: Page, name: string) =>
    page.waitForFunction(
      (wanted) =>
        [document.activeElement?.id, document.activeElement?.getAttribute('data-testid')].includes(wanted),
      name,
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
    expect(await see(backer, 'notice').textContent()).toMatch(/You are in: 200 points, number \d+/u);
    await focusIs(backer, 'own-pledge');
    await see(backer, 'withdraw-button').click();
    await focusIs(backer, 'withdraw-keep');
    await see(backer, 'withdraw-confirm').click();
    await see(backer, 'own-pledge').waitFor({ state: 'detached' });
    await barShows(watcher, 41_200);
    await focusIs(backer, 'sheet-title');
    expect(await see(backer, 'notice').textContent()).toContain('Withdrawn');
    await Promise.all([backer, watcher].map((page) => page.context().close()));
  });

  test('on a phone the question before a withdrawal and both its answers are in sight, on one line each', async () => {
    const page = await stage.window('/?lang=en', { width: 375, height: 667 });
    await signIn(page, 'xiaoman');
    await see(page, 'pool-card-la-pavoni').getByRole('link').click();
    await see(page, 'pledge-button').click();
    await see(page, 'withdraw-button').click();
    for (const button of ['withdraw-keep', 'withdraw-confirm']) {
      const box = await see(page, button).boundingBox();
      expect(box?.height).toBeLessThan(50);
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThan(375);
    }
    expect(await see(page, 'pledge-button').count()).toBe(0);
    await see(page, 'withdraw-keep').click();
    await focusIs(page, 'withdraw-button');
    await page.context().close();
  });

  test('any amount can be typed, and why it is refused stands above the button that was pressed', async () => {
    const page = await stage.window('/?lang=en', { width: 375, height: 667 });
    await signIn(page, 'lizi');
    await see(page, 'pool-card-la-pavoni').getByRole('link').click();
    await see(page, 'pledge-other').click();
    await focusIs(page, 'pledge-field');
    const button = see(page, 'pledge-button');
    expect(await button.textContent()).toMatch(/^\s*Enter an amount\s*$/u);
    await see(page, 'pledge-field').fill('7');
    await button.click();
    expect(await see(page, 'pledge-problem').textContent()).toContain('200');
    const field = see(page, 'pledge-field');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = `#${await field.getAttribute('aria-describedby')}`;
    expect(await page.locator(described).textContent()).toContain('200');
    await focusIs(page, 'pledge-button');
    const [problem, below] = await Promise.all(
      ['pledge-problem', 'pledge-button'].map((id) => see(page, id).boundingBox()),
    );
    expect((problem?.y ?? 0) + (problem?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    await field.fill('300');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe(null);
    await see(page, 'pledge-button').click();
    await see(page, 'own-pledge').waitFor();
    await page.context().close();
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
