import { createProject } from '@jifen/server/donation/create-project.js';
import { systemClock } from '@jifen/server/platform/clock.js';
import { encodeId, idSource } from '@jifen/server/platform/ids.js';
import { systemRandom } from '@jifen/server/platform/random.js';
import { isRefused } from '@jifen/server/platform/refusal.js';
import { operation } from '../load/load.js';
import type { SeededMall } from '../seed/mall.js';
import { hot } from './hot.js';

const title = { zh: '好事', en: 'A good cause' };
const none = { zh: '', en: '' };
const give = `mutation ($input: DonationGiveInput!) {
  donationGive(input: $input) { donation { id points } progress { raised donors version } userErrors { code message } }
}`;

/** Never reached: every gift is taken. */
async function openProject({ database, programId }: SeededMall): Promise<string> {
  const parts = { database, newId: idSource(systemClock, systemRandom), onCommit: () => {} };
  const operator = { programId, actor: 'bench', now: systemClock.now() };
  const opened = await createProject(parts, operator, {
    handle: 'hot',
    title,
    summary: none,
    story: none,
    recipient: title,
    images: [],
    goal: 1_000_000_000_000,
    overFunding: 'accept',
    least: 1,
    endsAt: null,
    milestones: [],
  });
  if (isRefused(opened)) throw new Error(`No project: ${JSON.stringify(opened.refused)}`);
  return encodeId('project', opened.projectId);
}

export const donationHot = hot({
  name: 'donation.hot',
  title: 'gifts of 256 members to one project at once',
  subject: 'gift',
  size: { members: 1_000, variants: 1 },
  async requests({ mall }, tokens, connections) {
    const projectId = await openProject(mall);
    const input = { projectId, points: 1, idempotencyKey: 'bench-{{n}}' };
    const requests = Array.from({ length: connections }, (_, connection) => [
      operation('/graphql', { authorization: `Bearer ${tokens[connection % tokens.length] ?? ''}` }, give, {
        input,
      }),
    ]);
    return { requests, expect: '"donation":{"id":"donation_' };
  },
});
