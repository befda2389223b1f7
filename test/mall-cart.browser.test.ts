import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BrowserStage, chromiumPath, see, signIn } from './browser-stage.js';

const variants = z.tuple([z.object({ id: z.string() })]).rest(z.unknown());
const rewardShape = z.object({ data: z.object({ reward: z.object({ id: z.string(), variants }) }) });

describe.skipIf(chromiumPath === undefined)('the cart of the example mall', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 120_000);
  afterAll(() => stage?.close());

  const put = async (page: Page, handle: string) => {
    await page.goto(`${stage.origin}/?lang=en&reward=${handle}`);
    await see(page, 'add-to-cart').click();
    await see(page, 'notice').filter({ hasText: 'Added' }).waitFor();
    await see(page, 'sheet-close').click();
  };
  const label = (page: Page) => see(page, 'cart-button').getAttribute('aria-label');
  const inCart = async (page: Page) => {
    await see(page, 'cart-button').click();
    return page.locator('dialog[open] .lines').textContent();
  };
  const rewardOf = async (page: Page, handle: string) => {
    const answer = await page.request.post(`${stage.origin}/graphql`, {
      headers: { 'X-Jifen-Key': 'pk_demo' },
      data: {
        query: 'query ($handle: String!) { reward(handle: $handle) { id variants { id } } }',
        variables: { handle },
      },
    });
    return rewardShape.parse(await answer.json()).data.reward;
  };

  test('is there again after a reload, for the member whose it is and for nobody else', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await put(page, 'drip-coffee-gift-box');
    await page.reload();
    await expect.poll(() => label(page)).toBe('Cart, 1 item');
    await page.locator('a.brand').click();
    await expect.poll(() => label(page)).toBe('Cart, 1 item');
    await signIn(page, 'aju');
    expect(await label(page)).toBe('Cart, 0 items');
    await put(page, 'roast-of-the-month');
    expect(await label(page)).toBe('Cart, 1 item');
    await signIn(page, 'guyu');
    await expect.poll(() => label(page)).toBe('Cart, 1 item');
    expect(await inCart(page)).toContain('Drip coffee gift box');
    await see(page, 'sheet-close').click();
    await see(page, 'member-picker').click();
    await see(page, 'member-none').click();
    await expect.poll(() => label(page)).toBe('Cart, 0 items');
    await page.reload();
    await see(page, 'earning').waitFor();
    expect(await label(page)).toBe('Cart, 0 items');
    await page.context().close();
  });

  test('tells at the start what cannot be had any more, and shows the present price of the rest', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await put(page, 'drip-coffee-gift-box');
    await put(page, 'tangerine-lamp');
    const lamp = await rewardOf(page, 'tangerine-lamp');
    const price = { points: 5_100, cash: { amount: '109.00', currencyCode: 'CNY' } };
    await stage.operate('rewardUpdate', 'RewardUpdateInput', {
      id: lamp.id,
      variants: [{ id: lamp.variants[0].id, pricePlans: [{ price }] }],
    });
    await stage.operate('rewardDelist', 'RewardDelistInput', {
      ids: [(await rewardOf(page, 'drip-coffee-gift-box')).id],
    });
    await page.reload();
    await see(page, 'notice').waitFor();
    const told = await see(page, 'notice').textContent();
    expect(told).toContain('No longer to be had, so out of your cart: Drip coffee gift box.');
    expect(told).toContain('Now at another price: Tangerine bedside lamp.');
    const cart = await inCart(page);
    expect(cart).not.toContain('Drip coffee gift box');
    // For a member of this tier three hundredths less.
    expect(cart).toContain('4,947');
    await page.reload();
    await expect.poll(() => label(page)).toBe('Cart, 1 item');
    expect(await see(page, 'notice').count()).toBe(0);
    await page.context().close();
  });

  test('is empty after its exchange, in every window', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'xiaoman');
    await put(page, 'nut-bar');
    const other = await page.context().newPage();
    await other.goto(`${stage.origin}/?lang=en`);
    await expect.poll(() => label(other)).toBe('Cart, 1 item');
    await see(page, 'cart-button').click();
    await see(page, 'cart-checkout').click();
    await see(page, 'confirm-button').click();
    await see(page, 'exchange-success').waitFor();
    await expect.poll(() => label(other)).toBe('Cart, 0 items');
    await page.reload();
    await page.waitForFunction(() => document.querySelector('[data-testid="balance"]') !== null);
    expect(await label(page)).toBe('Cart, 0 items');
    await page.context().close();
  });
});
