import type { GraphQLObjectType } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { composedSchemas } from '../server/src/schemas.js';
import { SocketClient } from './socket-client.js';
import type { Answer } from './start-server.js';
import {
  adminMutations,
  adminQueries,
  storefrontMutations,
  storefrontQueries,
  subscriptions,
} from './tenancy/cases.js';
import { FOREIGN_WORD, openTwoMalls, rowsOf, type TwoMalls } from './two-malls.js';

let malls: TwoMalls;
let before: Record<string, string>;
beforeAll(async () => {
  malls = await openTwoMalls();
});
beforeEach(async () => {
  before = await rowsOf(malls.stage, malls.stage.server.programs.second);
});
// Whatever the first brand calls: nothing of the second has changed, and nothing went wrong inside.
afterEach(async () => {
  expect(await rowsOf(malls.stage, malls.stage.server.programs.second)).toEqual(before);
  expect(malls.stage.server.log).toEqual([]);
});
afterAll(() => malls.stage.close());

/** No answer to the first brand names anything of the second. */
function tellsNothing(told: unknown): void {
  const text = JSON.stringify(told);
  expect(malls.foreign.ids.filter((id) => text.includes(id))).toEqual([]);
  expect(text).not.toContain(FOREIGN_WORD);
}

const schemas = composedSchemas();
const fieldsOf = (type: GraphQLObjectType | null | undefined) =>
  Object.keys(type?.getFields() ?? {}).toSorted();

type Ask = (document: string, variables: object) => Promise<Answer>;
const asMember: Ask = (document, variables) => malls.shopper.ask(document, variables);
const asPartner: Ask = (document, variables) =>
  malls.stage.server.storefront(document, variables, { key: 'pt_demo' });
const asOperator: Ask = (document, variables) => malls.stage.server.admin(document, variables);

describe.each([
  ['query of the storefront', storefrontQueries, schemas.storefront.getQueryType(), asMember],
  ['mutation of the storefront', storefrontMutations, schemas.storefront.getMutationType(), asMember],
  ['query of the admin schema', adminQueries, schemas.admin.getQueryType(), asOperator],
  ['mutation of the admin schema', adminMutations, schemas.admin.getMutationType(), asOperator],
])('every %s', (_what, cases, type, ask) => {
  it('has a case here', () => {
    expect(Object.keys(cases).toSorted()).toEqual(fieldsOf(type));
  });

  it.each(Object.entries(cases))(
    'reaches nothing of another brand: %s',
    async (name, { document, variables, data }) => {
      const call = name === 'stockFeedSnapshot' ? asPartner : ask;
      const answer = await call(document, variables?.(malls) ?? {});
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual(data(malls));
      tellsNothing(answer.data);
    },
  );
});

describe('every subscription of the storefront', () => {
  const cases: Record<string, () => Promise<void>> = {
    balance: async () => {
      const client = await member();
      const id = client.subscribe('subscription { balance { available } }');
      const shape = z.object({ balance: z.object({ available: z.number() }) });
      const { available } = await malls.shopper.balance();
      await vi.waitFor(() => expect(client.data(id, shape)).toEqual([{ balance: { available } }]));
      await client.close();
    },
    exchange: async () => {
      const client = await member();
      const id = client.subscribe('subscription ($id: ID!) { exchange(id: $id) { state } }', {
        id: malls.foreign.confirmedId,
      });
      await vi.waitFor(() => expect(client.errors(id)).toEqual(['NOT_FOUND']));
      tellsNothing(client.data(id, z.unknown()));
      await client.close();
    },
    stock: async () => {
      const client = await member();
      const id = client.subscribe('subscription ($ids: [ID!]!) { stock(variantIds: $ids) { available } }', {
        ids: [malls.reward.variantId, malls.foreign.reward.variantId],
      });
      await vi.waitFor(() => expect(client.errors(id)).toEqual(['NOT_FOUND']));
      await client.close();
    },
    stockFeed: async () => {
      const client = await SocketClient.accepted(socketUrl(), { key: 'pt_demo' });
      const id = client.subscribe(
        'subscription ($after: String!) { stockFeed(after: $after) { events { variantId rewardId } } }',
        { after: malls.feedStart },
      );
      const shape = z.object({
        stockFeed: z.object({ events: z.array(z.object({ variantId: z.string(), rewardId: z.string() })) }),
      });
      const events = () => client.data(id, shape).flatMap(({ stockFeed }) => stockFeed.events);
      // The second brand furnished its mall first: its events stand before this one in the log.
      await vi.waitFor(() => expect(events().map((event) => event.rewardId)).toContain(malls.reward.id));
      tellsNothing(events());
      await client.close();
    },
    ...Object.fromEntries(
      Object.entries(subscriptions).map(([name, run]) => [
        name,
        async () => {
          const client = await member();
          await run(malls, client);
          tellsNothing(client.messages);
          await client.close();
        },
      ]),
    ),
  };
  const socketUrl = () => `${malls.stage.server.origin.replace('http', 'ws')}/graphql`;
  const member = async () =>
    SocketClient.accepted(socketUrl(), { key: 'pk_demo', token: await malls.shopper.token() });

  it('has a case here', () => {
    expect(Object.keys(cases).toSorted()).toEqual(fieldsOf(schemas.storefront.getSubscriptionType()));
  });

  it.each(Object.entries(cases))('reaches nothing of another brand: %s', async (_name, run) => {
    await run();
    expect(malls.stage.server.log).toEqual([]);
  });
});

describe('the admin schema', () => {
  it('has no subscriptions', () => expect(schemas.admin.getSubscriptionType() ?? null).toBeNull());
});

describe('the same names in two malls', () => {
  it('are two members, two orders and two rewards', async () => {
    const { stage, foreign } = malls;
    const ours = await stage.server.admin(
      'query ($c: String!, $h: String!) { member(customerId: $c) { id balance { available } } reward(handle: $h) { id } }',
      {
        c: foreign.customerId,
        h: foreign.reward.handle,
      },
    );
    const theirs = await stage.server.admin(
      'query ($c: String!, $h: String!) { member(customerId: $c) { id balance { available held } } reward(handle: $h) { id } }',
      { c: foreign.customerId, h: foreign.reward.handle },
      'sk_demo2',
    );
    tellsNothing(ours.data);
    expect(ours.data).toMatchObject({ member: { balance: { available: 12 } } });
    expect(theirs.data).toEqual({
      member: { id: foreign.memberId, balance: { available: 40_480, held: 10 } },
      reward: { id: foreign.reward.id },
    });
  });
});
