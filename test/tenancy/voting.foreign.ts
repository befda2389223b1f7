import type { MallStage } from '../mall-stage.js';
import { openedCampaign, vote, type StageCampaign } from '../voting-mall.js';

/** A campaign of the second brand with a ballot in it. */
export interface ForeignVote {
  campaign: StageCampaign;
  candidateId: string;
  ballotId: string;
  ids: string[];
}

export async function furnishVote(
  stage: MallStage,
  { key, token, title }: { key: string; token: string; title: { zh: string; en: string } },
): Promise<ForeignVote> {
  const campaign = await openedCampaign(stage, { handle: 'nest-vote', title }, key);
  const { server } = stage;
  const voter = {
    ask: (document: string, variables?: object) =>
      server.storefront(document, variables, { key: 'pk_demo2', token }),
  };
  const { ballot } = await vote(stage, voter, campaign, 0);
  const candidateIds = campaign.candidates.map((candidate) => candidate.id);
  const [candidateId] = candidateIds;
  if (ballot === null || candidateId === undefined) throw new Error('The second brand has no ballot.');
  return { campaign, candidateId, ballotId: ballot.id, ids: [campaign.id, ...candidateIds, ballot.id] };
}
