import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mostPlans, mostVariants } from '../server/src/catalog/draft.rules.js';
import { mostOptions } from '../server/src/catalog/draft-texts.rules.js';
import { mostCodes } from '../server/src/exchange/add-codes.js';
import { SocketClient } from './socket-client.js';
import { startTestServer } from './start-server.js';
import type { TestServer } from './start-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const times = <T>(count: number, make: (nth: number) => T) =>
  Array.from({ length: count }, (_, nth) => make(nth));
const words = { zh: '杯', en: 'Mug' };
const nowhere = 'variant_01kasx3n9yeqvbc2r4s5t6v7w8';

describe('the largest inputs there may be', () => {
  it('of a reward are read', async () => {
    const plan = {
      price: { points: 1, cash: { amount: '1.00', currencyCode: 'CNY' } },
      label: words,
      startsAt: '2026-11-22T04:00:00Z',
      endsAt: '2026-11-23T04:00:00Z',
      tier: 'there is none',
    };
    const variant = (nth: number) => ({
      id: nowhere,
      sku: `sku ${nth}`,
      title: words,
      options: times(mostOptions, () => ({ name: words, value: words })),
      pricePlans: times(mostPlans, () => plan),
    });
    const input = { handle: '!', kind: 'PHYSICAL', title: words, variants: times(mostVariants, variant) };
    const answer = await server.admin(
      'mutation ($input: RewardCreateInput!) { rewardCreate(input: $input) { userErrors { code } } }',
      { input },
    );
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).toContain('INVALID_INPUT');
  });

  it('of codes are read', async () => {
    const input = { idempotencyKey: 'k', variantId: nowhere, codes: times(mostCodes, (nth) => `c${nth}`) };
    const answer = await server.admin(
      'mutation ($input: CodesAddInput!) { codesAdd(input: $input) { userErrors { code } } }',
      { input },
    );
    expect(answer.data).toEqual({ codesAdd: { userErrors: [{ code: 'NOT_FOUND' }] } });
  });
});

describe('variables with more values than are read', () => {
  const nulls = { ids: times(30_000, () => null) };
  const unknown = { filter: Object.fromEntries(times(4_000, (nth) => [`x${nth}`, 1])) };
  const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const rewards = 'query ($filter: RewardFilter) { rewards(filter: $filter) { totalCount } }';

  it.each([
    ['that are too many', nodes, nulls],
    ['of which all are wrong', rewards, unknown],
  ])('%s are refused shortly, before and after the text is known', async (_what, query, variables) => {
    await server.storefront(query, { ids: [] });
    for (let nth = 0; nth < 3; nth += 1) {
      const answer = await server.storefront(query, variables);
      expect(answer).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]?.message.length).toBeLessThan(310);
      await server.storefront(query, { ids: [] });
    }
  });

  it('are refused over a socket, too', async () => {
    const url = `${server.origin.replace('http', 'ws')}/graphql`;
    const client = await SocketClient.accepted(url, { key: 'pk_demo' });
    const watch = 'subscription ($ids: [ID!]!) { stock(variantIds: $ids) { available } }';
    const ids = [
      client.subscribe(watch, { ids: times(30_000, () => 0) }),
      client.subscribe(watch, { ids: times(4_000, () => null) }),
    ];
    await vi.waitFor(() => {
      for (const id of ids) expect(client.errors(id)).toEqual(['BAD_USER_INPUT']);
    });
    await client.close();
  });
});
