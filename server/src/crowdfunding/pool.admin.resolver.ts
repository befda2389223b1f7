import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { type Connection, decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import type { LocalizedText, LocalizedTextInput } from '../graphql/localized.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { memberLoader } from '../member/member.queries.js';
import { describeMember, Member } from '../member/member.types.js';
import type { Database } from '../platform/database.js';
import { decodeId, encodeId } from '../platform/ids.js';
import { actorOf } from '../program/audit.js';
import { createPool, type OperatorParts } from './create-pool.js';
import {
  AdminPledge,
  AdminPledgeConnection,
  AdminPool,
  AdminPoolConnection,
  PoolCreateInput,
  PoolCreatePayload,
} from './pool.admin.types.js';
import type { PoolDraft } from './pool-draft.rules.js';
import { listPledgesTo } from './pool.queries.js';
import { namedPool, poolPage } from './pool.resolver.js';
import type { PoolPage } from './pool.rows.js';
import { drawView, pictures, poolLoader, progressView } from './pool.view.js';

const keyset = z.tuple([z.int().min(1).max(2_147_483_647)]);

/** What operators do for pools. */
@Resolver()
export class AdminPoolResolver {
  constructor(private readonly parts: OperatorParts & { database: Database; reads: Database }) {}

  @Query(() => AdminPoolConnection, { description: 'All pools, newest first.' })
  pools(
    @Ctx() context: RequestContext,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many pools, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
  ): Promise<Connection<AdminPool>> {
    const asked = { first, after, open: null };
    return poolPage(this.parts.reads, context, asked, (row) => adminView(row, context));
  }

  @Query(() => AdminPool, {
    nullable: true,
    description: 'One pool, by its id or handle; null when there is none.',
  })
  async pool(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { nullable: true, description: 'The id of the pool.' }) id: string | null,
    @Arg('handle', () => String, { nullable: true, description: 'Its handle, when the id is not known.' })
    handle: string | null,
  ): Promise<AdminPool | null> {
    const row = await namedPool(this.parts.reads, context, { id: id ?? null, handle: handle ?? null });
    return row === null ? null : adminView(row, context);
  }

  @Query(() => AdminPledgeConnection, {
    description: 'The pledges to one pool in the order of their numbers; empty when there is no such.',
  })
  async poolPledges(
    @Ctx() context: RequestContext,
    @Arg('poolId', () => ID, { description: 'The id of the pool.' }) poolId: string,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many pledges, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
    @Arg('allotted', () => Boolean, {
      nullable: true,
      description: 'Only of those who get what the pool is for, or only of the others; absent: all.',
    })
    allotted: boolean | null,
  ): Promise<Connection<AdminPledge>> {
    const limit = pageSize(first) + 1;
    const [behind] = after ? decodeCursor(after, keyset) : [0];
    const uuid = decodeId('pool', poolId);
    const programId = context.program.id;
    const asked = { programId, poolId: uuid ?? '', after: behind, allotted: allotted ?? null, limit };
    const rows = uuid === null ? [] : await listPledgesTo(this.parts.reads, asked);
    const pledges = rows.map((row) =>
      Object.assign(new AdminPledge(), {
        memberUuid: row.memberId,
        id: encodeId('pledge', row.id),
        number: row.number,
        points: row.points,
        state: row.state,
        allotted: row.allotted,
        createdAt: row.createdAt,
      }),
    );
    return page(pledges, { first, after, cursor: ({ number }) => encodeCursor([number]) });
  }

  @Mutation(() => PoolCreatePayload, {
    description:
      'Opens a pool with its escrow; members can pledge from then on. Refuses with InvalidInput or AlreadyExists.',
  })
  async poolCreate(
    @Arg('input', () => PoolCreateInput, { description: 'What to do, in one object.' })
    input: PoolCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<PoolCreatePayload> {
    const operator = { programId: context.program.id, actor: actorOf(context), now: context.now };
    const outcome = await createPool(this.parts, operator, draftOf(input));
    if ('refused' in outcome) {
      return { pool: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const row = await poolLoader(this.parts.database, context).clear(outcome.poolId).load(outcome.poolId);
    return { pool: row === null ? null : adminView(row, context), userErrors: [] };
  }
}

@Resolver(() => AdminPledge)
export class AdminPledgeFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Member, { description: 'Whose pledge it is.' })
  async member(@Root() { memberUuid }: AdminPledge, @Ctx() context: RequestContext): Promise<Member> {
    const facts = await memberLoader(this.database, context).load(memberUuid);
    if (facts === null) throw new Error('The member of a pledge is not there.');
    return describeMember(facts);
  }
}

function adminView(row: PoolPage, context: RequestContext): AdminPool {
  const { handle, title, summary, story, least, most, allotment, terms, winners, createdAt } = row;
  return {
    uuid: row.poolId,
    id: encodeId('pool', row.poolId),
    handle,
    title,
    summary,
    story,
    images: pictures(row.images, context.language),
    least,
    most,
    allotment,
    terms,
    winners,
    createdAt,
    progress: progressView(row, context),
    draw: drawView(row),
  };
}

function draftOf(input: PoolCreateInput): PoolDraft {
  const { handle, target, least, deadline, allotment } = input;
  return {
    handle,
    title: text(input.title),
    summary: text(input.summary),
    story: text(input.story),
    images: (input.images ?? []).map(({ url, alt }) => ({ url, alt: text(alt) })),
    target,
    least,
    most: input.most ?? null,
    deadline,
    allotment,
    terms: text(input.terms),
    winners: input.winners ?? null,
  };
}

function text(input: LocalizedTextInput | null | undefined): LocalizedText {
  return { zh: input?.zh ?? '', en: input?.en ?? '' };
}
