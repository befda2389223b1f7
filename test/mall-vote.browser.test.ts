import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balanceOf, BrowserStage, chromiumPath, see, signIn } from './browser-stage.js';

/** What several windows see of a vote, without a reload. */
describe.skipIf(chromiumPath === undefined)('voting in the example mall', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open();
  }, 120_000);
  afterAll(() => stage?.close());

  const openVote = async (page: Page, handle: string) => {
    await see(page, `campaign-card-${handle}`).getByRole('link').click();
    await see(page, 'candidate-1').waitFor();
  };
  const choose = (page: Page, place: number) => see(page, `candidate-${place}`).locator('input').check();
  /** Waits until a bar says this share, and its length shows it. */
  const shareShows = (page: Page, place: number, share: number) =>
    page.waitForFunction(
      ([name, expected]) => {
        const found = document.querySelector(`[data-testid="${name}"]`);
        const fill = found?.firstElementChild;
        if (!found || !fill || Number(found.getAttribute('aria-valuenow')) !== expected) return false;
        const shown = fill.getBoundingClientRect().width / found.getBoundingClientRect().width;
        return Math.abs(shown - expected / 100) < 0.005;
      },
      [`share-${place}`, share] as const,
    );

  test('a ballot in one window moves the bars in another, where nobody is signed in', async () => {
    const [voter, watcher] = [await stage.window(), await stage.window()];
    await openVote(watcher, 'winter-bean');
    await shareShows(watcher, 1, 50);
    await signIn(voter, 'xiaoman');
    await openVote(voter, 'winter-bean');
    await choose(voter, 2);
    await see(voter, 'vote-button').click();
    // Four ballots were cast before: 2, 1 and 1.
    for (const page of [voter, watcher]) {
      await shareShows(page, 1, 40);
      await shareShows(page, 2, 40);
    }
    expect(await see(watcher, 'share-2').getAttribute('aria-valuetext')).toContain('2');
    await choose(voter, 3);
    await see(voter, 'vote-button').click();
    await shareShows(watcher, 2, 20);
    await shareShows(watcher, 3, 40);
    await see(watcher, 'vote-ballots').filter({ hasText: '5' }).waitFor();
    await Promise.all([voter, watcher].map((page) => page.context().close()));
  });

  test('points put in leave the balance, and nobody sees a hidden count', async () => {
    const page = await stage.window();
    await signIn(page, 'lizi');
    const before = await balanceOf(page);
    await openVote(page, 'cup-glaze');
    expect(await see(page, 'share-1').count()).toBe(0);
    await choose(page, 1);
    await see(page, 'vote-button').click();
    await page.waitForFunction(
      (left) => document.querySelector(`[data-testid="balance"][data-value="${left}"]`) !== null,
      before - 100,
    );
    // The balance moves live; the form is free again with the answer, which may come after it.
    await see(page, 'notice').waitFor();
    expect(await see(page, 'share-1').count()).toBe(0);
    // What was put in is not given back, so less than that cannot be sent.
    await see(page, 'stake-other').click();
    await see(page, 'stake-field').fill('99');
    await see(page, 'vote-button').and(page.locator(':disabled')).waitFor();
    await page.getByText('100 points or more').waitFor();
    await see(page, 'stake-field').fill('101');
    await see(page, 'vote-button').and(page.locator(':enabled')).waitFor();
    await page.getByText('Put in 1 more point (not given back)').waitFor();
    await page.context().close();
  });

  test('a vote for a tier says so, and members below it cannot cast a ballot', async () => {
    const page = await stage.window('?vote=gold-tasting');
    await see(page, 'vote-tier').waitFor();
    expect(await see(page, 'vote-tier').textContent()).toContain('For Gold members and above');
    await see(page, 'vote-button').click();
    await see(page, 'member-xiaoman').click();
    await see(page, 'vote-tier').and(page.locator('[data-barred]')).waitFor();
    expect(await see(page, 'vote-button').isDisabled()).toBe(true);
    await page.context().close();
  });

  test('the winner of a vote that is over can be looked at, coming soon', async () => {
    const page = await stage.window('?vote=autumn-pastry');
    await see(page, 'vote-outcome').waitFor();
    expect(await page.locator('.candidates legend').textContent()).toBe('The candidates');
    await see(page, 'vote-outcome').getByRole('button').click();
    await see(page, 'exchange-button').waitFor();
    expect(new URL(page.url()).searchParams.get('reward')).toBe('osmanthus-rice-cake');
    await page.context().close();
  });
});
