import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { type RequestContext, requireMember } from '../graphql/context.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { memberLoader } from '../member/member.queries.js';
import { describeMember, Member } from '../member/member.types.js';
import { dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { scoringOf } from '../tier/scoring.js';
import { checkIn } from './check-in.js';
import { currentStreak, ladderSteps, pointsFor } from './check-in.rules.js';
import { lastCheckIn } from './earning.queries.js';
import { CheckInInput, CheckInPayload, CheckInState } from './earning.types.js';

/** What members do themselves to earn points. */
@Resolver(() => Member)
export class EarningResolver {
  constructor(
    private readonly database: Queryable,
    private readonly groups: GroupCommit,
  ) {}

  @FieldResolver(() => CheckInState, { description: 'Where the member stands on the check-in ladder.' })
  async checkIn(@Root() member: Member, @Ctx() context: RequestContext): Promise<CheckInState> {
    const { timeZone, rules } = context.program;
    const today = dayOf(context.now, timeZone);
    const last = await lastCheckIn(this.database, member.uuid);
    const streak = currentStreak(last, today);
    return {
      checkedInToday: last?.day === today,
      streak,
      nextPoints: pointsFor(rules.checkIn, streak + 1),
      ladder: ladderSteps(rules.checkIn),
    };
  }

  @Mutation(() => CheckInPayload, {
    name: 'checkIn',
    description:
      'Checks the signed-in member in for today. Refuses with AlreadyCheckedIn, InvalidInput or IdempotencyConflict.',
  })
  async makeCheckIn(
    @Arg('input', () => CheckInInput, { description: 'What to do, in one object.' }) input: CheckInInput,
    @Ctx() context: RequestContext,
  ): Promise<CheckInPayload> {
    const { id: memberId } = requireMember(context);
    const { id: programId, rules } = context.program;
    const scoring = scoringOf(context.program);
    const { idempotencyKey } = input;
    const outcome = await this.groups.submit(
      checkIn({ programId, memberId, idempotencyKey, scoring, ladder: rules.checkIn, expiry: rules.expiry }),
    );
    if ('refused' in outcome)
      return { checkIn: null, userErrors: toUserErrors(outcome.refused, context.language) };
    const member = await memberLoader(this.database, context).load(memberId);
    if (member === null) throw new Error('A member who checked in is not there.');
    return { checkIn: { ...outcome, member: describeMember(member) }, userErrors: [] };
  }
}
