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

/** On a network where a later question is answered before an earlier one. */
describe.skipIf(chromiumPath === undefined)('an answer that was overtaken', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 180_000);
  afterAll(() => stage?.close());

  const signedIn = async (customerId: string, path = '/?lang=en') => {
    const page = await stage.window('/?lang=en');
    await signIn(page, customerId);
    if (path !== '/?lang=en') await page.goto(stage.origin + path);
    return page;
  };
  const closeSheet = async (page: Page) => {
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  };
  const become = async (page: Page, customerId: string) => {
    await signIn(page, customerId);
    await see(page, 'tier-title').waitFor();
  };

  test.each([
    ['statement', 'Statement', '[data-testid="statement-entry"]'],
    ['my-exchanges', 'Exchanges', 'article.exchange'],
  ])('adds nothing to a list that was opened anew meanwhile (%s)', async (button, operation, line) => {
    const page = await signedIn('guyu', '/?lang=en&reward=tea-towel');
    await page.locator('[data-testid="exchange-button"][data-state="ready"]').click();
    await see(page, 'confirm-button').click();
    await see(page, 'exchange-success').waitFor();
    await closeSheet(page);
    const first = await holdAnswer(page, operation);
    await see(page, button).click();
    await first.given;
    await closeSheet(page);
    await see(page, button).click();
    await page.locator(line).first().waitFor();
    const lines = await page.locator(line).count();
    await first.letGo();
    expect(await page.locator(line).count()).toBe(lines);
    await page.context().close();
  });

  test('shows nobody the list of somebody else', async () => {
    const page = await signedIn('guyu');
    const own = await holdAnswer(page, 'Statement');
    await see(page, 'statement').click();
    await own.given;
    await closeSheet(page);
    await become(page, 'xiaoman');
    const other = await holdAnswer(page, 'Statement');
    await see(page, 'statement').click();
    await other.given;
    await own.letGo();
    expect(await page.getByTestId('statement-entry').count()).toBe(0);
    await other.letGo();
    await see(page, 'statement-entry').waitFor();
    await page.context().close();
  });

  test('of a check-in is for whoever asked, though somebody else has signed in meanwhile', async () => {
    const page = await signedIn('guyu');
    const checkIn = await holdAnswer(page, 'CheckIn');
    await see(page, 'check-in-button').click();
    await checkIn.given;
    await become(page, 'lizi');
    const points = await balanceOf(page);
    await checkIn.letGo();
    expect(await balanceOf(page)).toBe(points);
    expect(await see(page, 'check-in-button').isEnabled()).toBe(true);
    expect(await see(page, 'notice').count()).toBe(0);
    await page.context().close();
  });

  test('of where a member stands is not shown to whoever has signed in meanwhile', async () => {
    const page = await signedIn('guyu');
    await see(page, 'tier-title').filter({ hasText: 'Gold' }).waitFor();
    const standing = await holdAnswer(page, 'MemberTier');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await standing.given;
    await become(page, 'aju');
    await see(page, 'tier-title').filter({ hasText: 'Silver' }).waitFor();
    await standing.letGo();
    expect(await see(page, 'tier-title').textContent()).toBe('Silver');
    await page.context().close();
  });

  test('in the language of before changes no word of what is read now', async () => {
    const page = await stage.window('/?lang=zh&project=swallows-nest');
    await page
      .locator('dialog[open] h2')
      .filter({ hasText: /\p{Script=Han}/u })
      .waitFor();
    await closeSheet(page);
    await see(page, 'pool-card-la-pavoni').waitFor();
    await see(page, 'campaign-card-autumn-pastry').waitFor();
    const titles = () =>
      page
        .locator(
          '[data-testid^="project-card-"] h3, [data-testid^="pool-card-"] h3, [data-testid^="campaign-card-"] h3',
        )
        .allTextContents();
    const inChinese = await titles();
    const operations = ['Program', 'DonationProjects', 'VoteCampaigns', 'Pools'];
    const before = await Promise.all(operations.map((operation) => holdAnswer(page, operation)));
    await see(page, 'language-switch').click();
    await Promise.all(before.map(({ given }) => given));
    await see(page, 'language-switch').click();
    await expect.poll(titles).toEqual(inChinese);
    const name = await page.title();
    for (const { letGo } of before) await letGo();
    expect(await titles()).toEqual(inChinese);
    expect(await page.title()).toBe(name);
    await page.context().close();
  });

  test('of a gift is told in a notice when its sheet was closed and opened again meanwhile', async () => {
    const page = await signedIn('guyu');
    const gift = await holdAnswer(page, 'DonationGive');
    await see(page, 'project-card-spring-reading-rooms').getByRole('link').click();
    await see(page, 'give-button').filter({ hasText: 'Give 500' }).click();
    await gift.given;
    await closeSheet(page);
    await see(page, 'project-card-spring-reading-rooms').getByRole('link').click();
    await see(page, 'give-button').filter({ hasText: 'Give 500' }).waitFor();
    await gift.letGo();
    await see(page, 'notice').filter({ hasText: 'You gave 500 points' }).waitFor();
    expect(await see(page, 'receipt').count()).toBe(0);
    expect(await see(page, 'give-button').isEnabled()).toBe(true);
    expect(await page.locator('.notes').textContent()).toContain('You gave 30,500 points');
    await page.context().close();
  });

  test('of a pledge leaves the focus where it is on another sheet', async () => {
    const page = await signedIn('guyu');
    const pledge = await holdAnswer(page, 'PoolPledge');
    await see(page, 'pool-card-la-pavoni').getByRole('link').click();
    await see(page, 'pledge-button').filter({ hasText: 'Pledge 200' }).click();
    await pledge.given;
    await closeSheet(page);
    await see(page, 'project-card-spring-reading-rooms').getByRole('link').click();
    await see(page, 'give-button').waitFor();
    await see(page, 'give-button').focus();
    await pledge.letGo();
    await see(page, 'notice').filter({ hasText: '200' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
      'give-button',
    );
    await page.context().close();
  });

  test('of a reward as guests pay for it is not shown to whoever has signed in meanwhile', async () => {
    const page = await stage.window('/?lang=en');
    const asGuest = await holdAnswer(page, 'Reward');
    await see(page, 'reward-card-first-snow-geisha').getByRole('link').click();
    await asGuest.given;
    await closeSheet(page);
    await become(page, 'guyu');
    await see(page, 'reward-card-first-snow-geisha').getByRole('link').click();
    const foot = page.locator('.foot-total');
    await page.locator('[data-testid="exchange-button"][data-state="ready"]').waitFor();
    const price = await foot.textContent();
    await asGuest.letGo();
    expect(await foot.textContent()).toBe(price);
    await page.context().close();
  });

  test('is waited for before something else can be chosen, so that what is seen is what is given', async () => {
    const page = await signedIn('guyu', '/?lang=en&project=spring-reading-rooms');
    await see(page, 'give-other').click();
    await see(page, 'give-field').fill('9');
    const anonymous = page.getByRole('checkbox');
    const refused = await holdAnswer(page, 'DonationGive');
    await see(page, 'give-button').click();
    await refused.given;
    expect(await anonymous.isDisabled()).toBe(true);
    expect(await see(page, 'give-field').isDisabled()).toBe(true);
    expect(await see(page, 'give-100').isDisabled()).toBe(true);
    await refused.letGo();
    await see(page, 'give-problem').waitFor();
    await anonymous.check();
    await see(page, 'give-field').fill('11');
    await see(page, 'give-button').filter({ hasText: 'Give 11' }).click();
    await see(page, 'receipt').waitFor();
    await page.context().close();
  });

  test('is waited for before another stake or pledge can be chosen', async () => {
    const page = await signedIn('lizi', '/?lang=en&vote=cup-glaze');
    await see(page, 'candidate-1').locator('input').check();
    const ballot = await holdAnswer(page, 'VoteCast');
    await see(page, 'vote-button').click();
    await ballot.given;
    expect(await see(page, 'stake-other').isDisabled()).toBe(true);
    await ballot.letGo();
    expect(await see(page, 'stake-other').isEnabled()).toBe(true);
    await page.goto(`${stage.origin}/?lang=en&pool=la-pavoni`);
    const pledge = await holdAnswer(page, 'PoolPledge');
    await see(page, 'pledge-button').filter({ hasText: 'Pledge 200' }).click();
    await pledge.given;
    expect(await see(page, 'pledge-other').isDisabled()).toBe(true);
    await pledge.letGo();
    await see(page, 'pledge-other').and(page.locator(':enabled')).waitFor();
    await page.context().close();
  });

  test('counts where the later one fails, and the sheet says that it could not be refreshed', async () => {
    const page = await stage.window('/healthz');
    const first = await holdAnswer(page, 'Reward');
    await page.goto(`${stage.origin}/?lang=en&reward=tea-towel`);
    await first.given;
    const mend = await failAnswer(page, 'Reward');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await see(page, 'sheet').getByRole('button', { name: 'Try again' }).waitFor();
    await first.letGo();
    await see(page, 'exchange-button').waitFor();
    await see(page, 'not-refreshed').waitFor();
    mend();
    await see(page, 'refresh-again').click();
    await see(page, 'not-refreshed').waitFor({ state: 'detached' });
    expect(await see(page, 'exchange-button').count()).toBe(1);
    await page.context().close();
  });

  test.each([
    ['reward-card-first-snow-geisha', 'Reward', '[data-testid="exchange-button"]'],
    ['campaign-card-autumn-pastry', 'VoteCampaign', '[data-testid="candidate-1"]'],
  ])(
    'stays readable when the sheet is opened again and the later one takes long, or fails (%s)',
    async (card, operation, shown) => {
      const page = await stage.window('/?lang=en');
      const open = () => see(page, card).getByRole('link').click();
      await open();
      await page.locator(shown).waitFor();
      await closeSheet(page);
      const late = await holdAnswer(page, operation);
      await open();
      await late.given;
      await page.locator(shown).waitFor();
      expect(await see(page, 'not-refreshed').count()).toBe(0);
      await late.letGo();
      await closeSheet(page);
      await failAnswer(page, operation);
      await open();
      await see(page, 'not-refreshed').waitFor();
      expect(await page.locator(shown).count()).toBe(1);
      await page.context().close();
    },
  );

  test('stays on the shelf when it cannot be had in another language, but not as that to another search', async () => {
    const page = await stage.window('/?lang=en');
    const cards = page.locator('.grid [data-testid^="reward-card-"]');
    await cards.first().waitFor();
    const count = await cards.count();
    const mend = await failAnswer(page, 'Rewards');
    await see(page, 'language-switch').click();
    await see(page, 'not-refreshed').filter({ hasText: '没能刷新' }).waitFor();
    expect(await cards.count()).toBe(count);
    mend();
    await see(page, 'refresh-again').click();
    await see(page, 'not-refreshed').waitFor({ state: 'detached' });
    expect(await cards.first().textContent()).toMatch(/\p{Script=Han}/u);
    await failAnswer(page, 'Rewards');
    await see(page, 'search').fill('咖啡');
    await page.locator('.shelf .message').waitFor();
    expect(await cards.count()).toBe(0);
    await see(page, 'search').fill('');
    await see(page, 'not-refreshed').waitFor();
    expect(await cards.count()).toBe(count);
    await page.context().close();
  });
});
