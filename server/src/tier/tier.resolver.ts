import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { Member } from '../member/member.types.js';
import type { Queryable } from '../platform/database.js';
import { inForce } from '../program/rule-versions.rules.js';
import { benefitUsageLoader } from './benefit.queries.js';
import { BenefitUsage } from './benefit.types.js';
import { TierRuleBook } from './rule-book.types.js';
import { ruleBookView } from './rule-book.view.js';
import { scoringOf } from './scoring.js';
import { standingLoader } from './tier.queries.js';
import { MemberTier, Tier } from './tier.types.js';
import { memberTierView, tierView } from './tier.view.js';

@Resolver()
export class TierResolver {
  @Query(() => [Tier], { description: 'The membership ladder in force, the lowest step first.' })
  tiers(@Ctx() { program, language, now }: RequestContext): Tier[] {
    return inForce(program.rules.tiers, now).rules.tiers.map((tier) => tierView(tier, language));
  }

  @Query(() => TierRuleBook, {
    description: 'The rules of the ladder in plain words, and what is announced to change in them.',
  })
  tierRules(@Ctx() { program, language, now }: RequestContext): TierRuleBook {
    return ruleBookView(program, now, language);
  }
}

@Resolver(() => Member)
export class MemberTierResolver {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => MemberTier, { description: 'Where the member stands on the membership ladder.' })
  async tier(@Root() { uuid }: Member, @Ctx() context: RequestContext): Promise<MemberTier> {
    const standing = await standingLoader(this.database, context).load(uuid);
    if (standing === null) throw new Error('A member has no standing.');
    return memberTierView(uuid, standing, scoringOf(context.program), context.now, context.language);
  }
}

@Resolver(() => MemberTier)
export class BenefitUsageResolver {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => [BenefitUsage], {
    description:
      'The benefits the member used since the year began in the time zone of the program, the most used first; exchanges that were undone do not count.',
  })
  benefitUsage(@Root() { memberUuid }: MemberTier, @Ctx() context: RequestContext): Promise<BenefitUsage[]> {
    return benefitUsageLoader(this.database, context).load(memberUuid);
  }
}
