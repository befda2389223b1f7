import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { encodeId } from '../server/src/platform/ids.js';
import { SocketClient } from './socket-client.js';
import { startTestServer, type TestServer } from './start-server.js';

const watchBalance = 'subscription { balance { available version } }';
const balanceShape = z.object({ balance: z.object({ available: z.number(), version: z.string() }) });

let server: TestServer;
let url: string;

beforeAll(async () => {
  server = await startTestServer({ program: { rules: { purchase: { pendingDays: 7 } } } });
  url = `${server.origin.replace('http', 'ws')}/graphql`;
});

afterAll(async () => {
  await server.close();
});

async function grant(customerId: string, points: number, idempotencyKey: string) {
  const answer = await server.admin(
    `mutation ($input: PointsGrantInput!) { pointsGrant(input: $input) { userErrors { code } } }`,
    { input: { customerId, points, note: { zh: '礼物', en: 'A gift' }, idempotencyKey } },
  );
  expect(answer.data?.['pointsGrant']).toEqual({ userErrors: [] });
}

const member = async (customerId: string) => {
  const { token } = await server.memberToken(customerId);
  return SocketClient.accepted(url, { key: 'pk_demo', token });
};
const available = (client: SocketClient, id: string) =>
  client.data(id, balanceShape).map((data) => data.balance.available);

describe('watching one’s own balance', () => {
  it('shows the present balance first and every credit the moment it is booked', async () => {
    const client = await member('mei');
    const id = client.subscribe(watchBalance);
    await vi.waitFor(() => expect(available(client, id)).toEqual([0]));
    await grant('mei', 100, 'gift-1');
    await vi.waitFor(() => expect(available(client, id)).toEqual([0, 100]));
    await client.close();
  });

  it('shows also what becomes pending', async () => {
    const client = await member('sun');
    const id = client.subscribe('subscription { balance { pending } }');
    const shape = z.object({ balance: z.object({ pending: z.number() }) });
    const pending = () => client.data(id, shape).map(({ balance }) => balance.pending);
    await vi.waitFor(() => expect(pending()).toEqual([0]));
    const total = { amount: '100.00', currencyCode: 'CNY' };
    await server.admin(
      'mutation ($input: PurchaseRecordInput!) { purchaseRecord(input: $input) { userErrors { code } } }',
      { input: { orderId: 'order-1', customerId: 'sun', total } },
    );
    await vi.waitFor(() => expect(pending()).toEqual([0, 100]));
    await client.close();
  });

  it('tells nobody of another member’s points', async () => {
    const [mine, other] = [await member('li'), await member('wang')];
    const [ofMine, ofOther] = [mine, other].map((client) => client.subscribe(watchBalance));
    await vi.waitFor(() =>
      expect([available(mine, ofMine ?? ''), available(other, ofOther ?? '')]).toEqual([[0], [0]]),
    );
    await grant('wang', 70, 'gift-2');
    await vi.waitFor(() => expect(available(other, ofOther ?? '')).toEqual([0, 70]));
    await grant('li', 30, 'gift-3');
    await vi.waitFor(() => expect(available(mine, ofMine ?? '')).toEqual([0, 30]));
    await Promise.all([mine.close(), other.close()]);
  });

  it('is refused without a member token', async () => {
    const client = await SocketClient.accepted(url, { key: 'pk_demo' });
    const id = client.subscribe(watchBalance);
    await vi.waitFor(() => expect(client.errors(id)).toEqual(['UNAUTHENTICATED']));
    await client.close();
  });
});

describe('watching one’s own exchange', () => {
  const watchExchange = 'subscription ($id: ID!) { exchange(id: $id) { id state version lines { title } } }';
  const exchangeShape = z.object({
    exchange: z.object({
      id: z.string(),
      state: z.string(),
      lines: z.array(z.object({ title: z.string() })),
    }),
  });

  it('shows each state in the member’s language, and to nobody else', async () => {
    const { token, id: memberId } = await server.memberToken('zhao');
    await grant('zhao', 1_000, 'gift-4');
    const variantId = await stockedVariant(server);
    const redeemed = await server.storefront(
      `mutation ($input: ExchangeRedeemInput!) { exchangeRedeem(input: $input) { exchange { id } userErrors { code } } }`,
      { input: { idempotencyKey: 'exchange-1', lines: [{ variantId }] } },
      { token },
    );
    const shape = z.object({ exchangeRedeem: z.object({ exchange: z.object({ id: z.string() }) }) });
    const { id } = shape.parse(redeemed.data).exchangeRedeem.exchange;
    expect(memberId).toContain('member_');
    const own = await SocketClient.accepted(url, { key: 'pk_demo', token, language: 'en' });
    const foreign = await member('li');
    const [mine, theirs] = [own, foreign].map((client) => client.subscribe(watchExchange, { id }));
    const states = () => own.data(mine ?? '', exchangeShape).map((data) => data.exchange.state);
    await vi.waitFor(() => expect(states()).toEqual(['CONFIRMED']));
    expect(own.data(mine ?? '', exchangeShape)[0]?.exchange.lines).toEqual([{ title: 'Drip coffee' }]);
    await vi.waitFor(() => expect(foreign.errors(theirs ?? '')).toEqual(['NOT_FOUND']));
    const cancelled = await server.storefront(
      `mutation ($input: ExchangeCancelInput!) { exchangeCancel(input: $input) { userErrors { code } } }`,
      { input: { idempotencyKey: 'cancel-1', exchangeId: id } },
      { token },
    );
    expect(cancelled.data?.['exchangeCancel']).toEqual({ userErrors: [] });
    await vi.waitFor(() => expect(states().at(-1)).toBe('CANCELLED'));
    await Promise.all([own.close(), foreign.close()]);
  });
});

/** A listed reward of 500 points with ten on hand, in the first brand. */
async function stockedVariant({ database, programs, clock }: TestServer): Promise<string> {
  const text = JSON.stringify({ zh: '挂耳咖啡', en: 'Drip coffee' });
  const variant = '01a20000-0000-7000-8000-000000000002';
  await database.query(
    `WITH r AS (
       INSERT INTO reward (id, program_id, handle, kind, state, title, summary, description, created_at, updated_at)
       VALUES ('01a20000-0000-7000-8000-000000000001', $1, 'coffee', 'physical', 'listed', $2, $2, $2, $3, $3) RETURNING id
     ), v AS (
       INSERT INTO variant (id, program_id, reward_id, title) SELECT $4::uuid, $1, r.id, $2 FROM r
     ), s AS (
       INSERT INTO stock (variant_id, program_id, on_hand) VALUES ($4::uuid, $1, 10)
     )
     INSERT INTO price_plan (id, program_id, variant_id, points) VALUES ('01a20000-0000-7000-8000-000000000003', $1, $4::uuid, 500)`,
    [programs.first, text, clock.now(), variant],
  );
  return encodeId('variant', variant);
}
