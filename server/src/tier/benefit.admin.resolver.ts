import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { CalendarDate } from '../graphql/scalars.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { memberLoader } from '../member/member.queries.js';
import { describeMember } from '../member/member.types.js';
import { addDays, dayOf, startOfDay } from '../platform/calendar.js';
import { decodeId } from '../platform/ids.js';
import { isRefused, type Refused, refuse } from '../platform/refusal.js';
import { actorOf } from '../program/audit.js';
import type { Hands } from '../program/capability.js';
import { MemberBenefitUseInput, MemberBenefitUsePayload } from './benefit.admin.types.js';
import { benefitUsageOf } from './benefit.queries.js';
import { TierBenefitUsage } from './benefit.types.js';
import { scoringOf } from './scoring.js';
import { useBenefit } from './use-benefit.js';

const longestPeriod = 366;

/** What operators see of benefits, and the one they give themselves. */
@Resolver()
export class AdminBenefitResolver {
  constructor(private readonly parts: Pick<Hands, 'reads' | 'background' | 'groups'>) {}

  @Query(() => [TierBenefitUsage], {
    description:
      'Which benefits the members of each tier used in a period, the most used first; exchanges that were undone do not count.',
  })
  benefitUsage(
    @Arg('from', () => CalendarDate, { description: 'The first day.' }) from: string,
    @Arg('until', () => CalendarDate, {
      nullable: true,
      description: 'The last day, at most a year later; today unless given.',
    })
    until: string | null,
    @Ctx() { program, now }: RequestContext,
  ): Promise<TierBenefitUsage[]> {
    const last = until ?? dayOf(now, program.timeZone);
    if (last < from) throw badInput('The last day of a period is not before the first.');
    if (last >= addDays(from, longestPeriod)) throw badInput(`A period has at most ${longestPeriod} days.`);
    const period = {
      from: startOfDay(from, program.timeZone),
      until: startOfDay(addDays(last, 1), program.timeZone),
    };
    return benefitUsageOf(this.parts.background, program.id, period);
  }

  @Mutation(() => MemberBenefitUsePayload, {
    description:
      'Records that staff served a member whose tier has dedicated service. Refuses with TierRequired, NotFound, InvalidInput or IdempotencyConflict.',
  })
  async memberBenefitUse(
    @Arg('input', () => MemberBenefitUseInput, { description: 'What to do, in one object.' })
    input: MemberBenefitUseInput,
    @Ctx() context: RequestContext,
  ): Promise<MemberBenefitUsePayload> {
    const uuid = decodeId('member', input.memberId);
    const member = uuid === null ? null : await memberLoader(this.parts.reads, context).load(uuid);
    const outcome: object | Refused =
      member === null
        ? refuse({ code: 'NOT_FOUND', id: input.memberId, path: ['memberId'] })
        : await this.parts.groups.submit(
            useBenefit({
              programId: context.program.id,
              memberId: member.id,
              idempotencyKey: input.idempotencyKey,
              actor: actorOf(context),
              benefit: input.benefit,
              note: input.note ?? null,
              scoring: scoringOf(context.program),
            }),
          );
    return isRefused(outcome)
      ? { member: null, userErrors: toUserErrors(outcome.refused, context.language) }
      : { member: member === null ? null : describeMember(member), userErrors: [] };
  }
}
