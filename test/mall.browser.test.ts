import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../server/src/app.js';
import { demoContent } from '../server/src/demo/content.js';
import { entities } from '../server/src/entities.js';
import { systemClock } from '../server/src/platform/clock.js';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { systemRandom } from '../server/src/platform/random.js';
import { createTestDatabase } from './test-database.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', process.env['CHROMIUM'] ?? ''].find(
  (path) => path !== '' && existsSync(path),
);
if (executablePath === undefined) {
  process.stderr.write(
    '\nSKIPPED: the browser test needs Chromium. On Debian: apt-get install chromium; elsewhere: CHROMIUM=/path/to/chromium.\n\n',
  );
}

const workspace = fileURLToPath(new URL('..', import.meta.url));
const phone = { width: 390, height: 844 };

describe.skipIf(executablePath === undefined)('the example mall in a browser', () => {
  let app: App;
  let database: Database;
  let drop: () => Promise<void>;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    // The page is built on the SDK as it is shipped: compiled.
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'sdk'], { cwd: workspace });
    await build({ root: `${workspace}sdk/examples/mall`, logLevel: 'error' });
    const testDatabase = await createTestDatabase();
    drop = () => testDatabase.drop();
    database = await openDatabase({ url: testDatabase.url, poolSize: 10, entities });
    const config = { production: false, introspection: true };
    app = await createApp({ config, database, clock: systemClock, random: systemRandom, demoContent });
    await app.seedDemo(() => {});
    origin = `http://127.0.0.1:${await app.listen(0)}`;
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await database?.close();
    await drop?.();
  });

  /** A window of its own: nothing is shared with another but the server. */
  async function open(path = '/'): Promise<Page> {
    const context = await browser.newContext({ viewport: phone, locale: 'en-US' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(origin + path);
    return page;
  }

  const see = (page: Page, testId: string) => page.getByTestId(testId).first();

  async function signIn(page: Page, customerId: string): Promise<void> {
    await see(page, 'member-picker').click();
    await see(page, `member-${customerId}`).click();
    await page.waitForFunction(
      () => Number(document.querySelector('[data-testid="balance"]')?.getAttribute('data-value') ?? 0) > 0,
    );
  }

  const balanceOf = async (page: Page) => Number(await see(page, 'balance').getAttribute('data-value'));

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

  test('the language switch turns the whole page', async () => {
    const page = await open();
    await see(page, 'reward-card-drip-coffee-gift-box').waitFor();
    const before = await page.locator('html').getAttribute('lang');
    await see(page, 'language-switch').click();
    await page.waitForFunction((lang) => document.documentElement.lang !== lang, before);
    const text = await see(page, 'reward-card-drip-coffee-gift-box').textContent();
    const isEnglish = (await page.locator('html').getAttribute('lang'))?.startsWith('en');
    expect(text).toContain(isEnglish ? 'Drip coffee gift box' : '挂耳咖啡礼盒');
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

  test('nothing is wider than a phone', async () => {
    const page = await open();
    await see(page, 'reward-card-drip-coffee-gift-box').waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
