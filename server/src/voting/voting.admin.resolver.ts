import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { NamedArgs, OperatorOpenPageArgs, OperatorPageArgs, type PageArgs } from '../graphql/list-args.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { memberLoader } from '../member/member.queries.js';
import { describeMember, Member } from '../member/member.types.js';
import { decodeId } from '../platform/ids.js';
import { isRefused, type Refused, unknownId } from '../platform/refusal.js';
import { actorOf } from '../program/audit.js';
import { ballotsForCandidate } from './ballot.queries.js';
import { campaignChanges, campaignDraft } from './campaign-draft.js';
import { closeCampaign } from './close-campaign.js';
import { createCampaign } from './create-campaign.js';
import { updateCampaign } from './update-campaign.js';
import { VoteCampaignCloseInput, VoteCampaignCreateInput, VoteCampaignUpdateInput } from './voting.inputs.js';
import type { VotingWork } from './voting.jobs.js';
import { ballotPage, campaignPage, oneCampaign } from './voting.pages.js';
import { findCampaigns } from './voting.queries.js';
import {
  Ballot,
  BallotConnection,
  VoteCampaign,
  VoteCampaignConnection,
  VoteCampaignPayload,
} from './voting.types.js';
import { campaignView } from './voting.view.js';

export interface AdminVotingParts extends VotingWork {
  /** Goes on with what an end leads to; nobody waits for it. */
  finishSoon(): void;
}

@Resolver()
export class AdminVotingResolver {
  constructor(private readonly parts: AdminVotingParts) {}

  @Query(() => VoteCampaignConnection, {
    description: 'The campaigns of the mall with all counts, newest first.',
  })
  voteCampaigns(
    @Ctx() context: RequestContext,
    @Args(() => OperatorOpenPageArgs) asked: OperatorOpenPageArgs,
  ): Promise<Connection<VoteCampaign>> {
    return campaignPage(this.parts.database, context, asked);
  }

  @Query(() => VoteCampaign, {
    nullable: true,
    description: 'One campaign with all counts, by its id or its handle; null when there is none.',
  })
  voteCampaign(
    @Args(() => NamedArgs) named: NamedArgs,
    @Ctx() context: RequestContext,
  ): Promise<VoteCampaign | null> {
    return oneCampaign(this.parts.database, context, named);
  }

  @Query(() => BallotConnection, {
    description: 'The ballots for one candidate, newest first; empty when there is no such candidate.',
  })
  voteBallots(
    @Ctx() context: RequestContext,
    @Arg('candidateId', () => ID, { description: 'The candidate.' }) candidateId: string,
    @Args(() => OperatorPageArgs) asked: PageArgs,
  ): Promise<Connection<Ballot>> {
    const uuid = decodeId('candidate', candidateId);
    return ballotPage(context, asked, (slice) =>
      uuid === null ? Promise.resolve([]) : ballotsForCandidate(this.parts.database, uuid, slice),
    );
  }

  @Mutation(() => VoteCampaignPayload, {
    description:
      'Opens a campaign with its candidates, all at once. Refuses with InvalidInput, NotFound (category, zone) or AlreadyExists (handle).',
  })
  async voteCampaignCreate(
    @Arg('input', () => VoteCampaignCreateInput, { description: 'The campaign.' })
    input: VoteCampaignCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<VoteCampaignPayload> {
    const operator = { program: context.program, actor: actorOf(context), now: context.now };
    return this.#payload(await createCampaign(this.parts, operator, campaignDraft(input)), context);
  }

  @Mutation(() => VoteCampaignPayload, {
    description:
      'Puts right what is told of a campaign and its candidates, in every state of it: texts and pictures. The reward that its winner has become is changed by `rewardUpdate`. Refuses with NotFound (campaign, candidate) or InvalidInput.',
  })
  async voteCampaignUpdate(
    @Arg('input', () => VoteCampaignUpdateInput, { description: 'What is to change.' })
    input: VoteCampaignUpdateInput,
    @Ctx() context: RequestContext,
  ): Promise<VoteCampaignPayload> {
    const campaignId = decodeId('campaign', input.campaignId);
    if (campaignId === null) return this.#payload(unknownId('campaignId', input.campaignId), context);
    const changes = campaignChanges(input);
    if (isRefused(changes)) return this.#payload(changes, context);
    const operator = { program: context.program, actor: actorOf(context), now: context.now };
    return this.#payload(await updateCampaign(this.parts, operator, campaignId, changes), context);
  }

  @Mutation(() => VoteCampaignPayload, {
    description:
      'Ends a campaign before its time: the winner becomes a coming-soon reward a moment later. Refuses with InvalidState, NotFound, InvalidInput or IdempotencyConflict.',
  })
  async voteCampaignClose(
    @Arg('input', () => VoteCampaignCloseInput, { description: 'What to do, in one object.' })
    input: VoteCampaignCloseInput,
    @Ctx() context: RequestContext,
  ): Promise<VoteCampaignPayload> {
    const campaignId = decodeId('campaign', input.campaignId);
    if (campaignId === null) return this.#payload(unknownId('campaignId', input.campaignId), context);
    const operator = { actor: actorOf(context), idempotencyKey: input.idempotencyKey };
    const outcome = await this.parts.groups.submit(
      closeCampaign({ programId: context.program.id, campaignId, operator }),
    );
    if (!isRefused(outcome)) this.parts.finishSoon();
    return this.#payload(outcome, context);
  }

  async #payload(
    outcome: { campaignId: string } | Refused,
    context: RequestContext,
  ): Promise<VoteCampaignPayload> {
    if (isRefused(outcome)) {
      return { campaign: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const [row] = await findCampaigns(this.parts.database, context.program.id, [outcome.campaignId]);
    const { language, now } = context;
    const campaign = row === undefined ? null : campaignView(row, { language, now, forOperators: true });
    return { campaign, userErrors: [] };
  }
}

@Resolver(() => Ballot)
export class BallotMemberField {
  constructor(private readonly parts: Pick<VotingWork, 'database'>) {}

  @FieldResolver(() => Member, { description: 'Whose ballot it is.' })
  async member(@Root() ballot: Ballot, @Ctx() context: RequestContext): Promise<Member> {
    const facts = await memberLoader(this.parts.database, context).load(ballot.row.memberId);
    if (facts === null) throw new Error('A ballot has no member.');
    return describeMember(facts);
  }
}
