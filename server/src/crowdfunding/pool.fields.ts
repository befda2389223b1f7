import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byId, byNumber, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { PageArgs, pageArgs } from '../graphql/list-args.js';
import { Member } from '../member/member.types.js';
import type { Database } from '../platform/database.js';
import { listEntries, listPledgesOf } from './pool.queries.js';
import type { PledgeState } from './pool.rows.js';
import {
  Pledge,
  PledgeConnection,
  PledgeStateEnum,
  Pool,
  PoolDraw,
  type PoolEntry,
  PoolEntryConnection,
} from './pool.types.js';
import { pledgedLoader, pledgeView, poolLoader, poolView } from './pool.view.js';

const EntryArgs = pageArgs(100);

/** What a pool reaches besides its own rows. */
@Resolver(() => Pool)
export class PoolFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Pledge, {
    nullable: true,
    description:
      'The signed-in member’s pledge, also one that was withdrawn or given back; null without a member token, or when they never pledged.',
  })
  async pledge(@Root() { uuid }: Pool, @Ctx() context: RequestContext): Promise<Pledge | null> {
    if (context.member === null) return null;
    const row = await pledgedLoader(this.database, context, context.member.id).load(uuid);
    return row === null ? null : pledgeView(row);
  }
}

@Resolver(() => PoolDraw)
export class PoolDrawFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => PoolEntryConnection, {
    description: 'What is drawn from, in the order of the numbers; empty before the pool is full.',
  })
  async entries(
    @Root() { uuid: poolId }: PoolDraw,
    @Ctx() context: RequestContext,
    @Args(() => EntryArgs) asked: PageArgs,
  ): Promise<Connection<PoolEntry>> {
    const of = { programId: context.program.id, poolId };
    const read = (behind: number | null, limit: number) =>
      listEntries(this.database, { ...of, after: behind ?? 0, limit });
    return keysetPage(asked, byNumber('entries'), ({ number }) => number, read);
  }
}

/** What a pledge tells of its pool. */
@Resolver(() => Pledge)
export class PledgeFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Pool, { description: 'What was pledged to.' })
  async pool(@Root() { row }: Pledge, @Ctx() context: RequestContext): Promise<Pool> {
    const pool = await poolLoader(this.database, context).load(row.poolId);
    if (pool === null) throw new Error('The pool of a pledge is not there.');
    return poolView(pool, context);
  }
}

@Resolver(() => Member)
export class MemberPledges {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => PledgeConnection, { description: 'What the member pledged, newest first.' })
  async pledges(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) asked: PageArgs,
    @Arg('state', () => PledgeStateEnum, {
      nullable: true,
      description: 'Only those in this state; absent: all.',
    })
    state: PledgeState | null,
  ): Promise<Connection<Pledge>> {
    const of = { programId: context.program.id, memberId: member.uuid, state: state ?? null };
    const read = async (before: string | null, limit: number) =>
      (await listPledgesOf(this.database, { ...of, before, limit })).map(pledgeView);
    return keysetPage(asked, byId('pledges'), ({ row }) => row.id, read);
  }
}
