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

describe.skipIf(chromiumPath === undefined)('what is the member’s own', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 180_000);
  afterAll(() => stage?.close());

  test('is a wall of achievements, those to come with the way there', async () => {
    const page = await stage.window();
    await signIn(page, 'guyu');
    await see(page, 'achievements').click();
    await see(page, 'award-check-in-7').waitFor();
    expect(await see(page, 'award-tier-gold').textContent()).toContain('Earned ');
    const way = see(page, 'award-progress-check-in-30');
    expect(await way.getAttribute('role')).toBe('progressbar');
    expect(await way.getAttribute('aria-valuetext')).toBe('29 of 30 days');
    const earned = await see(page, 'wall-earned').textContent();
    await see(page, 'sheet-close').click();
    await see(page, 'check-in-button').click();
    await see(page, 'notice').waitFor();
    await see(page, 'achievements').click();
    await see(page, 'award-check-in-7').waitFor();
    expect(await see(page, 'award-check-in-30').textContent()).toContain('Earned ');
    expect(await see(page, 'wall-earned').textContent()).not.toBe(earned);
    await page.context().close();
  });

  test.each(['zh', 'en'])('are notices whose arrow never takes a line of its own (%s)', async (lang) => {
    const page = await stage.window(`/?lang=${lang}`);
    await signIn(page, 'guyu');
    await see(page, 'notices').click();
    await see(page, 'told').first().waitFor();
    const belowTheText = await page.locator('.told .line-link').evaluateAll(
      (links) =>
        links.filter((link) => {
          const text = document.createRange();
          text.selectNodeContents(link);
          text.setEndBefore(link.querySelector('.icon') ?? link);
          const last = [...text.getClientRects()].at(-1);
          const arrow = link.querySelector('.icon')?.getBoundingClientRect();
          return last === undefined || arrow === undefined || arrow.top > last.bottom - arrow.height / 2;
        }).length,
    );
    expect(await page.locator('.told .line-link').count()).toBeGreaterThan(5);
    expect(belowTheText).toBe(0);
    await page.context().close();
  });

  test('are notices, counted by the bell until they are opened, in whatever browser', async () => {
    const page = await stage.window();
    await signIn(page, 'aju');
    const bell = see(page, 'notices');
    await page.waitForFunction(() => document.querySelector('[data-testid="notices"] .dot') !== null);
    expect(await bell.getAttribute('aria-label')).toMatch(/^Notices, \d unread$/);
    await bell.click();
    await page.getByText('You are Silver now. Congratulations!').click();
    await see(page, 'tier-step-silver').waitFor();
    await see(page, 'sheet-close').click();
    expect(await bell.getAttribute('aria-label')).toBe('Notices');
    await page.reload();
    await see(page, 'tier').waitFor();
    expect(await bell.getAttribute('aria-label')).toBe('Notices');
    const elsewhere = await stage.window();
    await signIn(elsewhere, 'aju');
    await see(elsewhere, 'tier').waitFor();
    expect(await see(elsewhere, 'notices').getAttribute('aria-label')).toBe('Notices');
    await elsewhere.context().close();
    await page.context().close();
  });

  test('ring without a reload when a purchase has raised the tier', async () => {
    const page = await stage.window();
    await signIn(page, 'xiaoman');
    const bell = see(page, 'notices');
    const before = await bell.getAttribute('aria-label');
    await stage.purchase('xiaoman', '900.00');
    await page.waitForFunction(
      (label) => document.querySelector('[data-testid="notices"]')?.getAttribute('aria-label') !== label,
      before,
    );
    await bell.click();
    expect(await see(page, 'told').textContent()).toContain('You are Silver now. Congratulations!');
    await page.context().close();
  });

  test('is what one tier more would give, and how shipping is paid', async () => {
    const page = await stage.window();
    await signIn(page, 'aju');
    const mug = `${stage.origin}/?reward=first-frost-mug`;
    await page.goto(mug);
    await page.getByText('Gold can have it now').first().waitFor();
    const sheet = page.getByRole('dialog').first();
    await page.getByText('Shipping is 8 yuan').waitFor();
    expect(await sheet.textContent()).toMatch(/\d+ points less as Gold/);
    await see(page, 'sheet-close').click();
    await signIn(page, 'guyu');
    await page.goto(mug);
    await page.getByText('Free shipping as Gold').waitFor();
    expect(await sheet.textContent()).not.toContain('Shipping is 8 yuan');
    await page.context().close();
  });

  test('is how tiers work, whom to ask, and what is announced to change', async () => {
    const page = await stage.window();
    await signIn(page, 'guyu');
    await see(page, 'tier-open').click();
    await see(page, 'tier-rules').waitFor();
    expect(await see(page, 'tier-rules').textContent()).toContain('Your score is 60% of what you spend');
    expect(await see(page, 'service-contact').textContent()).toContain('WeChat sparrow-eave');
    expect(await page.getByTestId('tier-rules-announced').count()).toBe(0);
    const rules = { sprint: { days: 14 } };
    await stage.operate('tierRulesChange', 'TierRulesChangeInput', { rules });
    await see(page, 'sheet-close').click();
    await see(page, 'tier-open').click();
    await see(page, 'tier-rules-announced').waitFor();
    const announced = await see(page, 'tier-rules-announced').textContent();
    expect(announced).toMatch(/These rules change on \d+\s\w+/);
    expect(announced).toContain('The keep-sprint has 14 days instead of 30.');
    await page.context().close();
  });

  test('is shown once, however often its next page is asked for', async () => {
    const page = await stage.window('/?lang=en');
    for (let nth = 1; nth <= 25; nth += 1) {
      const grant = { customerId: 'bailu', points: nth, idempotencyKey: `page-${nth}` };
      await stage.operate('pointsGrant', 'PointsGrantInput', grant);
    }
    await signIn(page, 'bailu');
    await see(page, 'statement').click();
    const entries = page.getByTestId('statement-entry');
    await expect.poll(() => entries.count()).toBe(20);
    await page.getByRole('button', { name: 'Earlier entries' }).evaluate((button) => {
      if (!(button instanceof HTMLElement)) return;
      button.click();
      button.click();
    });
    await page.getByRole('button', { name: 'Earlier entries' }).waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    expect(await entries.count()).toBe(25);
    await page.context().close();
  });

  test('are ballots and pledges, each with what it was for', async () => {
    const page = await stage.window();
    await signIn(page, 'xiaoman');
    const button = await see(page, 'check-in-button').boundingBox();
    expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual(390);
    await see(page, 'my-ballots').click();
    expect(await see(page, 'own-ballot').textContent()).toContain('Voted for');
    await see(page, 'own-ballot').getByRole('button').click();
    await see(page, 'candidate-1').waitFor();
    await see(page, 'sheet-close').click();
    await see(page, 'my-pledges').click();
    await page.getByText('No pledges yet').waitFor();
    await page.getByText('See what others do').click();
    await see(page, 'pool-card-la-pavoni').waitFor();
    await page.waitForFunction(() => {
      const top = document.querySelector('.together')?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < window.innerHeight / 2;
    });
    await page.context().close();
  });

  test('is readable when it is opened again and cannot be had, and is refreshed when that is asked for', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await page.goto(`${stage.origin}/?lang=en&reward=tea-towel`);
    await page.locator('[data-testid="exchange-button"][data-state="ready"]').click();
    await see(page, 'confirm-button').click();
    await see(page, 'exchange-success').waitFor();
    await see(page, 'sheet-close').click();
    const lists = [
      ['my-exchanges', page.locator('article.exchange')],
      ['statement', page.getByTestId('statement-entry')],
    ] as const;
    for (const [button, lines] of lists) {
      await see(page, button).click();
      await lines.first().waitFor();
      await see(page, 'sheet-close').click();
    }
    const mend = [await failAnswer(page, 'Exchanges'), await failAnswer(page, 'Statement')];
    for (const [button, lines] of lists) {
      await see(page, button).click();
      await see(page, 'not-refreshed').waitFor();
      expect(await lines.count()).toBeGreaterThan(0);
      if (button === 'my-exchanges') await see(page, 'sheet-close').click();
    }
    for (const done of mend) done();
    await see(page, 'refresh-again').click();
    await see(page, 'not-refreshed').waitFor({ state: 'detached' });
    await see(page, 'statement-entry').waitFor();
    await page.context().close();
  });

  test('is not taken for that of the next member, though it comes when they are there', async () => {
    const page = await stage.window('/?lang=en');
    const tier = see(page, 'tier-title');
    await signIn(page, 'guyu');
    await tier.waitFor();
    const late = await holdAnswer(page, 'BenefitUsage');
    await see(page, 'tier-open').click();
    await late.given;
    await see(page, 'sheet-close').click();
    await signIn(page, 'xiaoman');
    await tier.waitFor();
    const own = await tier.textContent();
    await late.letGo();
    expect(await tier.textContent()).toBe(own);
    await failAnswer(page, 'BenefitUsage');
    await see(page, 'tier-open').click();
    await see(page, 'sheet').getByText('This did not load.').waitFor();
    expect(await see(page, 'not-refreshed').count()).toBe(0);
    await page.context().close();
  });

  test('is not what it was before a pledge, when the pool cannot be had after it', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    const pool = see(page, 'pool-card-la-pavoni').getByRole('link');
    const before = await balanceOf(page);
    await pool.click();
    await see(page, 'pledge-button').filter({ hasText: 'Pledge 200' }).waitFor();
    await failAnswer(page, 'Pool');
    await see(page, 'pledge-button').click();
    await expect.poll(() => balanceOf(page)).toBe(before - 200);
    await see(page, 'not-refreshed').waitFor();
    await see(page, 'sheet-close').click();
    await pool.click();
    await page.locator('#sheet-title').filter({ hasText: 'This did not load.' }).waitFor();
    expect(await see(page, 'pledge-button').count()).toBe(0);
    await page.context().close();
  });

  test('is forgotten with a member whom the demo knows no more, and the shelf goes on for a guest', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await page.route('**/demo/token', (route) => route.fulfill({ status: 404, json: {} }));
    await page.reload();
    const cards = page.locator('.grid [data-testid^="reward-card-"]');
    await cards.first().waitFor();
    expect(await see(page, 'balance').count()).toBe(0);
    const count = await cards.count();
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => cards.count()).toBeGreaterThan(count);
    await page.context().close();
  });
});
