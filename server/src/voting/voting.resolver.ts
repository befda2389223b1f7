import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Reward } from '../catalog/reward.types.js';
import { rewardLoader } from '../catalog/rewards.reader.js';
import type { Connection } from '../graphql/connection.js';
import { type RequestContext, requireMember } from '../graphql/context.js';
import { NamedArgs, OpenPageArgs, PageArgs } from '../graphql/list-args.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { Member } from '../member/member.types.js';
import type { Database } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import { type Refused, unknownId } from '../platform/refusal.js';
import type { Hands } from '../program/capability.js';
import { inForce } from '../program/rule-versions.rules.js';
import { footingOf, isOpenTo, stepFor } from '../tier/footing.rules.js';
import { scoringOf } from '../tier/scoring.js';
import { standingLoader } from '../tier/tier.queries.js';
import { Tier } from '../tier/tier.types.js';
import { tierView } from '../tier/tier.view.js';
import { ballotsOfMember, findBallots, ownBallotLoader } from './ballot.queries.js';
import { castBallot } from './cast-ballot.js';
import { VoteCastInput } from './voting.inputs.js';
import { ballotPage, campaignPage, oneCampaign } from './voting.pages.js';
import { campaignLoader } from './voting.queries.js';
import {
  Ballot,
  BallotConnection,
  VoteCampaign,
  VoteCampaignConnection,
  VoteCastPayload,
} from './voting.types.js';
import { ballotView, tallyView } from './voting.view.js';

@Resolver()
export class VotingResolver {
  constructor(private readonly parts: Pick<Hands, 'database' | 'reads' | 'groups'>) {}

  @Query(() => VoteCampaignConnection, { description: 'The campaigns of the mall, newest first.' })
  voteCampaigns(
    @Ctx() context: RequestContext,
    @Args(() => OpenPageArgs) asked: OpenPageArgs,
  ): Promise<Connection<VoteCampaign>> {
    return campaignPage(this.parts.reads, context, asked);
  }

  @Query(() => VoteCampaign, {
    nullable: true,
    description: 'One campaign, by its id or its handle; null when there is none.',
  })
  voteCampaign(
    @Args(() => NamedArgs) named: NamedArgs,
    @Ctx() context: RequestContext,
  ): Promise<VoteCampaign | null> {
    return oneCampaign(this.parts.reads, context, named);
  }

  @Mutation(() => VoteCastPayload, {
    description:
      'Casts the member’s only ballot of a campaign, or changes it where that is allowed. Refuses with NotFound, InvalidState, TierRequired, AlreadyVoted, InsufficientPoints, InvalidInput or IdempotencyConflict.',
  })
  async voteCast(
    @Arg('input', () => VoteCastInput, { description: 'What to do, in one object.' }) input: VoteCastInput,
    @Ctx() context: RequestContext,
  ): Promise<VoteCastPayload> {
    const member = requireMember(context);
    const campaignId = decodeId('campaign', input.campaignId);
    const candidateId = decodeId('candidate', input.candidateId);
    if (campaignId === null) return refused(unknownId('campaignId', input.campaignId), context);
    if (candidateId === null) return refused(unknownId('candidateId', input.candidateId), context);
    const casting = castBallot({
      programId: context.program.id,
      memberId: member.id,
      idempotencyKey: input.idempotencyKey,
      campaignId,
      candidateId,
      points: input.points ?? null,
      quantity: input.quantity,
      scoring: scoringOf(context.program),
    });
    const outcome = await this.parts.groups.submit(casting);
    if ('refused' in outcome) return refused(outcome, context);
    const made = casting.made(outcome) ?? (await this.#read(outcome.ballotId, context));
    return {
      ballot: ballotView(made.ballot),
      tally: tallyView(made.standing, context.now),
      userErrors: [],
    };
  }

  /** For an answer that was given before. */
  async #read(ballotId: string, context: RequestContext) {
    const [ballot] = await findBallots(this.parts.database, context.program.id, [ballotId]);
    const campaign =
      ballot === undefined
        ? null
        : await campaignLoader(this.parts.database, context).load(ballot.campaignId);
    if (ballot === undefined || campaign === null) throw new Error('A ballot that was cast is not there.');
    return { ballot, standing: campaign.standing };
  }
}

/** What a campaign is to the signed-in member. */
@Resolver(() => VoteCampaign)
export class OwnBallotField {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Ballot, {
    nullable: true,
    description: 'The signed-in member’s ballot; null without one, and without a member token.',
  })
  async ballot(@Root() campaign: VoteCampaign, @Ctx() context: RequestContext): Promise<Ballot | null> {
    if (context.member === null) return null;
    const row = await ownBallotLoader(this.database, context, context.member.id).load(campaign.row.id);
    return row === null ? null : ballotView(row);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the signed-in member may vote by their tier; null without a member token.',
  })
  async eligible(@Root() campaign: VoteCampaign, @Ctx() context: RequestContext): Promise<boolean | null> {
    const { member, program, now } = context;
    if (member === null) return null;
    const standing = await standingLoader(this.database, context).load(member.id);
    const { rules } = inForce(program.rules.tiers, now);
    return isOpenTo(campaign.row.tier, footingOf(rules, standing?.tier ?? null));
  }
}

@Resolver(() => VoteCampaign)
export class CampaignTierField {
  @FieldResolver(() => Tier, {
    nullable: true,
    description: 'The lowest tier whose members may vote; null: everybody may.',
  })
  tier(@Root() campaign: VoteCampaign, @Ctx() { program, now, language }: RequestContext): Tier | null {
    const { tier } = campaign.row;
    const { tiers } = inForce(program.rules.tiers, now).rules;
    return tier === null ? null : tierView(stepFor(tiers, tier), language);
  }
}

@Resolver(() => VoteCampaign)
export class CampaignRewardField {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Reward, {
    nullable: true,
    description: 'The winner in the mall; null before it stands there, and when nobody voted.',
  })
  async reward(@Root() campaign: VoteCampaign, @Ctx() context: RequestContext): Promise<Reward | null> {
    const { rewardId } = campaign.row;
    return rewardId === null ? null : rewardLoader(this.database, context).load(rewardId);
  }
}

@Resolver(() => Member)
export class MemberBallots {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => BallotConnection, { description: 'The member’s ballots, newest first.' })
  ballots(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<Connection<Ballot>> {
    return ballotPage(context, asked, (slice) => ballotsOfMember(this.database, member.uuid, slice));
  }
}

function refused(outcome: Refused, context: RequestContext): VoteCastPayload {
  return { ballot: null, tally: null, userErrors: toUserErrors(outcome.refused, context.language) };
}
