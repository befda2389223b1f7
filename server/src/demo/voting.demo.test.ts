import { describe, expect, it } from 'vitest';
import { handlesBreaking, twice } from './demo.test-kit.js';
import { demoPrograms } from './programs.js';
import type { DemoCampaign } from './voting.demo.js';

const campaigns = demoPrograms.flatMap((program) => program.campaigns);

describe('the campaigns', () => {
  it('each brand has one that is open, and all ways to weigh a ballot are shown', () => {
    for (const program of demoPrograms) {
      expect(program.campaigns.some((campaign) => campaign.closed !== true)).toBe(true);
    }
    expect(new Set(campaigns.map((campaign) => campaign.weighting)).size).toBe(3);
  });

  it('are voted in by members of their own brand, each once, for a candidate there is', () => {
    for (const { campaigns: own, members } of demoPrograms) {
      const known = new Set(members.map((member) => member.customerId));
      const voters = (campaign: DemoCampaign) => campaign.ballots.map((ballot) => ballot.customerId);
      expect(handlesBreaking(own, (campaign) => voters(campaign).every((id) => known.has(id)))).toEqual([]);
      expect(handlesBreaking(own, (campaign) => twice(voters(campaign)).length === 0)).toEqual([]);
      const places = ({ ballots, candidates }: DemoCampaign) =>
        ballots.every(({ place }) => place < candidates.length);
      expect(handlesBreaking(own, places)).toEqual([]);
    }
  });
});
