import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  balanceOf,
  BrowserStage,
  chromiumPath,
  failAnswer,
  holdAnswer,
  see,
  signIn,
} from './browser-stage.js';

/** Faster than the browser, the network or the mall. */
describe.skipIf(chromiumPath === undefined)('whoever is in a hurry', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 180_000);
  afterAll(() => stage?.close());

  /** All at once: the browser goes back in its history only after the last of them. */
  const press = (page: Page, ...places: readonly string[]) =>
    page.evaluate((all) => {
      for (const place of all) document.querySelector<HTMLElement>(place)?.click();
    }, places);
  const close = '[data-testid="sheet-close"]';
  const card = (handle: string) => `[data-testid="reward-card-${handle}"] a`;
  const openIn = (page: Page) => page.evaluate(() => new URLSearchParams(location.search).get('reward'));
  const [first, second] = ['first-snow-geisha', 'drip-coffee-gift-box'];
  /** The page with a reward open, to which a step of the browser's history leads. */
  const opened = async () => {
    const page = await stage.window('/?lang=en');
    await page.locator(card(first)).click();
    await page.locator(close).waitFor();
    return page;
  };

  test.each(['another', 'the same'])(
    'and opens %s card while a sheet closes finds it in the address',
    async (which) => {
      const page = await opened();
      const next = which === 'another' ? second : first;
      const isBack = page.evaluate(
        () =>
          new Promise<null>((done) => window.addEventListener('popstate', () => done(null), { once: true })),
      );
      await press(page, close, card(next));
      await isBack;
      expect(await openIn(page)).toBe(next);
      await see(page, 'exchange-button').waitFor();
      await page.goBack();
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      expect(await openIn(page)).toBeNull();
      await page.context().close();
    },
  );

  test('and closes at once what was opened while another sheet closed stays on the page', async () => {
    const page = await opened();
    await press(page, close, card(second), close);
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await expect.poll(() => openIn(page)).toBeNull();
    expect(new URL(page.url()).searchParams.get('lang')).toBe('en');
    await page.context().close();
  });

  test('and goes back from the confirmation to the reward finds it in the address', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await page.locator(card(first)).click();
    await page.locator('[data-testid="exchange-button"][data-state="ready"]').click();
    await see(page, 'confirm-button').waitFor();
    expect(await openIn(page)).toBeNull();
    await page.locator('.sheet-foot button').first().click();
    await see(page, 'exchange-button').waitFor();
    expect(await openIn(page)).toBe(first);
    await page.context().close();
  });

  test('for the members of the demo, whose list did not come, asks again by opening it again', async () => {
    const page = await stage.window('/healthz');
    let isLost = true;
    await page.route('**/demo/members', (route) => (isLost ? route.abort() : route.fallback()));
    await page.goto(`${stage.origin}/?lang=en`);
    await see(page, 'member-picker').click();
    await see(page, 'member-none').waitFor();
    expect(await see(page, 'member-guyu').count()).toBe(0);
    await page.locator(close).click();
    isLost = false;
    await see(page, 'member-picker').click();
    await see(page, 'member-guyu').waitFor();
    await page.context().close();
  });

  test('keeps what was typed when the network is away for a moment', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await page.goto(`${stage.origin}/?lang=en&project=spring-reading-rooms`);
    await see(page, 'give-other').click();
    await see(page, 'give-field').fill('37');
    const again = await holdAnswer(page, 'DonationProject');
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await again.given;
    await again.letGo();
    expect(await see(page, 'give-field').inputValue()).toBe('37');
    await page.context().close();
  });

  test('has a sheet that could not be shown asked for again once the network is back', async () => {
    const page = await stage.window('/healthz');
    const mend = await failAnswer(page, 'Reward');
    await page.goto(`${stage.origin}/?lang=en&reward=tea-towel`);
    await see(page, 'sheet').getByRole('button', { name: 'Try again' }).waitFor();
    mend();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await see(page, 'exchange-button').waitFor();
    expect(await openIn(page)).toBe('tea-towel');
    await page.context().close();
  });

  test('and whose points did not come has them asked for again when the page is looked at again', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    const mend = await failAnswer(page, 'Balance');
    await page.reload();
    await see(page, 'notice').waitFor();
    expect(await see(page, 'balance').count()).toBe(0);
    mend();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await see(page, 'balance').waitFor({ state: 'attached' });
    expect(await balanceOf(page)).toBeGreaterThan(0);
    await page.context().close();
  });

  test('sees the check-ins that did come, though they were asked for again and that failed', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    const first = await holdAnswer(page, 'CheckInState');
    await page.reload();
    await first.given;
    await failAnswer(page, 'CheckInState');
    const refused = page.waitForResponse(
      (response) => response.request().postData()?.includes('query CheckInState') === true,
    );
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await refused;
    await first.letGo();
    const button = see(page, 'check-in-button');
    await expect.poll(() => button.isEnabled()).toBe(true);
    await page.context().close();
  });

  test('and goes on over another search finds on the shelf what the field says', async () => {
    const page = await opened();
    const count = see(page, 'shelf-count');
    const all = await count.textContent();
    await page.goBack();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await see(page, 'search').fill('coffee');
    await expect.poll(() => count.textContent()).not.toBe(all);
    const found = await count.textContent();
    await page.goForward();
    await page.locator(close).waitFor();
    expect(await see(page, 'search').inputValue()).toBe('');
    await expect.poll(() => count.textContent()).toBe(all);
    await page.locator(close).click();
    await expect.poll(() => see(page, 'search').inputValue()).toBe('coffee');
    await expect.poll(() => count.textContent()).toBe(found);
    await page.context().close();
  });

  test('for the members of the demo is not told that there are none while they are awaited', async () => {
    const page = await stage.window('/healthz');
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/demo/members', async (route) => {
      await gate;
      await route.fallback();
    });
    await page.goto(`${stage.origin}/?lang=en`);
    await see(page, 'member-picker').click();
    await see(page, 'member-none').waitFor();
    expect(await see(page, 'members-told').textContent()).toContain('The members are on their way…');
    letGo();
    await see(page, 'member-guyu').waitFor();
    await page.context().close();
  });

  test('sees that a sheet that failed is asked for again', async () => {
    const page = await stage.window('/healthz');
    const mend = await failAnswer(page, 'Reward');
    await page.goto(`${stage.origin}/?lang=en&reward=tea-towel`);
    const again = see(page, 'sheet').getByRole('button', { name: 'Try again' });
    await again.waitFor();
    mend();
    const answer = await holdAnswer(page, 'Reward');
    await again.click();
    await answer.given;
    await expect.poll(() => page.locator('#sheet-title').textContent()).toBe('Opening…');
    await answer.letGo();
    await see(page, 'exchange-button').waitFor();
    await page.context().close();
  });

  test('and becomes another member at once is that member, whatever comes late for the one before', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'lizi');
    const [points, name] = [
      await balanceOf(page),
      await see(page, 'member-picker').getAttribute('aria-label'),
    ];
    const choose = async (member: string) => {
      await see(page, 'member-picker').click();
      await see(page, member).click();
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    };
    await choose('member-none');
    const operations = ['Balance', 'MemberTier', 'CheckInState', 'Rewards'];
    const late = await Promise.all(operations.map((operation) => holdAnswer(page, operation)));
    await choose('member-guyu');
    await Promise.all(late.map(({ given }) => given));
    await choose('member-none');
    await choose('member-lizi');
    await see(page, 'tier-title').waitFor();
    const tier = await see(page, 'tier-title').textContent();
    for (const { letGo } of late) await letGo();
    expect(await balanceOf(page)).toBe(points);
    expect(await see(page, 'member-picker').getAttribute('aria-label')).toBe(name);
    expect(await see(page, 'tier-title').textContent()).toBe(tier);
    expect(await see(page, 'notice').count()).toBe(0);
    await page.context().close();
  });

  test('and becomes another member while the token of the one before is awaited acts as the other', async () => {
    const page = await stage.window('/?lang=en');
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/demo/token', async (route) => {
      if (route.request().postData()?.includes('guyu') === true) await gate;
      await route.fallback();
    });
    const asked = page.waitForRequest('**/demo/token');
    await see(page, 'member-picker').click();
    await see(page, 'member-guyu').click();
    await asked;
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await signIn(page, 'aju');
    await see(page, 'tier-title').filter({ hasText: 'Silver' }).waitFor();
    const points = await balanceOf(page);
    const given = page.waitForResponse('**/demo/token');
    letGo();
    await given;
    await see(page, 'statement').click();
    await see(page, 'statement-entry').waitFor();
    expect(await balanceOf(page)).toBe(points);
    expect(await see(page, 'tier-title').textContent()).toBe('Silver');
    await page.context().close();
  });

  test('and goes back and on over several sheets sees the one that the address names', async () => {
    const page = await stage.window('/?lang=en');
    const late = await holdAnswer(page, 'Reward');
    await page.locator(card(first)).click();
    await late.given;
    await press(page, card(second));
    const title = page.locator('#sheet-title');
    await see(page, 'exchange-button').waitFor();
    const ofSecond = await title.textContent();
    await page.evaluate(async () => {
      for (const step of [-1, -1, 1, 1, -1, 1]) {
        const moved = new Promise((done) => window.addEventListener('popstate', done, { once: true }));
        history.go(step);
        await moved;
      }
    });
    expect(await openIn(page)).toBe(second);
    await see(page, 'exchange-button').waitFor();
    await late.letGo();
    expect(await title.textContent()).toBe(ofSecond);
    await page.goBack();
    await page.goBack();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    expect(await openIn(page)).toBeNull();
    await page.context().close();
  });
});
