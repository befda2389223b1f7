import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { PageArgs } from '../graphql/list-args.js';
import { memberLoader } from '../member/member.queries.js';
import { describeMember, Member } from '../member/member.types.js';
import type { Database } from '../platform/database.js';
import { AdminPledge, AdminPledgeConnection, AdminPool } from './pool.admin.types.js';
import { adminPledge, adminView } from './pool.admin.view.js';
import { listPledgesOf } from './pool.queries.js';
import type { PledgeState } from './pool.rows.js';
import { PledgeStateEnum } from './pool.types.js';
import { poolLoader } from './pool.view.js';

/** Whose pledge it is, and what to. */
@Resolver(() => AdminPledge)
export class AdminPledgeFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Member, { description: 'Whose pledge it is.' })
  async member(@Root() { memberUuid }: AdminPledge, @Ctx() context: RequestContext): Promise<Member> {
    const facts = await memberLoader(this.database, context).load(memberUuid);
    if (facts === null) throw new Error('The member of a pledge is not there.');
    return describeMember(facts);
  }

  @FieldResolver(() => AdminPool, { description: 'What was pledged to.' })
  async pool(@Root() { poolUuid }: AdminPledge, @Ctx() context: RequestContext): Promise<AdminPool> {
    const row = await poolLoader(this.database, context).load(poolUuid);
    if (row === null) throw new Error('The pool of a pledge is not there.');
    return adminView(row, context);
  }
}

/** What one member pledged, for operators. */
@Resolver(() => Member)
export class AdminMemberPledges {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => AdminPledgeConnection, { description: 'What the member pledged, newest first.' })
  async pledges(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) asked: PageArgs,
    @Arg('state', () => PledgeStateEnum, {
      nullable: true,
      description: 'Only those in this state; absent: all.',
    })
    state: PledgeState | null,
  ): Promise<Connection<AdminPledge>> {
    const of = { programId: context.program.id, memberId: member.uuid, state: state ?? null };
    const read = async (before: string | null, limit: number) =>
      (await listPledgesOf(this.database, { ...of, before, limit })).map(adminPledge);
    return keysetPage(asked, byId('pledges'), ({ uuid }) => uuid, read);
  }
}
