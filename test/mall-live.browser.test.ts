import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balanceOf, BrowserStage, chromiumPath, holdBack, see, signIn } from './browser-stage.js';

/** What several windows see of each other, without a reload. */
describe.skipIf(chromiumPath === undefined)('the example mall in two windows', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 120_000);
  afterAll(() => stage?.close());

  const bar = (page: Page) => see(page, 'project-bar-spring-reading-rooms');
  const barValue = async (page: Page) => Number(await bar(page).getAttribute('aria-valuenow'));
  /** Waits until the attributes of the bar and the length that eyes see of it tell the same value. */
  const barShows = (page: Page, value: number) =>
    page.waitForFunction((expected) => {
      const found = document.querySelector('[data-testid="project-bar-spring-reading-rooms"]');
      const fill = found?.firstElementChild;
      if (!found || !fill || Number(found.getAttribute('aria-valuenow')) !== expected) return false;
      const share = fill.getBoundingClientRect().width / found.getBoundingClientRect().width;
      return Math.abs(share - expected / Number(found.getAttribute('aria-valuemax'))) < 0.005;
    }, value);

  test('a donation in one moves the bar in the other, where nobody is signed in', async () => {
    const [giver, watcher] = [await stage.window(), await stage.window()];
    await bar(watcher).waitFor();
    await signIn(giver, 'guyu');
    const [before, points] = [await barValue(watcher), await balanceOf(giver)];
    await see(giver, 'project-card-spring-reading-rooms').getByRole('link').click();
    await see(giver, 'give-500').click();
    await see(giver, 'give-button').click();
    await see(giver, 'receipt').waitFor();
    expect(await see(giver, 'receipt').textContent()).toContain('SPRING-READING-ROOMS-000005');
    await barShows(watcher, before + 500);
    expect(await bar(watcher).getAttribute('aria-valuetext')).toContain((before + 500).toLocaleString('en'));
    await giver.waitForFunction(
      (left) => document.querySelector(`[data-testid="balance"][data-value="${left}"]`) !== null,
      points - 500,
    );
    await Promise.all([giver, watcher].map((page) => page.context().close()));
  });

  test('a bar is for everybody: it has a name, limits, and stands still for who wants no motion', async () => {
    const page = await stage.window();
    await bar(page).waitFor();
    const { role, label, least, most } = await bar(page).evaluate((found) => ({
      role: found.getAttribute('role'),
      label: found.getAttribute('aria-label'),
      least: found.getAttribute('aria-valuemin'),
      most: found.getAttribute('aria-valuemax'),
    }));
    expect({ role, least, most }).toEqual({ role: 'progressbar', least: '0', most: '100000' });
    expect(label).not.toBe('');
    const motion = () =>
      bar(page).evaluate((found) => {
        const fill = found.firstElementChild;
        return fill === null ? null : getComputedStyle(fill).transitionDuration;
      });
    expect(await motion()).toBe('0.7s');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(Number.parseFloat((await motion()) ?? '1')).toBeLessThan(0.01);
    await page.context().close();
  });

  test('what became of a gift whose sheet was closed meanwhile is told in a notice, which stays if it is bad', async () => {
    const page = await stage.window('/?lang=en');
    await page.clock.install();
    await page.reload();
    await signIn(page, 'guyu');
    const giveAndLeave = async () => {
      await page.unroute('**/graphql');
      const letGo = await holdBack(page, 'donationGive');
      await see(page, 'project-card-spring-reading-rooms').getByRole('link').click();
      await see(page, 'give-button').click();
      await see(page, 'give-button').filter({ hasText: 'Giving' }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      return letGo;
    };
    const tone = async (text: string) => {
      await see(page, 'notice').filter({ hasText: text }).waitFor();
      return see(page, 'notice').getAttribute('data-tone');
    };
    (await giveAndLeave())();
    expect(await tone('You gave 500 points')).toBe('good');
    const letGo = await giveAndLeave();
    await stage.operate('donationProjectClose', 'DonationProjectCloseInput', {
      projectId: await stage.projectId('spring-reading-rooms'),
      idempotencyKey: 'close-reading-rooms',
    });
    letGo();
    expect(await tone('This project takes no more gifts')).toBe('bad');
    await page.clock.runFor(60_000);
    expect(await see(page, 'notice').textContent()).toContain('This project takes no more gifts');
    // On a sheet it can be read and put away as well.
    await see(page, 'cart-button').click();
    await see(page, 'notice-close').click();
    await see(page, 'notice').waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').first().textContent()).toContain('Your cart is empty');
    await page.context().close();
  });
});
