import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserStage, chromiumPath, see, signIn } from './browser-stage.js';

/** For whoever hears the page, or goes through it without a mouse. */
describe.skipIf(chromiumPath === undefined)('the example mall for ears and keys', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 120_000);
  afterAll(() => stage?.close());

  /** Everything that is said where it can be heard: an open sheet silences all beside it. */
  const said = (page: Page) =>
    page.evaluate(() => {
      const heard = document.querySelector('dialog[open]') ?? document;
      return [...heard.querySelectorAll('[role="status"]')].map((place) => place.textContent).join(' / ');
    });
  const hear = (page: Page, words: string) =>
    expect.poll(() => said(page), { timeout: 20_000 }).toContain(words);

  test('what is told is said on the page and on an open sheet, and again when it happens again', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'lizi');
    await see(page, 'check-in-button').click();
    await hear(page, '5 points added');
    await see(page, 'reward-card-tangerine-lamp').getByRole('link').click();
    await see(page, 'add-to-cart').click();
    await hear(page, 'Added to your cart');
    await expect.poll(() => said(page), { timeout: 20_000 }).not.toContain('Added to your cart');
    await see(page, 'add-to-cart').click();
    await hear(page, 'Added to your cart');
    await page.context().close();
  });

  /** What has the focus, by its name or its words. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      const { activeElement: place } = document;
      if (place === null || place === document.body) return 'nothing';
      return place.getAttribute('aria-label') ?? (place.textContent.trim() || place.tagName);
    });

  test('an act that takes away what had the focus leads it to where one goes on', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    const press = async (selector: string) => {
      const pressed = page.locator(selector).first();
      // What is not shown yet takes no focus, and the key would go to what was pressed before.
      await pressed.waitFor();
      await pressed.focus();
      await page.keyboard.press('Enter');
    };
    const leadsTo = (words: RegExp) => expect.poll(() => focused(page), { timeout: 20_000 }).toMatch(words);
    await see(page, 'search').fill('lamp');
    await press('.search-clear');
    await leadsTo(/^Search rewards$/u);
    await see(page, 'more').waitFor();
    await press('.hello-links .quiet:last-child');
    await leadsTo(/^Rewards\s/u);
    await press('[data-testid="filters-toggle"]');
    await press('.filters-foot .text');
    await leadsTo(/^INPUT$/u);
    await press('.filters-show');
    await leadsTo(/^Rewards\s/u);
    await see(page, 'search').fill('no such thing');
    await press('.message .button');
    await leadsTo(/^Rewards\s/u);
    await see(page, 'reward-card-tangerine-lamp').getByRole('link').click();
    await see(page, 'add-to-cart').click();
    await page.keyboard.press('Escape');
    await press('[data-testid="cart-button"]');
    await press('.stepper button:last-child');
    await see(page, 'quantity').filter({ hasText: '2' }).waitFor();
    await press('.stepper button:first-child');
    await see(page, 'quantity').filter({ hasText: '1' }).waitFor();
    await leadsTo(/^One fewer$/u);
    await press('.cart-line .round');
    await leadsTo(/^Your cart$/u);
    await page.context().close();
  });

  /** What is less than 44 pixels high or wide under a finger, whatever it looks like. */
  const small = (page: Page, within: string) =>
    page.evaluate(async (part) => {
      const moving = document.querySelector(part)?.getAnimations() ?? [];
      await Promise.all(moving.map((animation) => animation.finished));
      const kinds = 'a[href], button, select, label.option, label.choice';
      const controls = [...document.querySelectorAll(`${part} :is(${kinds})`)];
      return controls.flatMap((control) => {
        control.scrollIntoView({ block: 'center', inline: 'center' });
        const { left, top, width, height } = control.getBoundingClientRect();
        if (width === 0) return [];
        const [x, y] = [left + width / 2, top + height / 2];
        const reach = (right: number, down: number) => {
          let far = 0;
          while (far < 30 && control.contains(document.elementFromPoint(x + far * right, y + far * down)))
            far += 1;
          return far;
        };
        const [wide, high] = [reach(1, 0) + reach(-1, 0), reach(0, 1) + reach(0, -1)];
        const words = control.getAttribute('aria-label') ?? control.textContent.trim();
        return wide < 43 || high < 43 ? [`${words}: ${wide} x ${high}`] : [];
      });
    }, within);

  test('whatever can be pressed is large enough for a finger', async () => {
    const page = await stage.window('/?lang=en');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await signIn(page, 'guyu');
    await see(page, 'more').waitFor();
    expect(await small(page, 'header.bar')).toEqual([]);
    await see(page, 'filters-toggle').click();
    expect(await small(page, 'main')).toEqual([]);
    await see(page, 'my-ballots').click();
    await see(page, 'own-ballot').waitFor();
    expect(await small(page, 'dialog[open]')).toEqual([]);
    await page.goto(`${stage.origin}/?lang=en&reward=tangerine-lamp`);
    await page.locator('[data-testid="exchange-button"][data-state="ready"]').waitFor();
    expect(await small(page, 'dialog[open]')).toEqual([]);
    await see(page, 'add-to-cart').click();
    await see(page, 'sheet-close').click();
    await see(page, 'cart-button').click();
    await see(page, 'cart-checkout').waitFor();
    expect(await small(page, 'dialog[open]')).toEqual([]);
    await page.context().close();
  });

  test('the balance in the bar covers neither the mark of the brand nor a button, however narrow the phone', async () => {
    const note = { idempotencyKey: 'browser-pill', points: 1_234_000 };
    await stage.operate('pointsGrant', 'PointsGrantInput', { customerId: 'guyu', ...note });
    const page = await stage.window('/?lang=en', { width: 320, height: 640 });
    await signIn(page, 'guyu');
    await see(page, 'more').scrollIntoViewIfNeeded();
    const covered = () =>
      page.evaluate(() => {
        const pill = document.querySelector('.pill')?.getBoundingClientRect();
        if (pill === undefined) return ['There is no balance.'];
        return ['.brand-mark', '.language'].filter((part) => {
          const seen = document.querySelector(part);
          if (seen === null) return true;
          const { left, right } = seen.getBoundingClientRect();
          return getComputedStyle(seen).opacity !== '0' && left < pill.right && pill.left < right;
        });
      });
    for (const size of ['100%', '200%']) {
      await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size);
      for (const width of [320, 350, 360, 390]) {
        await page.setViewportSize({ width, height: 640 });
        await expect.poll(covered, { message: `at ${width} px, letters of ${size}` }).toEqual([]);
      }
    }
    await page.context().close();
  });
});
