import { systemClock } from '@jifen/server/platform/clock.js';
import { encodeId, idSource } from '@jifen/server/platform/ids.js';
import { parseRules } from '@jifen/server/program/rules.js';
import { systemRandom } from '@jifen/server/platform/random.js';
import { isRefused } from '@jifen/server/platform/refusal.js';
import { createCampaign } from '@jifen/server/voting/create-campaign.js';
import { findCampaigns } from '@jifen/server/voting/voting.queries.js';
import { operation } from '../load/load.js';
import type { SeededMall } from '../seed/mall.js';
import { hot } from './hot.js';

const dayMs = 86_400_000;
const none = { zh: '', en: '' };
const cast = `mutation ($input: VoteCastInput!) {
  voteCast(input: $input) { ballot { id candidateId version } tally { ballots version } userErrors { code message } }
}`;

/** Two candidates, and every ballot may change: a member has only one, so from the second turn on it moves. */
async function openCampaign({
  database,
  programId,
}: SeededMall): Promise<{ id: string; candidates: string[] }> {
  const now = systemClock.now();
  const reward = { kind: 'physical' as const, points: 10, onHand: 10, category: null, zones: [] };
  const parts = { database, newId: idSource(systemClock, systemRandom), onCommit: () => {} };
  const operator = {
    program: { id: programId, timeZone: 'Asia/Shanghai', currency: 'CNY', rules: parseRules({}) },
    actor: 'bench',
    now,
  };
  const outcome = await createCampaign(parts, operator, {
    handle: 'hot',
    title: { zh: '选哪个', en: 'Which one' },
    summary: none,
    story: none,
    images: [],
    weighting: 'ballot',
    changeable: true,
    hidden: false,
    asksQuantity: true,
    mostPieces: 99,
    tier: null,
    endsAt: new Date(now.getTime() + dayMs),
    launchAt: new Date(now.getTime() + 2 * dayMs),
    candidates: ['a', 'b'].map((handle) => ({
      handle,
      title: { zh: handle, en: handle },
      summary: none,
      images: [],
      reward: { ...reward, description: none },
    })),
  });
  if (isRefused(outcome)) throw new Error(`No campaign: ${JSON.stringify(outcome.refused)}`);
  const [campaign] = await findCampaigns(database, programId, [outcome.campaignId]);
  const candidates = (campaign?.candidateIds ?? []).map((id) => encodeId('candidate', id));
  return { id: encodeId('campaign', outcome.campaignId), candidates };
}

export const voteHot = hot({
  name: 'vote.hot',
  title: 'ballots of 256 members in one campaign at once',
  subject: 'ballot',
  size: { members: 1_000, variants: 1 },
  async requests({ mall }, tokens, connections) {
    const { id: campaignId, candidates } = await openCampaign(mall);
    const requests = Array.from({ length: connections }, (_, connection) =>
      candidates.map((candidateId) =>
        operation('/graphql', { authorization: `Bearer ${tokens[connection % tokens.length] ?? ''}` }, cast, {
          input: { campaignId, candidateId, idempotencyKey: 'bench-{{n}}' },
        }),
      ),
    );
    return { requests, expect: '"ballot":{"id":"ballot_' };
  },
});
