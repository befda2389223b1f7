import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openedPool } from './crowdfunding-stage.js';
import { openedProject } from './donation-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { SocketClient } from './socket-client.js';
import { createCampaign, campaignInput } from './voting-mall.js';
import { at } from './start-server.js';

shareMall({ now: new Date(), jobs: true });

/** Time enough to set everything up before the queue's own clock strikes. */
const soonMs = 4_000;
/** The mall's clock stands while the queue's goes on, so each test brings it up to date. */
function soon(): Date {
  mall.server.clock.set(new Date());
  return new Date(mall.server.clock.now().getTime() + soonMs);
}
/** When the next run of a job for one subject is due. */
async function dueAt(job: string, uuid: string): Promise<number | null> {
  const [queued] = await mall.server.database.query<{ run_at: Date }>(
    'SELECT run_at FROM graphile_worker.jobs WHERE key = $1',
    [`${job}:${uuid}`],
  );
  return queued?.run_at.getTime() ?? null;
}

const stateShape = z.object({ state: z.object({ state: z.string(), version: z.string() }) });
async function watch(document: string, id: string) {
  const client = await SocketClient.accepted(`${mall.server.origin.replace('http', 'ws')}/graphql`, {
    key: 'pk_demo',
  });
  const watching = client.subscribe(document, { id });
  const last = () => client.data(watching, stateShape).at(-1)?.state;
  await vi.waitFor(() => expect(last()).toBeDefined());
  return { client, last };
}
const eventShape = z.object({ kind: z.string(), listed: z.boolean(), prices: z.array(z.unknown()) });
const feedShape = z.object({ stockFeed: z.object({ events: z.array(eventShape) }) });
const withinSeconds = { timeout: soonMs + 5_000, interval: 50 };

test('whoever watches a pool hears of its end when it is there, not with the next minute', async () => {
  const deadline = soon();
  const pool = await openedPool(mall, { deadline: deadline.toISOString() });
  expect((await dueAt('crowdfunding-close', mall.uuid('pool', pool.id))) ?? 0).toBeGreaterThanOrEqual(
    deadline.getTime(),
  );
  mall.server.clock.set(deadline);
  const { client, last } = await watch(
    'subscription ($id: ID!) { state: poolProgress(poolId: $id) { state version } }',
    pool.id,
  );
  await vi.waitFor(() => expect(last()).toEqual({ state: 'RELEASED', version: '3' }), withinSeconds);
  await client.close();
});

test('whoever watches a vote hears of its end as soon', async () => {
  const endsAt = soon();
  const answer = await createCampaign(mall, { ...campaignInput(mall), endsAt });
  const id = z.string().parse(at(answer, 'voteCampaignCreate', 'campaign', 'id'));
  expect((await dueAt('voting-finish', mall.uuid('campaign', id))) ?? 0).toBeGreaterThanOrEqual(
    endsAt.getTime(),
  );
  mall.server.clock.set(endsAt);
  const { client, last } = await watch(
    'subscription ($id: ID!) { state: voteTally(campaignId: $id) { state version } }',
    id,
  );
  await vi.waitFor(() => expect(last()).toEqual({ state: 'CLOSED', version: '3' }), withinSeconds);
  await client.close();
});

test('whoever watches a good cause hears of its end as soon', async () => {
  const endsAt = soon();
  const { id } = await openedProject(mall, { endsAt: endsAt.toISOString() });
  expect((await dueAt('donation-close', mall.uuid('project', id))) ?? 0).toBeGreaterThanOrEqual(
    endsAt.getTime(),
  );
  const { client, last } = await watch(
    'subscription ($id: ID!) { state: donationProgress(projectId: $id) { state version } }',
    id,
  );
  expect(last()).toEqual({ state: 'OPEN', version: '1' });
  mall.server.clock.set(endsAt);
  await vi.waitFor(() => expect(last()).toEqual({ state: 'CLOSED', version: '3' }), withinSeconds);
  await client.close();
});

test('nobody asks the queue for the end of a good cause that has none', async () => {
  const { id } = await openedProject(mall);
  expect(await dueAt('donation-close', mall.uuid('project', id))).toBeNull();
});

test('partners hear of the end of a sale and of a price as soon', async () => {
  const turn = soon();
  const onSaleUntil = turn.toISOString();
  const plans = [{ price: { points: 10 } }, { price: { points: 5 }, endsAt: onSaleUntil }];
  await mall.reward({ plans, onSaleUntil });
  expect(
    await dueAt('catalog-turn-windows', `${mall.server.programs.first}:${turn.getTime()}`),
  ).toBeGreaterThanOrEqual(turn.getTime());
  const client = await SocketClient.accepted(`${mall.server.origin.replace('http', 'ws')}/graphql`, {
    key: 'pt_demo',
  });
  const id = client.subscribe('subscription { stockFeed { events { kind listed prices { points } } } }');
  await vi.waitFor(() => expect(client.data(id, feedShape)).toHaveLength(1));
  mall.server.clock.set(turn);
  const events = () => client.data(id, feedShape).flatMap(({ stockFeed }) => stockFeed.events);
  const ended = { kind: 'LISTING', listed: false, prices: [{ points: 10 }] };
  await vi.waitFor(() => expect(events().at(-1)).toEqual(ended), withinSeconds);
  await client.close();
});
