import { expect, vi } from 'vitest';
import { campaignInput, liveTally } from '../voting-mall.js';
import { notFound, own, type TenancyCase, type TenancyCases } from './case.js';

const text = { zh: '自家', en: 'Our own' };

const queries: Record<string, TenancyCase> = {
  voteCampaign: {
    document: `query ($id: ID!, $handle: String!) {
      byId: voteCampaign(id: $id) { title } byHandle: voteCampaign(handle: $handle) { title }
    }`,
    variables: ({ foreign }) => ({ id: foreign.vote.campaign.id, handle: foreign.vote.campaign.handle }),
    data: () => ({ byId: null, byHandle: null }),
  },
  voteCampaigns: {
    document: '{ voteCampaigns(first: 100) { nodes { id title tally { ballots } } } }',
    data: () => ({ voteCampaigns: { nodes: [] } }),
  },
};

export const votingCases: TenancyCases = {
  storefrontQueries: queries,
  storefrontMutations: {
    voteCast: notFound(
      'voteCast',
      'VoteCastInput',
      ({ foreign }) => ({
        campaignId: foreign.vote.campaign.id,
        candidateId: foreign.vote.candidateId,
        idempotencyKey: 'vote',
      }),
      ['campaignId'],
    ),
  },
  subscriptions: {
    voteTally: async ({ foreign }, client) => {
      const id = client.subscribe(liveTally, { id: foreign.vote.campaign.id });
      await vi.waitFor(() => expect(client.errors(id)).toEqual(['NOT_FOUND']));
    },
  },
  adminQueries: {
    ...queries,
    voteBallots: {
      document: 'query ($id: ID!) { voteBallots(candidateId: $id) { nodes { id member { id } } } }',
      variables: ({ foreign }) => ({ id: foreign.vote.candidateId }),
      data: () => ({ voteBallots: { nodes: [] } }),
    },
  },
  adminMutations: {
    voteCampaignClose: notFound(
      'voteCampaignClose',
      'VoteCampaignCloseInput',
      ({ foreign }) => ({ campaignId: foreign.vote.campaign.id, idempotencyKey: 'end' }),
      ['campaignId'],
    ),
    voteCampaignUpdate: notFound(
      'voteCampaignUpdate',
      'VoteCampaignUpdateInput',
      ({ foreign }) => ({
        campaignId: foreign.vote.campaign.id,
        title: text,
        candidates: [{ candidateId: foreign.vote.candidateId, title: text }],
      }),
      ['campaignId'],
    ),
    voteCampaignCreate: own('voteCampaignCreate', 'VoteCampaignCreateInput', ({ stage, foreign }) =>
      campaignInput(stage, { handle: foreign.vote.campaign.handle }),
    ),
  },
};
