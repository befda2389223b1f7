import { notFound, own, type TenancyCases } from './case.js';

export const tierCases: TenancyCases = {
  storefrontQueries: {
    tiers: {
      document: '{ tiers { key } me { tier { score } } }',
      data: () => ({
        tiers: [{ key: 'silver' }, { key: 'gold' }, { key: 'diamond' }],
        me: { tier: { score: 0 } },
      }),
    },
    tierRules: {
      document:
        '{ tierRules { current { sprint { days } tiers { key } } announced { changes { sentence } } } }',
      data: () => ({
        tierRules: {
          current: { sprint: { days: 30 }, tiers: [{ key: 'silver' }, { key: 'gold' }, { key: 'diamond' }] },
          announced: null,
        },
      }),
    },
  },
  storefrontMutations: {},
  subscriptions: {},
  adminQueries: {
    benefitUsage: {
      document: '{ benefitUsage(from: "2026-01-01", until: "2026-12-31") { tier benefit uses } }',
      data: () => ({ benefitUsage: [] }),
    },
    tierRules: {
      document: '{ tierRules { version inForce rules { sprint { days } } } }',
      data: () => ({ tierRules: [{ version: 1, inForce: true, rules: { sprint: { days: 30 } } }] }),
    },
    tierPreview: {
      document: '{ tierPreview(rules: { windowMonths: 24 }) { members up down moves { count } } }',
      data: () => ({ tierPreview: { members: 1, up: 0, down: 0, moves: [] } }),
    },
  },
  adminMutations: {
    memberBenefitUse: notFound(
      'memberBenefitUse',
      'MemberBenefitUseInput',
      ({ foreign }) => ({ memberId: foreign.memberId, idempotencyKey: 'serve' }),
      ['memberId'],
    ),
    tierRulesChange: own('tierRulesChange', 'TierRulesChangeInput', () => ({
      rules: { sprint: { days: 31 } },
    })),
  },
};
