import { z } from 'zod';
import type { MallStage, Shopper } from './mall-stage.js';
import { type Answer, at } from './start-server.js';

const dayMs = 86_400_000;

const tallyShape = z.object({
  state: z.string(),
  ballots: z.number(),
  winnerId: z.string().nullable(),
  version: z.string(),
  candidates: z
    .array(
      z.object({
        candidateId: z.string(),
        ballots: z.number(),
        weight: z.number(),
        interest: z.number(),
        share: z.number(),
      }),
    )
    .nullable(),
});
export type SeenTally = z.infer<typeof tallyShape>;

const tallyFields =
  'tally { state ballots winnerId version candidates { candidateId ballots weight interest share } }';

export const liveTally = `subscription ($id: ID!) {
  voteTally(campaignId: $id) { state ballots winnerId version candidates { candidateId ballots weight interest share } }
}`;
export const liveTallyShape = z.object({ voteTally: tallyShape });

const campaignShape = z.object({
  id: z.string(),
  handle: z.string(),
  candidates: z.array(z.object({ id: z.string(), title: z.string() })).min(2),
});
export type StageCampaign = z.infer<typeof campaignShape>;

export interface CampaignSpec {
  handle?: string;
  title?: { zh: string; en: string };
  weighting?: 'BALLOT' | 'COUNTED' | 'SPENT';
  changeable?: boolean;
  hidden?: boolean;
  asksQuantity?: boolean;
  /** The key of the lowest tier that may vote. */
  tier?: string;
  /** Beside the handle and the title, of every candidate. */
  candidate?: object;
}

const createDocument = `mutation ($input: VoteCampaignCreateInput!) {
  voteCampaignCreate(input: $input) {
    campaign { id handle candidates { id title } } userErrors { code message path }
  }
}`;

/** Everything a campaign needs: three candidates, open for a week, the winner a week later on sale. */
export function campaignInput(stage: MallStage, spec: CampaignSpec = {}): Record<string, unknown> {
  const now = stage.server.clock.now().getTime();
  const { handle = stage.name(), title = { zh: '选哪个？', en: 'Which one?' }, candidate, ...more } = spec;
  return {
    handle,
    title,
    asksQuantity: true,
    endsAt: new Date(now + 7 * dayMs),
    launchAt: new Date(now + 14 * dayMs),
    candidates: ['a', 'b', 'c'].map((name) =>
      Object.assign({ handle: `${handle}-${name}`, title, points: 100, onHand: 10 }, candidate),
    ),
    ...more,
  };
}

export function createCampaign(stage: MallStage, input: object, key?: string): Promise<Answer> {
  return stage.server.admin(createDocument, { input }, key);
}

export async function openedCampaign(
  stage: MallStage,
  spec: CampaignSpec = {},
  key?: string,
): Promise<StageCampaign> {
  const answer = await createCampaign(stage, campaignInput(stage, spec), key);
  const campaign = campaignShape.safeParse(at(answer, 'voteCampaignCreate', 'campaign'));
  if (!campaign.success) throw new Error(`No campaign: ${JSON.stringify(answer)}`);
  return campaign.data;
}

const outcomeShape = z.object({
  ballot: z
    .object({
      id: z.string(),
      candidateId: z.string(),
      weight: z.number(),
      spent: z.number(),
      quantity: z.number(),
      version: z.string(),
    })
    .nullable(),
  tally: tallyShape.nullable(),
  userErrors: z.array(z.looseObject({ code: z.string() })),
});

/** Votes for the candidate in this place. */
export async function vote(
  stage: MallStage,
  voter: Pick<Shopper, 'ask'>,
  campaign: StageCampaign,
  place: number,
  more: object = {},
): Promise<z.infer<typeof outcomeShape>> {
  const answer = await voter.ask(
    `mutation ($input: VoteCastInput!) {
      voteCast(input: $input) {
        ballot { id candidateId weight spent quantity version } ${tallyFields}
        userErrors {
          code message path
          ... on InsufficientPoints { balance required } ... on InvalidState { state } ... on AlreadyVoted { campaignId }
        }
      }
    }`,
    {
      input: {
        campaignId: campaign.id,
        candidateId: campaign.candidates[place]?.id,
        idempotencyKey: stage.name(),
        ...more,
      },
    },
  );
  return outcomeShape.parse(at(answer, 'voteCast'));
}

/** The tally as a member sees it, or somebody without a sign-in. */
export async function tallyOf(
  stage: MallStage,
  { id }: StageCampaign,
  member: Shopper | null = null,
): Promise<SeenTally> {
  const document = `query ($id: ID!) { voteCampaign(id: $id) { ${tallyFields} } }`;
  const answer = await (member === null
    ? stage.server.storefront(document, { id })
    : member.ask(document, { id }));
  return tallyShape.parse(at(answer, 'voteCampaign', 'tally'));
}

export function close(stage: MallStage, { id }: StageCampaign): Promise<Answer> {
  return stage.server.admin(
    `mutation ($input: VoteCampaignCloseInput!) {
      voteCampaignClose(input: $input) {
        campaign { ${tallyFields} } userErrors { code ... on InvalidState { state } }
      }
    }`,
    { input: { campaignId: id, idempotencyKey: stage.name() } },
  );
}
