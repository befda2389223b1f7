import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { localize } from '../graphql/localized.js';
import { Member } from '../member/member.types.js';
import { dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import { inForce } from '../program/rule-versions.rules.js';
import { deedsLoader } from './achievement.queries.js';
import { awardsOf } from './achievement.rules.js';
import { Achievement } from './achievement.types.js';

@Resolver(() => Member)
export class MemberAchievements {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => [Achievement], {
    description: 'The achievement wall of the member: what was earned, and what can be, the tiers first.',
  })
  async achievements(@Root() { uuid }: Member, @Ctx() context: RequestContext): Promise<Achievement[]> {
    const deeds = await deedsLoader(this.database, context).load(uuid);
    if (deeds === null) throw new Error('A member has no past.');
    const { program, language, now } = context;
    const ladder = inForce(program.rules.tiers, now).rules.tiers;
    const awards = awardsOf(program.rules.achievements, ladder, deeds, dayOf(now, program.timeZone));
    return awards.map(({ key, kind, title, description, earnedOn, done, of, percent, next }) => ({
      key,
      kind,
      title: localize(title, language),
      description: localize(description, language),
      earnedOn,
      progress: { done, of, percent },
      next,
    }));
  }
}
