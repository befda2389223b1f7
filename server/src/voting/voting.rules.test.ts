import { describe, expect, test } from 'vitest';
import type { CampaignFacts, Count } from './voting.rows.js';
import {
  checkAsked,
  checkBallot,
  countsAreTold,
  handlesFor,
  moved,
  launchOf,
  rewardDraft,
  share,
  stateAt,
  weigh,
  winner,
} from './voting.rules.js';

const campaign: CampaignFacts = {
  id: 'campaign',
  programId: 'program',
  title: { zh: '', en: '' },
  weighting: 'ballot',
  changeable: true,
  hidden: false,
  asksQuantity: true,
  mostPieces: 99,
  tier: null,
  endsAt: new Date('2026-12-01T00:00:00Z'),
  candidateIds: ['a', 'b'],
};
const count = (candidateId: string, ballots: number, weight = ballots, interest = 0): Count => ({
  candidateId,
  ballots,
  weight,
  interest,
});
const asked = { points: null, quantity: 0 };

describe('a ballot', () => {
  test('puts in whole points, at least one', () => {
    for (const points of [0, -1, 1.5, Number.MAX_SAFE_INTEGER + 1]) {
      expect(checkAsked({ ...asked, points })).toMatchObject({ code: 'INVALID_INPUT', path: ['points'] });
    }
    expect(checkAsked({ ...asked, points: 1 })).toBeNull();
  });

  test('asks for 0 to 99 pieces', () => {
    for (const quantity of [-1, 0.5]) {
      expect(checkAsked({ ...asked, quantity })).toMatchObject({ path: ['quantity'] });
    }
    expect([0, 99].map((quantity) => checkAsked({ ...asked, quantity }))).toEqual([null, null]);
    const ofTheCampaign = (quantity: number) => checkBallot(campaign, { ...asked, quantity }, null);
    expect([ofTheCampaign(99), ofTheCampaign(100)]).toMatchObject([null, { path: ['quantity'] }]);
  });

  test('names points exactly where points are put in', () => {
    const spent = { ...campaign, weighting: 'spent' as const };
    expect(checkBallot(spent, asked, null)).toMatchObject({ path: ['points'] });
    expect(checkBallot(spent, { ...asked, points: 5 }, null)).toBeNull();
    for (const weighting of ['ballot', 'counted'] as const) {
      expect(checkBallot({ ...campaign, weighting }, { ...asked, points: 5 }, null)).toMatchObject({
        path: ['points'],
      });
    }
  });

  test('names a quantity only where one is asked for', () => {
    const silent = { ...campaign, asksQuantity: false };
    expect(checkBallot(silent, { ...asked, quantity: 1 }, null)).toMatchObject({ path: ['quantity'] });
    expect(checkBallot(silent, asked, null)).toBeNull();
  });

  test('replaces an earlier one only where that is allowed', () => {
    expect(checkBallot(campaign, asked, { spent: 0 })).toBeNull();
    expect(checkBallot({ ...campaign, changeable: false }, asked, { spent: 0 })).toEqual({
      code: 'ALREADY_VOTED',
      campaignId: 'campaign',
    });
  });

  test('never takes out points that were put in', () => {
    const spent = { ...campaign, weighting: 'spent' as const };
    expect(checkBallot(spent, { ...asked, points: 9 }, { spent: 10 })).toMatchObject({ path: ['points'] });
    expect(checkBallot(spent, { ...asked, points: 10 }, { spent: 10 })).toBeNull();
  });

  test('weighs one, the points its member has, or the points put in', () => {
    const facts = { available: 8_000, points: 25 };
    expect((['ballot', 'counted', 'spent'] as const).map((way) => weigh(way, facts))).toEqual([1, 8_000, 25]);
  });
});

describe('the counts', () => {
  const counts = [count('a', 3, 3, 7), count('b', 2, 2, 1)];

  test('grow by a new ballot', () => {
    expect(moved(counts, null, { candidateId: 'b', weight: 10, quantity: 2 })).toEqual([
      count('a', 3, 3, 7),
      count('b', 3, 12, 3),
    ]);
  });

  test('move a changed ballot with its weight and quantity', () => {
    const earlier = { candidateId: 'a', weight: 1, quantity: 2 };
    expect(moved(counts, earlier, { candidateId: 'b', weight: 1, quantity: 1 })).toEqual([
      count('a', 2, 2, 5),
      count('b', 3, 3, 2),
    ]);
  });

  test('keep a ballot that stays where it is, at its new weight', () => {
    const earlier = { candidateId: 'a', weight: 1, quantity: 2 };
    expect(moved(counts, earlier, { candidateId: 'a', weight: 4, quantity: 0 })[0]).toEqual(
      count('a', 3, 6, 5),
    );
  });

  test('give each candidate a share in per cent with one place, rounded down', () => {
    expect(share(412, 999)).toBe(41.2);
    expect(share(57, 100)).toBe(57);
    expect(share(2, 3)).toBe(66.6);
    expect(share(0, 0)).toBe(0);
    expect(share(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).toBe(100);
  });

  test('are told unless the campaign hides them and is open', () => {
    expect(countsAreTold({ hidden: false, state: 'open' })).toBe(true);
    expect(countsAreTold({ hidden: true, state: 'open' })).toBe(false);
    expect(countsAreTold({ hidden: true, state: 'closed' })).toBe(true);
  });
});

describe('the winner', () => {
  test('has the most weight', () => {
    expect(winner([count('a', 5, 5), count('b', 1, 900)])).toBe('b');
  });

  test('has the most ballots among equal weights', () => {
    expect(winner([count('a', 3, 900), count('b', 5, 900)])).toBe('b');
  });

  test('is the one shown first among equals', () => {
    expect(winner([count('x', 0), count('b', 2), count('a', 2)])).toBe('b');
  });

  test('is nobody without a ballot', () => {
    expect(winner([count('a', 0), count('b', 0)])).toBeNull();
  });
});

describe('the end', () => {
  test('comes by the clock, before anybody closes the row', () => {
    const open = { state: 'open' as const, endsAt: campaign.endsAt };
    expect(stateAt(open, new Date('2026-11-30T23:59:59.999Z'))).toBe('open');
    expect(stateAt(open, campaign.endsAt)).toBe('closed');
    expect(stateAt({ ...open, state: 'announced' }, campaign.endsAt)).toBe('announced');
  });

  const candidate = {
    handle: 'rice-cake',
    title: { zh: '糕', en: 'Cake' },
    summary: { zh: '', en: '' },
    images: [],
    reward: {
      kind: 'physical' as const,
      points: 300,
      onHand: 40,
      category: 'treats',
      zones: ['new'],
      description: { zh: '', en: '' },
    },
  };
  const launchAt = new Date('2026-12-10T00:00:00Z');

  test('makes the winner a reward that goes on sale when it was promised', () => {
    expect(rewardDraft(candidate, { onSaleFrom: launchAt, featured: 50 })).toMatchObject({
      handle: 'rice-cake',
      onSaleFrom: launchAt,
      featured: 50,
      category: 'treats',
      zones: ['new'],
      variants: [{ plans: [{ points: 300, cash: null }], stock: { onHand: 40, batch: null } }],
    });
  });

  test('is launched as promised however shortly before that it ended, and is announced first when it ended later', () => {
    const launched = (closedAt: string) => launchOf(launchAt, new Date(closedAt), 1).toISOString();
    expect(launched('2026-12-01T00:00:00Z')).toBe('2026-12-10T00:00:00.000Z');
    expect(launched('2026-12-09T23:59:59Z')).toBe('2026-12-10T00:00:00.000Z');
    expect(launched('2026-12-10T00:00:00Z')).toBe('2026-12-11T00:00:00.000Z');
    expect(launched('2026-12-12T00:00:00Z')).toBe('2026-12-13T00:00:00.000Z');
  });

  test('finds another name for the reward when its own is taken', () => {
    const id = '01k0000000000000000000abcd';
    expect(handlesFor('rice-cake', id)).toEqual(['rice-cake', 'rice-cake-00abcd', `rice-cake-${id}`]);
    expect(Math.max(...handlesFor('x'.repeat(200), id).map((handle) => handle.length))).toBe(200);
  });
});
