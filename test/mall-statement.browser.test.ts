import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserStage, chromiumPath, see, signIn } from './browser-stage.js';

describe.skipIf(chromiumPath === undefined)('a movement in the points history', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 180_000);
  afterAll(() => stage?.close());

  test.each([
    { lang: 'en', member: 'guyu', said: 'Exchanged for a reward', one: 'This exchange', all: 'My exchanges' },
    { lang: 'zh', member: 'aju', said: '兑换好物', one: '这次兑换', all: '我的兑换' },
  ])('leads by the keyboard to the exchange it was for, and on to all ($lang)', async (words) => {
    const { lang, member, said, one, all } = words;
    const page = await stage.window(`/?lang=${lang}`);
    await signIn(page, member);
    for (const reward of ['sparrow-wallpapers', 'nut-bar']) {
      await page.goto(`${stage.origin}/?lang=${lang}&reward=${reward}`);
      await page.locator('[data-testid="exchange-button"][data-state="ready"]').click();
      await see(page, 'confirm-button').click();
      await see(page, 'exchange-success').waitFor();
      await see(page, 'sheet-close').click();
    }
    await see(page, 'statement').click();
    const entry = page.getByTestId('statement-entry').filter({ hasText: said }).nth(1).getByRole('button');
    const reward = (await entry.textContent())?.trim().split(/[:：]\s*/)[1] ?? '';
    await entry.focus();
    await page.keyboard.press('Enter');
    await see(page, 'all-exchanges').waitFor();
    expect(await page.locator('.exchange').count()).toBe(1);
    expect(await page.locator('.exchange').textContent()).toContain(reward);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(one);
    // Back to the entry that was followed.
    await page
      .getByRole('button', { name: lang === 'en' ? 'Back to points history' : '返回积分明细' })
      .focus();
    await page.keyboard.press('Enter');
    await see(page, 'statement-entry').waitFor();
    expect(await entry.evaluate((place) => place === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await see(page, 'all-exchanges').waitFor();
    await see(page, 'all-exchanges').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.exchange').count()).toBeGreaterThan(1);
    expect(await page.getByTestId('sheet-back').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(all);
    await page.context().close();
  });

  test('leads to the cause or the campaign, and nowhere where there is nothing to see', async () => {
    const page = await stage.window('/?lang=en');
    await signIn(page, 'aju');
    const entry = (said: string) =>
      page.getByTestId('statement-entry').filter({ hasText: said }).first().getByRole('button');
    await see(page, 'statement').click();
    await entry('Spent on a vote').click();
    await see(page, 'candidate-1').waitFor();
    expect(new URL(page.url()).searchParams.get('vote')).toBe('cup-glaze');
    await see(page, 'sheet-close').click();
    await see(page, 'statement').click();
    await see(page, 'statement-entry').waitFor();
    expect(await entry('Earned by a purchase').count()).toBe(0);
    expect(await entry('A gift from the brand').count()).toBe(0);
    await see(page, 'sheet-close').click();
    await signIn(page, 'guyu');
    await see(page, 'statement').click();
    await entry('Nests for swallows').click();
    await page.getByRole('dialog', { name: 'Nests for swallows' }).waitFor();
    expect(new URL(page.url()).searchParams.get('project')).toBe('swallows-nest');
    await page.context().close();
  });
});
