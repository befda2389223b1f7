import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Browser, chromium, type Page, type Route } from 'playwright-core';
import { build } from 'vite';
import { inject } from 'vitest';
import { z } from 'zod';
import { type App, createApp } from '../server/src/app.js';
import { demoContent } from '../server/src/demo/content.js';
import { tellDonors } from '../server/src/donation/tell-donors.js';
import { entities } from '../server/src/entities.js';
import { systemClock } from '../server/src/platform/clock.js';
import { idSource } from '../server/src/platform/ids.js';
import { openDatabase } from '../server/src/platform/database.js';
import { systemRandom } from '../server/src/platform/random.js';
import { createTestDatabase } from './test-database.js';

const exchangesShape = z.object({
  data: z.object({
    member: z.object({ exchanges: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }),
  }),
});
const projectShape = z.object({ data: z.object({ donationProject: z.object({ id: z.string() }) }) });

export const chromiumPath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  process.env['CHROMIUM'] ?? '',
].find((path) => path !== '' && existsSync(path));

if (chromiumPath === undefined) {
  // Whoever lands something must have looked: a proof that was skipped is none.
  if (process.env['CI'] === 'true')
    throw new Error('The browser tests need Chromium, and CI=true lets none be skipped.');
  process.stderr.write(
    '\nSKIPPED: the browser test needs Chromium. On Debian: apt-get install chromium; elsewhere: CHROMIUM=/path/to/chromium.\n\n',
  );
}

const workspace = fileURLToPath(new URL('..', import.meta.url));
/** What a page from here may not do is more than at 127.0.0.1: it comes by plain http from another machine. */
export const plainHost = 'mall.test';

const phone = { width: 390, height: 844 };

/** Once a run, whichever file comes first: a page must not be built anew while another file looks at it. */
async function buildOnce(): Promise<void> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  const client = new pg.Client(url.href);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    const { rows } = await client.query("SELECT 1 FROM pg_tables WHERE tablename = 'mall_is_built'");
    if (rows.length > 0) return;
    // The page is built on the SDK as it is shipped: compiled.
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'sdk'], { cwd: workspace });
    await build({ root: `${workspace}sdk/examples/mall`, logLevel: 'error' });
    await client.query('CREATE TABLE mall_is_built ()');
  } finally {
    await client.end();
  }
}

/** The example mall as a brand would serve it, with the demo in it, and a browser to look at it. */
export class BrowserStage {
  private constructor(
    readonly origin: string,
    private readonly app: App,
    private readonly browser: Browser,
    /** Tells donors the news now, which a job does every minute. */
    readonly tellDonors: () => Promise<void>,
    private readonly leave: () => Promise<void>,
  ) {}

  static async open(): Promise<BrowserStage> {
    await buildOnce();
    const testDatabase = await createTestDatabase();
    const database = await openDatabase({ url: testDatabase.url, poolSize: 10, entities });
    const config = { production: false, introspection: true };
    const app = await createApp({ config, database, clock: systemClock, random: systemRandom, demoContent });
    await app.seedDemo(() => {});
    const origin = `http://127.0.0.1:${await app.listen(0)}`;
    const browser = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--host-resolver-rules=MAP ${plainHost} 127.0.0.1`,
      ],
    });
    const told = { database, newId: idSource(systemClock, systemRandom), clock: systemClock };
    const tell = async () => void (await tellDonors(told));
    return new BrowserStage(origin, app, browser, tell, async () => {
      await database.close();
      await testDatabase.drop();
    });
  }

  /** A window of its own: nothing is shared with another but the server. */
  async window(path = '/', viewport = phone): Promise<Page> {
    const context = await this.browser.newContext({ viewport, locale: 'en-US' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(this.origin + path);
    return page;
  }

  /** What the brand's own backend reports of a customer, in yuan. */
  async purchase(customerId: string, amount: string): Promise<void> {
    const input = { orderId: `browser-${customerId}`, customerId, total: { amount, currencyCode: 'CNY' } };
    await this.operate('purchaseRecord', 'PurchaseRecordInput', input);
  }

  /** The id of a good cause of the first brand. */
  async projectId(handle: string): Promise<string> {
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-jifen-key': 'pk_demo' },
      body: JSON.stringify({ query: `{ donationProject(handle: "${handle}") { id } }` }),
    });
    return projectShape.parse(await response.json()).data.donationProject.id;
  }

  /** How many exchanges a customer of the first brand has: decided with the answer, while a balance on a page comes live, some time after it. */
  async exchangesOf(customerId: string): Promise<number> {
    const query =
      'query ($customerId: String!) { member(customerId: $customerId) { exchanges(first: 100) { nodes { id } } } }';
    const answer: unknown = JSON.parse(await this.askBackend(query, { customerId }));
    return exchangesShape.parse(answer).data.member.exchanges.nodes.length;
  }

  /** Says to the first brand's backend what must not be refused. */
  async operate(mutation: string, type: string, input: object): Promise<void> {
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`;
    const answer = await this.askBackend(query, { input });
    if (!answer.includes('"userErrors":[]')) throw new Error(`Refused: ${answer}`);
  }

  private async askBackend(query: string, variables: object): Promise<string> {
    const response = await fetch(`${this.origin}/admin/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk_demo' },
      body: JSON.stringify({ query, variables }),
    });
    return response.text();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.app.close();
    await this.leave();
  }
}

export const see = (page: Page, testId: string) => page.getByTestId(testId).first();

export async function signIn(page: Page, customerId: string): Promise<void> {
  await see(page, 'member-picker').click();
  await see(page, `member-${customerId}`).click();
  await page.waitForFunction(
    () => Number(document.querySelector('[data-testid="balance"]')?.getAttribute('data-value') ?? 0) > 0,
  );
}

export const balanceOf = async (page: Page) => Number(await see(page, 'balance').getAttribute('data-value'));

/** Holds a mutation back until it is let go. */
export async function holdBack(page: Page, mutation: string): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(mutation) === true) await gate;
    await route.continue();
  });
  return letGo;
}

/** Lets a mutation reach the mall once and loses its answer; resolves when the mall has given it. */
export async function loseAnswer(page: Page, mutation: string): Promise<{ given: Promise<void> }> {
  let tell: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (tell = resolve));
  let isLost = false;
  await page.route('**/graphql', async (route) => {
    if (isLost || route.request().postData()?.includes(mutation) !== true) return route.fallback();
    isLost = true;
    await route.fetch();
    tell();
  });
  return { given };
}

const asksFor = (route: Route, operation: string) =>
  new RegExp(`(query|mutation) ${operation}\\b`, 'u').test(route.request().postData() ?? '');

/** Lets every request for an operation fail on the mall's side until that is mended: for longer than the SDK waits, so that the page hears it at once. */
export async function failAnswer(page: Page, operation: string): Promise<() => void> {
  let isMended = false;
  const json = {
    errors: [{ message: 'It failed.', extensions: { code: 'INTERNAL', retryAfterMs: 60_000 } }],
  };
  await page.route('**/graphql', async (route) => {
    await (asksFor(route, operation) && !isMended ? route.fulfill({ json }) : route.fallback());
  });
  return () => void (isMended = true);
}

/** Holds back the answer to the next request for an operation, which the mall gives at once; whatever is asked later overtakes it. */
export async function holdAnswer(page: Page, operation: string): Promise<HeldAnswer> {
  let tell: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (tell = resolve));
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let close: () => void = () => undefined;
  const handed = new Promise<void>((resolve) => (close = resolve));
  let isHeld = false;
  await page.route('**/graphql', async (route) => {
    if (isHeld || !asksFor(route, operation)) return route.fallback();
    isHeld = true;
    const response = await route.fetch();
    tell();
    await gate;
    await route.fulfill({ response });
    close();
  });
  const letGo = async () => {
    open();
    await handed;
    // What the page asks after the answer is answered after it, and what it has heard is drawn in the frame after the next.
    await page.evaluate(() => fetch('/healthz'));
    await page.evaluate(
      () => new Promise((drawn) => void requestAnimationFrame(() => void requestAnimationFrame(drawn))),
    );
  };
  return { given, letGo };
}

interface HeldAnswer {
  /** Resolves when the mall has given the answer. */
  readonly given: Promise<void>;
  /** Resolves when the page has heard it and shows what it makes of it. */
  readonly letGo: () => Promise<void>;
}
