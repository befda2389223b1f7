import { expect } from 'vitest';
import { z } from 'zod';
import { mutation, notFound, own, refused, type TenancyCase } from './case.js';

/** A matcher of the test library, which calls them `any`. */
const matching = (matcher: unknown): unknown => matcher;
const ofLength = (length: number) =>
  matching(expect.toSatisfy((list: unknown) => Array.isArray(list) && list.length === length));

const unearned = z.array(z.object({ key: z.string(), earnedOn: z.null() })).min(1);
const noneEarned = matching(expect.toSatisfy((list: unknown) => unearned.safeParse(list).success));

const yuan = (amount: string) => ({ amount, currencyCode: 'CNY' });
const text = { zh: '自家', en: 'Our own' };
const variants = [{ pricePlans: [{ price: { points: 10 } }] }];

export const storefrontQueries: Record<string, TenancyCase> = {
  program: { document: '{ program { name } }', data: () => ({ program: { name: 'First brand' } }) },
  me: {
    document: `{ me {
      id exchanges { nodes { id } } statement { nodes { amount } } ballots { nodes { id } } notices { nodes { id } unreadCount }
      achievements { key earnedOn }
    } }`,
    data: ({ shopper }) => ({
      me: {
        id: shopper.id,
        exchanges: { nodes: [] },
        statement: { nodes: [{ amount: 1_000 }] },
        ballots: { nodes: [] },
        notices: { nodes: [], unreadCount: 0 },
        achievements: noneEarned,
      },
    }),
  },
  node: {
    document: 'query ($id: ID!) { node(id: $id) { __typename } }',
    variables: ({ foreign }) => ({ id: foreign.reward.id }),
    data: () => ({ node: null }),
  },
  nodes: {
    document: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }',
    variables: ({ foreign }) => ({ ids: foreign.ids }),
    data: ({ foreign }) => ({ nodes: foreign.ids.map(() => null) }),
  },
  exchange: {
    document: 'query ($id: ID!) { exchange(id: $id) { state } }',
    variables: ({ foreign }) => ({ id: foreign.confirmedId }),
    data: () => ({ exchange: null }),
  },
  categories: { document: '{ categories { id key title } }', data: () => ({ categories: [] }) },
  zones: { document: '{ zones { id key title } }', data: () => ({ zones: [] }) },
  reward: {
    document: `query ($id: ID!, $handle: String!) {
      byId: reward(id: $id) { title } byHandle: reward(handle: $handle) { title }
    }`,
    // The first brand may have the same handle, and then reads its own.
    variables: ({ foreign }) => ({ id: foreign.reward.id, handle: foreign.reward.handle }),
    data: () => ({ byId: null, byHandle: null }),
  },
  rewards: {
    document: `query ($category: String!, $zone: String!) {
      all: rewards(first: 100) { totalCount nodes { id } facets { categories { key } zones { key } } }
      inCategory: rewards(filter: { categories: [$category] }) { totalCount nodes { id } }
      inZone: rewards(filter: { zones: [$zone] }) { totalCount nodes { id } }
      searched: rewards(query: "kestrel") { totalCount nodes { id } }
    }`,
    variables: ({ foreign }) => ({ category: foreign.categoryKey, zone: foreign.zoneKey }),
    data: ({ reward }) => ({
      all: { totalCount: 1, nodes: [{ id: reward.id }], facets: { categories: [], zones: [] } },
      inCategory: { totalCount: 0, nodes: [] },
      inZone: { totalCount: 0, nodes: [] },
      searched: { totalCount: 0, nodes: [] },
    }),
  },
  stockFeedSnapshot: {
    document: '{ stockFeedSnapshot(first: 100) { nodes { variantId rewardId } } }',
    data: ({ reward }) => ({
      stockFeedSnapshot: { nodes: [{ variantId: reward.variantId, rewardId: reward.id }] },
    }),
  },
};

export const storefrontMutations: Record<string, TenancyCase> = {
  noticeMarkRead: notFound(
    'noticeMarkRead',
    'NoticeMarkReadInput',
    ({ foreign }) => ({ noticeId: foreign.noticeId }),
    ['noticeId'],
  ),
  checkIn: own('checkIn', 'CheckInInput', ({ foreign }) => ({ idempotencyKey: foreign.idempotencyKey })),
  exchangeCancel: notFound(
    'exchangeCancel',
    'ExchangeCancelInput',
    ({ foreign }) => ({ exchangeId: foreign.confirmedId, idempotencyKey: 'cancel' }),
    ['exchangeId'],
  ),
  exchangePay: notFound(
    'exchangePay',
    'ExchangePayInput',
    ({ foreign }) => ({ exchangeId: foreign.awaitingId, paymentMethod: 'test_ok', idempotencyKey: 'pay' }),
    ['exchangeId'],
  ),
  exchangeRedeem: {
    ...mutation('exchangeRedeem', 'ExchangeRedeemInput', ({ foreign, reward }) => ({
      lines: [
        { variantId: reward.variantId },
        { variantId: foreign.reward.variantId },
        { variantId: reward.variantId, pricePlanId: foreign.planId },
      ],
      idempotencyKey: `${foreign.idempotencyKey}-2`,
    })),
    data: () => ({
      exchangeRedeem: {
        userErrors: [
          { code: 'NOT_FOUND', path: ['lines', '1', 'variantId'] },
          { code: 'NOT_FOUND', path: ['lines', '2', 'pricePlanId'] },
        ],
      },
    }),
  },
};

export const adminQueries: Record<string, TenancyCase> = {
  categories: { document: '{ categories { id key } }', data: () => ({ categories: [] }) },
  zones: { document: '{ zones { id key } }', data: () => ({ zones: [] }) },
  program: { document: '{ program { handle } }', data: () => ({ program: { handle: 'demo' } }) },
  accessKeys: {
    document: '{ accessKeys { id kind } }',
    data: () => ({
      accessKeys: ofLength(3),
    }),
  },
  audit: {
    document: `query ($subject: String!, $actor: String!) {
      all: audit(first: 100) { nodes { action subject } }
      of: audit(subject: $subject) { nodes { id } } by: audit(actor: $actor) { nodes { id } }
      grants: audit(action: "pointsGrant") { nodes { id } }
    }`,
    variables: ({ foreign }) => ({ subject: foreign.reward.id, actor: foreign.keyId }),
    // Its own program, reward and grant.
    data: () => ({
      all: { nodes: ofLength(3) },
      of: { nodes: [] },
      by: { nodes: [] },
      grants: { nodes: ofLength(1) },
    }),
  },
  member: {
    document: `query ($id: ID!, $customerId: String!) {
      byId: member(id: $id) { customerId } byCustomer: member(customerId: $customerId) { id }
    }`,
    variables: ({ foreign }) => ({ id: foreign.memberId, customerId: foreign.customerId }),
    data: () => ({ byId: null, byCustomer: null }),
  },
  purchase: {
    document: `query ($id: ID!, $orderId: String!) {
      byId: purchase(id: $id) { points } byOrder: purchase(orderId: $orderId) { id }
    }`,
    variables: ({ foreign }) => ({ id: foreign.purchaseId, orderId: foreign.orderId }),
    data: () => ({ byId: null, byOrder: null }),
  },
  purchases: {
    document: `query ($memberId: ID!, $customerId: String!) {
      all: purchases { nodes { id } } byMember: purchases(memberId: $memberId) { nodes { id } }
      byCustomer: purchases(customerId: $customerId) { nodes { id } }
    }`,
    variables: ({ foreign }) => ({ memberId: foreign.memberId, customerId: foreign.customerId }),
    data: () => ({ all: { nodes: [] }, byMember: { nodes: [] }, byCustomer: { nodes: [] } }),
  },
  members: {
    document: `query ($customerId: String!) {
      all: members { nodes { id } } foreign: members(customerIds: [$customerId]) { nodes { id } }
    }`,
    variables: ({ foreign }) => ({ customerId: foreign.customerId }),
    data: ({ shopper }) => ({ all: { nodes: [{ id: shopper.id }] }, foreign: { nodes: [] } }),
  },
  exchange: {
    document: 'query ($id: ID!) { exchange(id: $id) { state } }',
    variables: ({ foreign }) => ({ id: foreign.confirmedId }),
    data: () => ({ exchange: null }),
  },
  exchanges: {
    document: `query ($after: String!) {
      all: exchanges { nodes { id } } behind: exchanges(after: $after) { nodes { id } }
    }`,
    variables: ({ foreign }) => ({ after: foreign.exchangeCursor }),
    data: () => ({ all: { nodes: [] }, behind: { nodes: [] } }),
  },
  reward: {
    document: `query ($id: ID!, $handle: String!) {
      byId: reward(id: $id) { handle } byHandle: reward(handle: $handle) { id }
    }`,
    variables: ({ foreign }) => ({ id: foreign.draft.id, handle: foreign.draft.handle }),
    data: () => ({ byId: null, byHandle: null }),
  },
  rewards: {
    document: '{ rewards(first: 100) { nodes { id } } }',
    data: ({ reward }) => ({ rewards: { nodes: [{ id: reward.id }] } }),
  },
};

export const adminMutations: Record<string, TenancyCase> = {
  accessKeyRevoke: notFound(
    'accessKeyRevoke',
    'AccessKeyRevokeInput',
    ({ foreign }) => ({ id: foreign.keyId }),
    ['id'],
  ),
  accessKeyRotate: notFound(
    'accessKeyRotate',
    'AccessKeyRotateInput',
    ({ foreign }) => ({ id: foreign.keyId }),
    ['id'],
  ),
  codesAdd: notFound(
    'codesAdd',
    'CodesAddInput',
    ({ foreign }) => ({ variantId: foreign.voucher.variantId, codes: ['A'], idempotencyKey: 'codes' }),
    ['variantId'],
  ),
  exchangeFulfil: notFound(
    'exchangeFulfil',
    'ExchangeFulfilInput',
    ({ foreign }) => ({ exchangeId: foreign.confirmedId, idempotencyKey: 'fulfil' }),
    ['exchangeId'],
  ),
  exchangeRefund: notFound(
    'exchangeRefund',
    'ExchangeRefundInput',
    ({ foreign }) => ({ exchangeId: foreign.confirmedId, idempotencyKey: 'refund' }),
    ['exchangeId'],
  ),
  purchaseRefund: notFound(
    'purchaseRefund',
    'PurchaseRefundInput',
    ({ foreign }) => ({ orderId: foreign.orderId, idempotencyKey: 'back' }),
    ['orderId'],
  ),
  stockAdjust: notFound(
    'stockAdjust',
    'StockAdjustInput',
    ({ foreign }) => ({ variantId: foreign.reward.variantId, change: -1, idempotencyKey: 'stock' }),
    ['variantId'],
  ),
  rewardList: notFound('rewardList', 'RewardListInput', ({ foreign }) => ({ ids: [foreign.draft.id] }), [
    'ids',
    '0',
  ]),
  rewardDelist: notFound(
    'rewardDelist',
    'RewardDelistInput',
    ({ foreign }) => ({ ids: [foreign.reward.id] }),
    ['ids', '0'],
  ),
  rewardUpdate: notFound(
    'rewardUpdate',
    'RewardUpdateInput',
    ({ foreign }) => ({ id: foreign.reward.id, title: text }),
    ['id'],
  ),
  rewardCreate: {
    document: `mutation ($inCategory: RewardCreateInput!, $inZone: RewardCreateInput!) {
      inCategory: rewardCreate(input: $inCategory) { userErrors { code path } }
      inZone: rewardCreate(input: $inZone) { userErrors { code path } }
    }`,
    variables: ({ foreign }) => {
      const reward = { handle: foreign.reward.handle, kind: 'PHYSICAL', title: text, variants };
      return {
        inCategory: { ...reward, category: foreign.categoryKey },
        inZone: { ...reward, zones: [foreign.zoneKey] },
      };
    },
    data: () => ({ inCategory: refused('category'), inZone: refused('zones') }),
  },
  categoryCreate: own('categoryCreate', 'CategoryCreateInput', ({ foreign }) => ({
    key: foreign.categoryKey,
    title: text,
  })),
  zoneCreate: own('zoneCreate', 'ZoneCreateInput', ({ foreign }) => ({ key: foreign.zoneKey, title: text })),
  categoryUpdate: notFound(
    'categoryUpdate',
    'CategoryUpdateInput',
    ({ foreign }) => ({ id: foreign.categoryId, title: text }),
    ['id'],
  ),
  zoneUpdate: notFound(
    'zoneUpdate',
    'ZoneUpdateInput',
    ({ foreign }) => ({ id: foreign.zoneId, title: text }),
    ['id'],
  ),
  catalogImport: own('catalogImport', 'CatalogImportInput', ({ foreign }) => ({
    csv: `Handle,Title,Variant Price\n${foreign.reward.handle},Our own,9.90\n`,
  })),
  accessKeyCreate: own('accessKeyCreate', 'AccessKeyCreateInput', () => ({ kind: 'PARTNER', label: 'Ours' })),
  memberTokenCreate: own('memberTokenCreate', 'MemberTokenCreateInput', ({ foreign }) => ({
    customerId: foreign.customerId,
    displayName: 'Ours',
  })),
  pointsGrant: own('pointsGrant', 'PointsGrantInput', ({ foreign }) => ({
    customerId: foreign.customerId,
    points: 5,
    idempotencyKey: foreign.idempotencyKey,
  })),
  purchaseRecord: own('purchaseRecord', 'PurchaseRecordInput', ({ foreign }) => ({
    orderId: foreign.orderId,
    customerId: foreign.customerId,
    total: yuan('7.00'),
  })),
};
