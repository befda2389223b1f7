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
});
