import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balanceOf, BrowserStage, chromiumPath, plainHost, see, signIn } from './browser-stage.js';

describe.skipIf(chromiumPath === undefined)('the example mall in a browser', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 120_000);
  afterAll(() => stage?.close());

  const open = (path?: string) => stage.window(path);

  test('search, in both languages, finds the drip coffee gift box', async () => {
    const page = await open();
    for (const words of ['咖啡', 'coffee']) {
      await see(page, 'search').fill(words);
      await see(page, 'reward-card-drip-coffee-gift-box').waitFor();
      expect(await page.locator('[data-testid^="reward-card-"]').count()).toBeGreaterThan(0);
    }
    await see(page, 'search').fill('no such thing anywhere');
    await page.waitForFunction(
      () => document.querySelector('[data-testid="reward-card-drip-coffee-gift-box"]') === null,
    );
    await page.context().close();
  });

  test.each([
    ['pk_demo', 'en', 'Purchases at Sparrow & Eave and daily check-ins earn points; 100 points'],
    ['pk_demo2', 'zh', '在岭叶消费、每天签到都能攒积分，10 积分约合 ¥1。'],
  ])(
    'a guest of %s is told, in %s, how points are earned and what they are worth',
    async (key, lang, told) => {
      const page = await open(`/?key=${key}&lang=${lang}`);
      await expect.poll(() => see(page, 'earning').textContent()).toContain(told);
      await page.context().close();
    },
  );

  test.each([null, 'guyu'])('holds still while it comes over a slow network (%s)', async (member) => {
    const page = await open('/?lang=en');
    if (member !== null) await signIn(page, member);
    await page.addInitScript(() => {
      let shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if ('value' in entry) shifted += Number(entry.value);
        document.documentElement.dataset['shifted'] = String(shifted);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const network = await page.context().newCDPSession(page);
    const slow = { latency: 400, downloadThroughput: 60_000, uploadThroughput: 60_000 };
    await network.send('Network.emulateNetworkConditions', { offline: false, ...slow });
    await page.reload();
    const parts = ['reward-card-drip-coffee-gift-box', 'pool-card-la-pavoni', 'zone-all'];
    for (const part of [...parts, member === null ? 'earning' : 'expiring']) await see(page, part).waitFor();
    await expect.poll(() => page.locator('.skeleton').count()).toBe(0);
    const shifted = await page.locator('html').getAttribute('data-shifted');
    expect(Number(shifted ?? 0)).toBeLessThan(0.1);
    await page.context().close();
  });

  test('the language switch turns the whole page', async () => {
    const page = await open();
    await see(page, 'reward-card-drip-coffee-gift-box').waitFor();
    const before = await page.locator('html').getAttribute('lang');
    await see(page, 'language-switch').click();
    await page.waitForFunction((lang) => document.documentElement.lang !== lang, before);
    const isEnglish = (await page.locator('html').getAttribute('lang'))?.startsWith('en');
    const title = isEnglish ? 'Drip coffee gift box' : '挂耳咖啡礼盒';
    // The page's own words turn at once, the server's when it has answered.
    const card = see(page, 'reward-card-drip-coffee-gift-box');
    await expect.poll(() => card.textContent()).toContain(title);
    await page.context().close();
  });

  test('the language that was chosen is still spoken after a reload, whatever the link had named', async () => {
    const page = await open('/?lang=en&zone=coffee');
    await see(page, 'language-switch').click();
    await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
    expect(new URL(page.url()).search).toBe('?lang=zh&zone=coffee');
    await page.reload();
    await see(page, 'language-switch').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.context().close();
  });

  test('a mall that came by plain http can be used like any other', async () => {
    const page = await open();
    await page.goto(page.url().replace('127.0.0.1', plainHost));
    expect(await page.evaluate(() => globalThis.isSecureContext)).toBe(false);
    await signIn(page, 'aju');
    const before = await balanceOf(page);
    await see(page, 'check-in-button').click();
    await page.waitForFunction(
      (value) =>
        Number(document.querySelector('[data-testid="balance"]')?.getAttribute('data-value')) > value,
      before,
    );
    await page.context().close();
  });

  test('a check-in moves the balance', async () => {
    const page = await open();
    await signIn(page, 'lizi');
    const before = await balanceOf(page);
    await see(page, 'check-in-button').click();
    await page.waitForFunction(
      (value) =>
        Number(document.querySelector('[data-testid="balance"]')?.getAttribute('data-value')) > value,
      before,
    );
    expect(await balanceOf(page)).toBe(before + 5);
    await page.context().close();
  });

  test('a member sees the tier, the way to the next one and what the keep-sprint asks for', async () => {
    const page = await open();
    await signIn(page, 'guyu');
    await see(page, 'tier').waitFor();
    expect(await see(page, 'tier-title').textContent()).toBe('Gold');
    expect(await see(page, 'tier-progress').getAttribute('aria-valuenow')).toBe('86');
    expect(await see(page, 'tier-progress').getAttribute('aria-valuetext')).toBe('2,100 more to Diamond');
    await see(page, 'tier-open').click();
    await see(page, 'tier-usage').waitFor();
    expect(await see(page, 'tier-usage').textContent()).toMatch(/Birthday gift\s+once\s+300 points/);
    expect(await see(page, 'tier-step-gold').getAttribute('aria-current')).toBe('step');
    expect(await see(page, 'tier-step-diamond').textContent()).toContain('Dedicated service');
    expect(await see(page, 'tier-sheet-progress').getAttribute('aria-valuenow')).toBe('86');
    await page.context().close();
    const other = await open();
    await signIn(other, 'aju');
    await see(other, 'tier-sprint').waitFor();
    expect(await see(other, 'tier-sprint').textContent()).toContain('Double points on purchases before');
    const way = see(other, 'tier-progress');
    expect(await way.getAttribute('aria-valuetext')).toMatch(/^\d+ more to keep Silver$/u);
    const [score, kept] = await Promise.all(
      ['aria-valuenow', 'aria-valuemax'].map(async (name) => Number(await way.getAttribute(name))),
    );
    expect(kept).toBe(1_000);
    expect(score).toBeLessThan(1_000);
    await other.context().close();
  });

  test('an exchange in one window moves stock and balance in another, without a reload', async () => {
    const buyer = await open();
    const watcher = await open();
    await signIn(buyer, 'guyu');
    await signIn(watcher, 'guyu');
    const stock = (page: Page) =>
      page.locator('[data-testid="reward-card-first-snow-geisha"] [data-testid^="stock-"]');
    await see(watcher, 'search').fill('Geisha');
    await see(buyer, 'search').fill('Geisha');
    await stock(watcher).waitFor();
    const stockBefore = await stock(watcher).textContent();
    const balanceBefore = await balanceOf(watcher);

    await see(buyer, 'reward-card-first-snow-geisha').click();
    await see(buyer, 'exchange-button').click();
    await see(buyer, 'confirm-button').click();
    await Promise.race([see(buyer, 'exchange-success').waitFor(), see(buyer, 'pay-button').waitFor()]);

    await watcher.waitForFunction(
      (before) =>
        document.querySelector('[data-testid="reward-card-first-snow-geisha"] [data-testid^="stock-"]')
          ?.textContent !== before,
      stockBefore,
    );
    await watcher.waitForFunction(
      (before) =>
        Number(document.querySelector('[data-testid="balance"]')?.getAttribute('data-value')) < before,
      balanceBefore,
    );
    expect(await balanceOf(watcher)).toBeLessThan(balanceBefore);
    await buyer.context().close();
    await watcher.context().close();
  });

  test('who is not signed in can look at what the tiers give', async () => {
    const page = await open();
    await see(page, 'tier-open').click();
    expect(await see(page, 'tier-step-diamond').textContent()).toContain('Dedicated service');
    expect(await see(page, 'tier-usage').count()).toBe(0);
    await page.context().close();
  });

  test('after a sheet was closed, back leads to where it led before', async () => {
    const page = await open('/?lang=en');
    await see(page, 'pool-card-la-pavoni').getByRole('link').click();
    await see(page, 'pool-sheet-bar').waitFor();
    await see(page, 'sheet-close').click();
    await page.waitForFunction(() => !location.search.includes('pool') && history.state === null);
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    await see(page, 'pool-card-la-pavoni').getByRole('link').click();
    await see(page, 'pool-sheet-bar').waitFor();
    await page.goBack();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('who came by a link and went on from there closes everything at once', async () => {
    const page = await open('/?vote=autumn-pastry');
    await see(page, 'vote-outcome').getByRole('button').click();
    await see(page, 'exchange-button').waitFor();
    await see(page, 'sheet-close').click();
    await page.waitForFunction(() => !/vote|reward/u.test(location.search));
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    await page.context().close();
  });

  test('a key that the mall does not know is told as such, not as a bad connection', async () => {
    const page = await open('/?key=pk_nobody');
    await page.getByText('This mall cannot be opened').waitFor();
    expect(await page.getByText('The connection may be shaky').count()).toBe(0);
    await page.context().close();
  });

  test.each(['reward=tangerine-lamp', 'pool=la-pavoni', 'vote=autumn-pastry', 'project=swallows-nest'])(
    'what could not be loaded is not said to be gone (%s)',
    async (place) => {
      const page = await open('/?lang=en');
      await page.route('**/graphql', (route) => route.fulfill({ status: 400, body: '{"errors":[]}' }));
      await page.goto(`${stage.origin}/?lang=en&${place}`);
      const sheet = page.getByRole('dialog').first();
      await sheet.getByRole('button', { name: 'Try again' }).waitFor();
      expect(await sheet.getByRole('heading').textContent()).toBe('This did not load.');
      await page.context().close();
    },
  );

  test('who came by a link goes on at the top of the page when they close what it opened', async () => {
    const page = await open('/?lang=en&reward=tangerine-lamp');
    await see(page, 'exchange-button').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.context().close();
  });

  test('nothing is wider than a phone', async () => {
    const page = await open();
    await see(page, 'reward-card-drip-coffee-gift-box').waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test('with letters twice as large nothing is wider than a phone either, and the balance is in one piece', async () => {
    const page = await stage.window('/?lang=en', { width: 320, height: 700 });
    await signIn(page, 'guyu');
    await see(page, 'reward-card-drip-coffee-gift-box').waitFor();
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
    const { overflow, lines } = await page.evaluate(() => {
      const figure = document.querySelector('.worth-figure');
      const words = document.createRange();
      if (figure !== null) words.selectNodeContents(figure);
      const bottoms = [...words.getClientRects()]
        .filter(({ width }) => width > 0)
        .map(({ bottom }) => bottom);
      const size = figure === null ? 0 : Number.parseFloat(getComputedStyle(figure).fontSize);
      return {
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        lines: Math.max(...bottoms) - Math.min(...bottoms) < size ? 1 : 2,
      };
    });
    expect(overflow).toBeLessThanOrEqual(0);
    expect(lines).toBe(1);
    await page.context().close();
  });
});
