import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { type Connection, decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { Member } from '../member/member.types.js';
import type { Database } from '../platform/database.js';
import { listEntries, listPledgesOf } from './pool.queries.js';
import {
  Pledge,
  PledgeConnection,
  Pool,
  PoolDraw,
  type PoolEntry,
  PoolEntryConnection,
} from './pool.types.js';
import { pledgedLoader, pledgeView, poolLoader, poolView } from './pool.view.js';

const byId = z.tuple([z.uuid()]);
const byNumber = z.tuple([z.int().min(1).max(2_147_483_647)]);

/** What a pool reaches besides its own rows. */
@Resolver(() => Pool)
export class PoolFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Pledge, {
    nullable: true,
    description: 'What the signed-in member pledged; null without a member token, or when it is nothing.',
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
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many entries, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
  ): Promise<Connection<PoolEntry>> {
    const limit = pageSize(first) + 1;
    const [behind] = after ? decodeCursor(after, byNumber) : [0];
    const asked = { programId: context.program.id, poolId, after: behind, limit };
    const entries = await listEntries(this.database, asked);
    return page(entries, { first, after, cursor: ({ number }) => encodeCursor([number]) });
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
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many pledges, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
  ): Promise<Connection<Pledge>> {
    const limit = pageSize(first) + 1;
    const [before] = after ? decodeCursor(after, byId) : [null];
    const asked = { programId: context.program.id, memberId: member.uuid, before, limit };
    const pledges = (await listPledgesOf(this.database, asked)).map(pledgeView);
    return page(pledges, { first, after, cursor: ({ row }) => encodeCursor([row.id]) });
  }
}
