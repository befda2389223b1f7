import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { StagePool } from './crowdfunding-stage.js';
import type { MallStage, Shopper } from './mall-stage.js';
import { at } from './start-server.js';

const payload = z.object({
  pledge: z.looseObject({ id: z.string(), number: z.number(), points: z.number() }).nullable(),
  progress: z.looseObject({ pledged: z.number(), version: z.string() }).nullable(),
  userErrors: z.array(z.unknown()),
});

const fields = `
  pledge { id number points state allotted pool { handle } }
  progress { state pledged left percent backers version }
  userErrors { code path ... on TargetReached { pointsLeft } ... on AmountOutOfRange { least most } ... on InvalidState { state }
    ... on InsufficientPoints { balance required } }`;

const noticesShape = z.array(z.object({ kind: z.string(), message: z.string() }));

/** What members do with the pools of a whole mall, and what they see of them. */
export function poolsOf(mall: () => MallStage) {
  const seen = async (pool: StagePool, selection: string): Promise<unknown> => {
    const document = `query ($id: ID!) { pool(id: $id) { ${selection} } }`;
    return at(await mall().server.storefront(document, { id: pool.id }), 'pool');
  };
  return {
    seen,
    pledge: async (shopper: Shopper, { id: poolId }: StagePool, points: number, more: object = {}) => {
      const input = { poolId, points, idempotencyKey: mall().name(), ...more };
      const answer = await shopper.ask(
        `mutation ($input: PoolPledgeInput!) { poolPledge(input: $input) { ${fields} } }`,
        { input },
      );
      return payload.parse(at(answer, 'poolPledge'));
    },
    withdraw: async (shopper: Shopper, { id: poolId }: Pick<StagePool, 'id'>) => {
      const input = { poolId, idempotencyKey: mall().name() };
      const answer = await shopper.ask(
        `mutation ($input: PoolWithdrawInput!) { poolWithdraw(input: $input) { ${fields} } }`,
        { input },
      );
      return payload.parse(at(answer, 'poolWithdraw'));
    },
    reaches: (pool: StagePool, state: string) =>
      vi.waitFor(async () => expect(await seen(pool, 'progress { state }')).toEqual({ progress: { state } })),
    /** What this member was told, newest first. */
    told: async (shopper: Shopper) => {
      const answer = await shopper.ask('{ me { notices(first: 10) { nodes { kind message } } } }');
      return noticesShape.parse(at(answer, 'me', 'notices', 'nodes'));
    },
  };
}
