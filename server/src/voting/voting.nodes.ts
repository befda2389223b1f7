import { loadNodes, type NodeRegistry } from '../graphql/node.js';
import type { Database } from '../platform/database.js';
import { findBallots } from './ballot.queries.js';
import { viewOf } from './voting.pages.js';
import { campaignLoader, findCandidates } from './voting.queries.js';
import { ballotView, campaignView, candidateView } from './voting.view.js';

/** Campaigns and candidates are everybody’s of the program, a ballot is only its member’s. */
export function registerVotingNodes(registry: NodeRegistry, database: Database): void {
  registry.register('campaign', 'VoteCampaign', (ids, context) =>
    loadNodes(campaignLoader(database, context), ids, (row) => campaignView(row, viewOf(context))),
  );
  registry.register('candidate', 'VoteCandidate', async (ids, context) => {
    const rows = await findCandidates(database, context.program.id, ids);
    return new Map(rows.map((row) => [row.id, candidateView(row, context.language)]));
  });
  registry.register('ballot', 'Ballot', async (ids, context) => {
    const rows = await findBallots(database, context.program.id, ids);
    const own = rows.filter((row) => row.memberId === context.member?.id);
    return new Map(own.map((row) => [row.id, ballotView(row)]));
  });
}
