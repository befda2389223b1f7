import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { verifyDraw } from '../sdk/src/index.js';
import { patience, SdkStage } from './sdk-stage.js';

const dayMs = 86_400_000;
const words = (text: string) => ({ zh: text, en: text });

let stage: SdkStage;
beforeAll(async () => {
  stage = await SdkStage.open();
});
afterEach(() => stage.closeMalls());
afterAll(() => stage.close());

const later = (days: number) => new Date(stage.server.clock.now().getTime() + days * dayMs).toISOString();

describe('with the SDK a member', () => {
  it('gives to a good cause, which moves its bar for everybody, and has a receipt', async () => {
    await stage.admin('donationProjectCreate', 'DonationProjectCreateInput', {
      handle: 'library',
      title: words('A library'),
      recipient: words('The village'),
      goal: 200,
      overFunding: 'STOP',
      milestones: [{ points: 100, title: words('Shelves') }],
    });
    await stage.grant('hana', 500);
    const [hana, visitor] = [stage.openMall('hana'), stage.openMall()];
    const project = await visitor.donation.project({ handle: 'library' });
    if (project === null) throw new Error('The project is not in the mall.');
    const seen: object[] = [];
    visitor.live.donationProgress(project.id, (state) => seen.push(state));
    await vi.waitFor(() => expect(seen).toMatchObject([{ raised: 0, goal: 200, donors: 0 }]), patience);

    const gift = { projectId: project.id, points: 120, anonymous: false, idempotencyKey: 'hana-gives' };
    const { donation, progress } = await hana.donation.give(gift);
    expect(donation).toMatchObject({ number: 'LIBRARY-000001', points: 120 });
    expect(progress).toMatchObject({ raised: 120, percent: 60, lastMilestone: { title: 'Shelves' } });
    await vi.waitFor(
      () => expect(seen.at(-1)).toMatchObject({ raised: 120, donors: 1, lastMilestone: { points: 100 } }),
      patience,
    );
    expect((await hana.donation.give(gift)).donation).toEqual(donation);
    await expect(hana.donation.give({ projectId: project.id, points: 81 })).rejects.toMatchObject({
      code: 'TARGET_REACHED',
      errors: [{ pointsLeft: 80 }],
    });

    expect(await hana.donation.receipt(donation.id)).toEqual(donation);
    expect((await hana.donation.list())?.nodes).toEqual([donation]);
    expect((await visitor.donation.project({ handle: 'library' }))?.gifts.nodes).toMatchObject([
      { points: 120 },
    ]);
    const more = await hana.donation.give({ projectId: project.id, points: 1, anonymous: true });
    expect(more.progress.raised).toBe(121);
    const first = await visitor.donation.gifts({ handle: 'library', first: 1 });
    expect(first).toMatchObject({ nodes: [{ points: 1, donorName: null }], pageInfo: { hasNextPage: true } });
    const after = first?.pageInfo.endCursor ?? null;
    expect(await visitor.donation.gifts({ id: project.id, after })).toMatchObject({
      nodes: [{ points: 120 }],
      pageInfo: { hasNextPage: false },
    });
    expect((await visitor.donation.news({ handle: 'library' }))?.nodes).toEqual([]);
    expect(await visitor.donation.news({ handle: 'nowhere' })).toBeNull();
    expect((await visitor.donation.projects({ open: true })).nodes).toMatchObject([{ handle: 'library' }]);
    expect(await hana.points.balance()).toMatchObject({ available: 379 });
  });

  it('pledges, raises and takes back, and checks the draw of a pool that became full', async () => {
    await stage.admin('poolCreate', 'PoolCreateInput', {
      handle: 'piano',
      title: words('A piano'),
      terms: words('One backer gets it'),
      target: 300,
      allotment: 'DRAW',
      winners: 1,
      deadline: later(3),
    });
    for (const customer of ['ivan', 'jana']) await stage.grant(customer, 400);
    const [ivan, jana, visitor] = [stage.openMall('ivan'), stage.openMall('jana'), stage.openMall()];
    const before = await visitor.crowdfunding.pool({ handle: 'piano' });
    if (before === null) throw new Error('The pool is not in the mall.');
    const { id: poolId } = before;
    const seen: object[] = [];
    visitor.live.poolProgress(poolId, (state) => seen.push(state));
    await vi.waitFor(() => expect(seen).toMatchObject([{ pledged: 0, target: 300, backers: 0 }]), patience);

    await ivan.crowdfunding.pledge({ poolId, points: 100 });
    const raised = await ivan.crowdfunding.pledge({ poolId, points: 200 });
    expect(raised).toMatchObject({ pledge: { points: 200 }, progress: { pledged: 200, backers: 1 } });
    expect(await ivan.points.balance()).toMatchObject({ available: 200, held: 200 });
    await jana.crowdfunding.pledge({ poolId, points: 50 });
    expect(await jana.crowdfunding.withdraw({ poolId })).toMatchObject({ progress: { pledged: 200 } });
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ pledged: 200, backers: 1 }), patience);
    await expect(jana.crowdfunding.pledge({ poolId, points: 101 })).rejects.toMatchObject({
      code: 'TARGET_REACHED',
    });
    await jana.crowdfunding.pledge({ poolId, points: 100 });
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ pledged: 300, state: 'COMPLETED' }), patience);

    const after = await jana.crowdfunding.pool({ handle: 'piano' });
    const { seed, seedHash, winners } = after?.draw ?? {};
    expect(seedHash).toBe(before.draw?.seedHash);
    const entries = await visitor.crowdfunding.entries(poolId);
    expect(entries).toMatchObject([{ points: 200 }, { points: 100 }]);
    const drawn = await verifyDraw({
      poolId,
      seed: seed ?? '',
      seedHash: seedHash ?? '',
      entries,
      winners: 1,
    });
    expect(drawn).toEqual({ seedMatches: true, winners: winners?.map(({ number }) => number) });
    expect(drawn.winners).toHaveLength(1);
    expect((await ivan.crowdfunding.list())?.nodes).toMatchObject([{ points: 200, state: 'CAPTURED' }]);
    expect((await ivan.crowdfunding.list({ state: 'HELD' }))?.nodes).toEqual([]);
  });

  it('votes, votes again, and learns what is coming', async () => {
    const candidates = ['oolong', 'matcha'].map((handle) => ({ handle, title: words(handle), points: 80 }));
    const made = await stage.admin(
      'voteCampaignCreate',
      'VoteCampaignCreateInput',
      { handle: 'tea', title: words('Which tea?'), candidates, endsAt: later(2), launchAt: later(9) },
      'campaign { id }',
    );
    const { id: campaignId } = z.object({ campaign: z.object({ id: z.string() }) }).parse(made).campaign;
    const [kim, visitor] = [stage.openMall('kim'), stage.openMall()];
    const campaign = await visitor.voting.campaign({ handle: 'tea' });
    const [oolong, matcha] = campaign?.candidates ?? [];
    if (oolong === undefined || matcha === undefined) throw new Error('The candidates are not in the mall.');
    const seen: object[] = [];
    visitor.live.voteTally(campaignId, (state) => seen.push(state));
    await vi.waitFor(() => expect(seen).toMatchObject([{ ballots: 0, state: 'OPEN' }]), patience);

    const { ballot } = await kim.voting.cast({ campaignId, candidateId: oolong.id });
    const again = await kim.voting.cast({ campaignId, candidateId: matcha.id });
    expect(again).toMatchObject({ ballot: { id: ballot.id, candidateId: matcha.id }, tally: { ballots: 1 } });
    await vi.waitFor(
      () => expect(seen.at(-1)).toMatchObject({ candidates: [{ ballots: 0 }, { ballots: 1 }] }),
      patience,
    );
    stage.server.clock.set(later(2));
    await stage.server.runJob('voting-finish');
    await vi.waitFor(
      () => expect(seen.at(-1)).toMatchObject({ state: 'ANNOUNCED', winnerId: matcha.id }),
      patience,
    );
    await expect(kim.voting.cast({ campaignId, candidateId: oolong.id })).rejects.toMatchObject({
      code: 'INVALID_STATE',
    });
    expect((await kim.voting.campaigns({ open: false })).nodes).toMatchObject([
      { handle: 'tea', ballot: { candidateId: matcha.id }, reward: { handle: 'matcha' } },
    ]);
    expect((await kim.voting.ballots())?.nodes).toMatchObject([
      { id: ballot.id, campaign: { handle: 'tea' }, candidate: { title: matcha.title } },
    ]);
  });

  it('climbs the ladder by what they buy', async () => {
    const lena = stage.openMall('lena');
    await lena.member();
    const total = { amount: '2000.00', currencyCode: 'CNY' };
    const input = { customerId: 'lena', orderId: 'lena-1', total };
    await stage.admin('purchaseRecord', 'PurchaseRecordInput', input);
    const [silver, gold] = await lena.tier.ladder();
    expect(await lena.tier.own()).toMatchObject({
      current: { key: silver?.key },
      next: { key: gold?.key },
      score: 1_200,
      missing: (gold?.from ?? 0) - 1_200,
    });
    expect(await lena.tier.rules()).toMatchObject({
      current: { weights: { spend: 60 }, sentences: { length: 6 }, tiers: [{ key: 'silver' }, {}, {}] },
      announced: null,
    });
    await stage.admin(
      'tierRulesChange',
      'TierRulesChangeInput',
      { rules: { sprint: { days: 14 } } },
      'version { version }',
    );
    expect((await lena.tier.rules()).announced).toMatchObject({
      rules: { sprint: { days: 14 } },
      changes: [{ couldLose: true }],
    });
    expect((await lena.notices())?.nodes).toMatchObject([{ kind: 'TIER_RAISED' }]);
    const ladder = (await lena.achievements())?.filter(({ kind }) => kind === 'TIER');
    expect(ladder).toMatchObject([
      { key: 'tier-silver', earnedOn: expect.any(String) as unknown, next: false },
      { key: 'tier-gold', earnedOn: null, next: true, progress: { done: 1_200, of: gold?.from } },
      { key: 'tier-diamond', earnedOn: null, next: false },
    ]);
  });
});
