import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balanceOf, BrowserStage, chromiumPath, holdBack, see, signIn } from './browser-stage.js';

/** What people do out of habit must cost them nothing. */
describe.skipIf(chromiumPath === undefined)('the example mall under habitual fingers', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 120_000);
  afterAll(() => stage?.close());

  /** Twice at one place, the second time when the first press has brought about what it does. */
  const pressTwice = async (page: Page, button: Locator, brought: Locator) => {
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    if (box === null) throw new Error('What is to be pressed is not to be seen.');
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
    await page.mouse.down({ clickCount: 1 });
    await page.mouse.up({ clickCount: 1 });
    await brought.waitFor();
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    // Whatever the second press has sent has gone before this is answered.
    await page.evaluate(() => fetch('/healthz'));
  };

  test('a double press on the way to an exchange does not confirm it', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await page.goto(`${stage.origin}/?lang=en&reward=drip-coffee-gift-box`);
    await page.locator('[data-testid="exchange-button"][data-state="ready"]').waitFor();
    const redeemed: string[] = [];
    page.on('request', (request) => {
      if (request.postData()?.includes('exchangeRedeem') === true) redeemed.push(request.url());
    });
    await pressTwice(page, see(page, 'exchange-button'), see(page, 'confirm-button'));
    expect(redeemed).toEqual([]);
    expect(await see(page, 'confirm-button').textContent()).toContain('Confirm exchange');
    await see(page, 'confirm-button').click();
    await see(page, 'pay-button').waitFor();
    await page.context().close();
  });

  test('a double press pledges what was chosen and does not raise it, and keeps the receipt of a gift', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await page.goto(`${stage.origin}/?lang=en&pool=la-pavoni`);
    await see(page, 'pledge-button').filter({ hasText: 'Pledge 200' }).waitFor();
    const points = await balanceOf(page);
    const pledge = see(page, 'pledge-button');
    await pressTwice(page, pledge, pledge.filter({ hasText: 'Raise to' }));
    expect(await see(page, 'own-pledge').textContent()).toContain('You pledged 200 points');
    await page.goto(`${stage.origin}/?lang=en&project=spring-reading-rooms`);
    await see(page, 'give-button').filter({ hasText: 'Give 500' }).waitFor();
    await pressTwice(page, see(page, 'give-button'), see(page, 'receipt'));
    expect(await see(page, 'receipt').count()).toBe(1);
    await expect.poll(() => balanceOf(page)).toBe(points - 700);
    await page.context().close();
  });

  test('one more is one more, however fast it is asked for', async () => {
    const page = await stage.window('/?lang=en&reward=tangerine-lamp');
    await see(page, 'exchange-button').waitFor();
    const quantity = see(page, 'quantity');
    await pressTwice(page, page.locator('.stepper button').last(), quantity.filter({ hasText: '2' }));
    await expect.poll(() => quantity.textContent()).toBe('3');
    await page.context().close();
  });

  test('an exchange whose cancelling is awaited is not offered to be cancelled, though the list is opened anew', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'guyu');
    await page.goto(`${stage.origin}/?lang=en&reward=tea-towel`);
    await page.locator('[data-testid="exchange-button"][data-state="ready"]').click();
    await see(page, 'confirm-button').click();
    await see(page, 'exchange-success').waitFor();
    await see(page, 'sheet-close').click();
    await see(page, 'my-exchanges').click();
    const made = page.locator('article.exchange').first();
    const letGo = await holdBack(page, 'exchangeCancel');
    await made.getByTestId('cancel-button').click();
    await made.getByTestId('cancel-confirm').click();
    const awaited = made.getByRole('button', { name: 'Cancelling…' });
    await awaited.waitFor();
    expect(await made.getByTestId('cancel-button').count()).toBe(0);
    await see(page, 'sheet-close').click();
    await see(page, 'my-exchanges').click();
    await awaited.waitFor();
    letGo();
    await see(page, 'notice').filter({ hasText: 'Cancelled' }).waitFor();
    await awaited.waitFor({ state: 'detached' });
    expect(await made.getAttribute('data-state')).toBe('CANCELLED');
    await page.context().close();
  });
});
