import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserStage, chromiumPath, see, signIn } from './browser-stage.js';

describe.skipIf(chromiumPath === undefined)('notices that were unread when the sheet was opened', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 180_000);
  afterAll(() => stage?.close());

  test.each([
    { lang: 'en', member: 'aju', isNew: 'New', heard: /^\d new notices?$/u, open: 'Notices' },
    { lang: 'zh', member: 'guyu', isNew: '新', heard: /^\d 条新通知$/u, open: '通知' },
  ])('say so in words for as long as it is open ($lang)', async ({ lang, member, isNew, heard, open }) => {
    const page = await stage.window(`/?lang=${lang}`);
    await signIn(page, member);
    const bell = see(page, 'notices');
    const count = Number(await bell.locator('.dot').textContent());
    expect(count).toBeGreaterThan(0);
    await bell.focus();
    await page.keyboard.press('Enter');
    await see(page, 'told').waitFor();
    expect(await page.locator('dialog [role="status"][aria-live]').textContent()).toMatch(heard);
    // The bell behind the sheet tells that the mall has marked them as read.
    await page.waitForFunction(
      (label) => document.querySelector('[data-testid="notices"]')?.getAttribute('aria-label') === label,
      open,
    );
    await page.waitForLoadState('networkidle');
    const told = page.getByTestId('told');
    const fresh = told.filter({ has: page.getByText(isNew, { exact: true }) });
    expect(await fresh.count()).toBe(Math.min(count, 20));
    expect(await told.first().getByText(isNew, { exact: true }).count()).toBe(1);
    await see(page, 'sheet-close').click();
    await bell.click();
    await see(page, 'told').waitFor();
    expect(await fresh.count()).toBe(0);
    await page.context().close();
  });

  test('are told from those read before on every page, and the bell counts no further than it knows', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await see(page, 'notices').click();
    await see(page, 'told').waitFor();
    await page.waitForLoadState('networkidle');
    await page.goto('about:blank');
    const projectId = await stage.projectId('swallows-nest');
    for (let nth = 1; nth <= 104; nth += 1) {
      const title = { zh: `消息 ${nth}`, en: `News ${nth}` };
      const news = { projectId, title, idempotencyKey: `news-${nth}` };
      await stage.operate('donationNewsPublish', 'DonationNewsPublishInput', news);
    }
    await stage.tellDonors();
    await page.goto(`${stage.origin}/?lang=en`);
    const bell = see(page, 'notices');
    await see(page, 'tier').waitFor();
    await expect.poll(() => bell.getAttribute('aria-label')).toBe('Notices, more than 99 unread');
    expect(await bell.locator('.dot').textContent()).toBe('99+');
    await bell.click();
    const told = page.getByTestId('told');
    for (let pages = 1; pages <= 6; pages += 1) {
      await expect.poll(() => told.count()).toBeGreaterThan((pages - 1) * 20);
      await page.waitForLoadState('networkidle');
      if (pages < 6) await page.getByRole('button', { name: 'Earlier entries' }).click();
    }
    expect(await told.filter({ has: page.getByText('New', { exact: true }) }).count()).toBe(104);
    expect(await told.nth(103).textContent()).toContain('New');
    expect(await told.nth(104).locator('.badge').count()).toBe(0);
    await page.context().close();
  });

  test('are marked as read as well when their list failed at first and came when it was asked for again', async () => {
    const page = await stage.window('/?lang=en');
    const news = { projectId: await stage.projectId('swallows-nest'), title: { zh: '消息', en: 'News' } };
    const input = { ...news, idempotencyKey: 'news-of-a-retry' };
    await stage.operate('donationNewsPublish', 'DonationNewsPublishInput', input);
    await stage.tellDonors();
    await signIn(page, 'guyu');
    const bell = see(page, 'notices');
    await bell.locator('.dot').waitFor();
    const fails = async (route: Route) =>
      route.request().postData()?.includes('query Notices') === true
        ? route.fulfill({ status: 400, body: '{"errors":[]}' })
        : route.fallback();
    await page.route('**/graphql', fails);
    await bell.click();
    const again = page.locator('dialog[open]').getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await page.unroute('**/graphql', fails);
    const marked = page.waitForResponse(
      (response) => response.request().postData()?.includes('MarkNoticesRead') === true,
    );
    await again.click();
    await see(page, 'told').waitFor();
    expect(await see(page, 'told').locator('.badge').count()).toBe(1);
    await marked;
    await expect.poll(() => bell.getAttribute('aria-label')).toBe('Notices');
    await page.reload();
    await see(page, 'tier').waitFor();
    await expect.poll(() => bell.getAttribute('aria-label')).toBe('Notices');
    await page.context().close();
  });
});
