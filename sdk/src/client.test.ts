/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';

import { createMall } from './client.js';
import * as generated from './generated/storefront.js';
import { type Answer, startHttpCounterpart } from './transport/http-counterpart.test-kit.js';

const documents = Object.entries(generated).filter(([name]) => name.endsWith('Document'));

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function meet(...answers: Answer[]) {
  const counterpart = await startHttpCounterpart(...answers);
  stops.push(counterpart.stop);
  const mall = createMall({ endpoint: counterpart.endpoint, publishableKey: 'pk_demo' });
  return { mall, seen: counterpart.seen };
}

describe('every operation of the SDK', () => {
  const schema = buildSchema(
    readFileSync(new URL('../../schema/storefront.graphql', import.meta.url), 'utf8'),
  );

  it.each(documents)('%s is valid for the storefront schema', (_name, text) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});

describe('a mall', () => {
  it('counts matches and facets for the first page of rewards only, unless told otherwise', async () => {
    const { mall, seen } = await meet({ json: { data: { rewards: { nodes: [] } } } });
    await mall.catalog.rewards({ query: '咖啡', first: 10 });
    await mall.catalog.rewards({ after: 'cursor' });
    await mall.catalog.rewards({ after: 'cursor', counts: true });
    // As callers in JavaScript or without `exactOptionalPropertyTypes` hand on what they were not given.
    await Reflect.apply(mall.catalog.rewards, null, [{ first: 10, counts: undefined }]);
    expect(seen.map(({ variables }) => variables)).toEqual([
      { counts: true, query: '咖啡', first: 10 },
      { counts: false, after: 'cursor' },
      { counts: true, after: 'cursor' },
      { counts: true, first: 10 },
    ]);
  });

  it('has no points, streak or exchanges to show while nobody is signed in', async () => {
    const { mall } = await meet({ json: { data: { me: null } } });
    expect(await mall.points.balance()).toBeNull();
    expect(await mall.points.statement()).toBeNull();
    expect(await mall.earning.checkInState()).toBeNull();
    expect(await mall.exchange.list()).toBeNull();
    expect(await mall.member()).toBeNull();
  });

  it('finds a reward by its id or by its handle', async () => {
    const { mall, seen } = await meet({ json: { data: { reward: null } } });
    expect(await mall.catalog.reward({ id: 'reward_1' })).toBeNull();
    expect(await mall.catalog.reward({ handle: 'drip-coffee' })).toBeNull();
    expect(seen.map(({ variables }) => variables)).toEqual([{ id: 'reward_1' }, { handle: 'drip-coffee' }]);
  });

  it('reads every entry of a draw, however many pages they are', async () => {
    const page = (numbers: number[], endCursor: string | null): Answer => {
      const nodes = numbers.map((number) => ({ number, points: 10 }));
      const pageInfo = { hasNextPage: endCursor !== null, endCursor };
      return { json: { data: { pool: { draw: { entries: { nodes, pageInfo } } } } } };
    };
    const { mall, seen } = await meet(page([1, 2], 'c2'), page([3, 4], 'c4'), page([5], null));
    const entries = await mall.crowdfunding.entries('pool_1');
    expect(entries.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(seen.map(({ variables }) => variables['after'])).toEqual([undefined, 'c2', 'c4']);
  });

  it('sends each mutation with its input and a key of its own', async () => {
    const { mall, seen } = await meet({ json: { data: { payload: { result: {}, userErrors: [] } } } });
    await mall.earning.checkIn();
    await mall.exchange.pay({ exchangeId: 'exchange_1', paymentMethod: 'test_ok' });
    await mall.exchange.cancel({ exchangeId: 'exchange_1' });
    const inputs = seen.map(({ variables }) => variables['input']);
    expect(inputs).toMatchObject([
      {},
      { exchangeId: 'exchange_1', paymentMethod: 'test_ok' },
      { exchangeId: 'exchange_1' },
    ]);
    expect(
      new Set(inputs.map((input) => JSON.stringify(input).match(/idempotencyKey":"(.+?)"/)?.[1])).size,
    ).toBe(3);
  });
});
