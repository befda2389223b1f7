import { expect, vi } from 'vitest';
import { notFound, own, type TenancyCases } from './case.js';

const text = { zh: '自家', en: 'Our own' };

export const donationCases: TenancyCases = {
  storefrontQueries: {
    donationProjects: {
      document: '{ donationProjects(first: 100) { nodes { id } } }',
      data: () => ({ donationProjects: { nodes: [] } }),
    },
    donationProject: {
      document: `query ($id: ID!, $handle: String!) {
        byId: donationProject(id: $id) { title news { nodes { title } } gifts { nodes { points } } }
        byHandle: donationProject(handle: $handle) { title }
      }`,
      variables: ({ foreign }) => foreign.donation.project,
      data: () => ({ byId: null, byHandle: null }),
    },
    donation: {
      document: 'query ($id: ID!) { donation(id: $id) { points } }',
      variables: ({ foreign }) => ({ id: foreign.donation.donationId }),
      data: () => ({ donation: null }),
    },
  },
  storefrontMutations: {
    donationGive: notFound(
      'donationGive',
      'DonationGiveInput',
      ({ foreign }) => ({ projectId: foreign.donation.project.id, points: 1, idempotencyKey: 'give' }),
      ['projectId'],
    ),
  },
  subscriptions: {
    donationProgress: async ({ foreign }, client) => {
      const id = client.subscribe('subscription ($id: ID!) { donationProgress(projectId: $id) { raised } }', {
        id: foreign.donation.project.id,
      });
      await vi.waitFor(() => expect(client.errors(id)).toEqual(['NOT_FOUND']));
    },
  },
  adminQueries: {
    donationProjects: {
      document: '{ donationProjects(first: 100) { nodes { id } } }',
      data: () => ({ donationProjects: { nodes: [] } }),
    },
    donationProject: {
      document: `query ($id: ID!, $handle: String!) {
        byId: donationProject(id: $id) { handle } byHandle: donationProject(handle: $handle) { id }
      }`,
      variables: ({ foreign }) => foreign.donation.project,
      data: () => ({ byId: null, byHandle: null }),
    },
    donationGifts: {
      document: 'query ($id: ID!) { donationGifts(projectId: $id) { nodes { points member { id } } } }',
      variables: ({ foreign }) => ({ id: foreign.donation.project.id }),
      data: () => ({ donationGifts: { nodes: [] } }),
    },
  },
  adminMutations: {
    donationProjectCreate: own('donationProjectCreate', 'DonationProjectCreateInput', ({ foreign }) => ({
      handle: foreign.donation.project.handle,
      title: text,
      recipient: text,
      goal: 10,
    })),
    donationNewsPublish: notFound(
      'donationNewsPublish',
      'DonationNewsPublishInput',
      ({ foreign }) => ({ projectId: foreign.donation.project.id, title: text, idempotencyKey: 'news' }),
      ['projectId'],
    ),
    donationProjectUpdate: notFound(
      'donationProjectUpdate',
      'DonationProjectUpdateInput',
      ({ foreign }) => ({ projectId: foreign.donation.project.id, title: text }),
      ['projectId'],
    ),
    donationProjectClose: notFound(
      'donationProjectClose',
      'DonationProjectCloseInput',
      ({ foreign }) => ({ projectId: foreign.donation.project.id, idempotencyKey: 'close' }),
      ['projectId'],
    ),
    donationProjectSettle: notFound(
      'donationProjectSettle',
      'DonationProjectSettleInput',
      ({ foreign }) => ({
        projectId: foreign.donation.project.id,
        statement: text,
        idempotencyKey: 'settle',
      }),
      ['projectId'],
    ),
  },
};
