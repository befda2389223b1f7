import { expect, vi } from 'vitest';
import { notFound, own, type TenancyCases } from './case.js';

const text = { zh: '自家', en: 'Our own' };

export const crowdfundingCases: TenancyCases = {
  storefrontQueries: {
    pools: {
      document: '{ pools(first: 100) { nodes { id } } }',
      data: () => ({ pools: { nodes: [] } }),
    },
    pool: {
      document: `query ($id: ID!, $handle: String!) {
        byId: pool(id: $id) { title draw { seedHash entries { nodes { number } } } pledge { id } }
        byHandle: pool(handle: $handle) { title }
      }`,
      variables: ({ foreign }) => foreign.pool.pool,
      data: () => ({ byId: null, byHandle: null }),
    },
  },
  storefrontMutations: {
    poolPledge: notFound(
      'poolPledge',
      'PoolPledgeInput',
      ({ foreign }) => ({ poolId: foreign.pool.pool.id, points: 10, idempotencyKey: 'pledge' }),
      ['poolId'],
    ),
    poolWithdraw: notFound(
      'poolWithdraw',
      'PoolWithdrawInput',
      ({ foreign }) => ({ poolId: foreign.pool.pool.id, idempotencyKey: 'withdraw' }),
      ['poolId'],
    ),
  },
  subscriptions: {
    poolProgress: async ({ foreign }, client) => {
      const id = client.subscribe('subscription ($id: ID!) { poolProgress(poolId: $id) { pledged } }', {
        id: foreign.pool.pool.id,
      });
      await vi.waitFor(() => expect(client.errors(id)).toEqual(['NOT_FOUND']));
    },
  },
  adminQueries: {
    pools: {
      document: '{ pools(first: 100) { nodes { id } } }',
      data: () => ({ pools: { nodes: [] } }),
    },
    pool: {
      document: `query ($id: ID!, $handle: String!) {
        byId: pool(id: $id) { handle } byHandle: pool(handle: $handle) { id }
      }`,
      variables: ({ foreign }) => foreign.pool.pool,
      data: () => ({ byId: null, byHandle: null }),
    },
    poolPledges: {
      document: 'query ($id: ID!) { poolPledges(poolId: $id) { nodes { points member { id } } } }',
      variables: ({ foreign }) => ({ id: foreign.pool.pool.id }),
      data: () => ({ poolPledges: { nodes: [] } }),
    },
  },
  adminMutations: {
    poolCancel: notFound(
      'poolCancel',
      'PoolCancelInput',
      ({ foreign }) => ({ poolId: foreign.pool.pool.id, reason: text, idempotencyKey: 'cancel-pool' }),
      ['poolId'],
    ),
    poolSettle: notFound(
      'poolSettle',
      'PoolSettleInput',
      ({ foreign }) => ({ poolId: foreign.pool.pool.id, statement: text, idempotencyKey: 'settle-pool' }),
      ['poolId'],
    ),
    poolUpdate: notFound(
      'poolUpdate',
      'PoolUpdateInput',
      ({ foreign }) => ({ poolId: foreign.pool.pool.id, title: text }),
      ['poolId'],
    ),
    poolCreate: own('poolCreate', 'PoolCreateInput', ({ foreign, stage }) => ({
      handle: foreign.pool.pool.handle,
      title: text,
      terms: text,
      target: 10,
      allotment: 'SHARED',
      deadline: new Date(stage.server.clock.now().getTime() + 60_000).toISOString(),
    })),
  },
};
