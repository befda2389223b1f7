import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { byId, keysetPage } from '../graphql/connection.js';
import { type RequestContext, requireMember } from '../graphql/context.js';
import { PageArgs } from '../graphql/list-args.js';
import { localize } from '../graphql/localized.js';
import { Node, type NodeRegistry } from '../graphql/node.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { Member } from '../member/member.types.js';
import type { Queryable } from '../platform/database.js';
import { decodeId, encodeId } from '../platform/ids.js';
import { isRefused } from '../platform/refusal.js';
import { markRead, unknownNotice } from './mark-read.js';
import { findNotices, type NoticeRow, noticesOf, unreadLoader } from './notice.queries.js';
import { noticeSubjects } from './notice.rules.js';
import { Notice, NoticeConnection, NoticeMarkReadInput, NoticeMarkReadPayload } from './notice.types.js';

/** A notice is only its member's. */
export function registerNoticeNode(registry: NodeRegistry, database: Queryable): void {
  registry.register('notice', 'Notice', async (ids, context) => {
    if (context.member === null) return new Map();
    const of = { programId: context.program.id, memberId: context.member.id };
    const rows = await findNotices(database, of, ids);
    return new Map(rows.map((row) => [row.id, noticeView(row, context)]));
  });
}

function noticeView(row: NoticeRow, { language }: RequestContext): Notice {
  const { id, kind, subjectId, message, at, readAt } = row;
  return {
    uuid: id,
    id: encodeId('notice', id),
    kind,
    subjectId: encodeId(noticeSubjects[kind], subjectId),
    message: localize(message, language),
    at,
    readAt,
  };
}

/** What a notice leads to. */
@Resolver(() => Notice)
export class NoticeFields {
  constructor(private readonly registry: NodeRegistry) {}

  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'What it is about: the member for their tier and birthday, else what they took part in; null for news of the whole mall, and when it cannot be read any more.',
  })
  subject(@Root() { subjectId }: Notice, @Ctx() context: RequestContext): Promise<object | null> {
    return this.registry.follow(subjectId, context);
  }
}

/** What a member was told. */
@Resolver(() => Member)
export class MemberNotices {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => NoticeConnection, { description: 'What the member was told, newest first.' })
  async notices(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<NoticeConnection> {
    const of = { programId: context.program.id, memberId: member.uuid };
    const read = async (before: string | null, limit: number) => {
      const rows = await noticesOf(this.database, { ...of, before, limit });
      return rows.map((row) => noticeView(row, context));
    };
    const page = await keysetPage(asked, byId('notices'), ({ uuid }) => uuid, read);
    return { ...page, memberUuid: member.uuid };
  }
}

/** What a list of notices tells of all its pages. */
@Resolver(() => NoticeConnection)
export class NoticeConnectionFields {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => Int, {
    description: 'How many of all their notices the member has not read, counted up to 100, when selected.',
  })
  unreadCount(@Root() { memberUuid }: NoticeConnection, @Ctx() context: RequestContext): Promise<number> {
    return unreadLoader(this.database, context).load(memberUuid);
  }
}

/** What a member does with what they were told. */
@Resolver()
export class NoticeResolver {
  constructor(private readonly database: Queryable) {}

  @Mutation(() => NoticeMarkReadPayload, {
    description:
      'Marks a notice and every older one as read; doing it again changes nothing. Needs a member token, else UNAUTHENTICATED. Refuses with NotFound.',
  })
  async noticeMarkRead(
    @Arg('input', () => NoticeMarkReadInput, { description: 'What to do, in one object.' })
    input: NoticeMarkReadInput,
    @Ctx() context: RequestContext,
  ): Promise<NoticeMarkReadPayload> {
    const { id: memberId } = requireMember(context);
    const of = { programId: context.program.id, memberId, now: context.now };
    const uuid = decodeId('notice', input.noticeId);
    const outcome = uuid === null ? unknownNotice(input.noticeId) : await markRead(this.database, of, uuid);
    if (isRefused(outcome)) {
      return {
        notice: null,
        unreadCount: null,
        userErrors: toUserErrors(outcome.refused, context.language),
      };
    }
    const [[row], unreadCount] = await Promise.all([
      findNotices(this.database, of, [outcome.noticeId]),
      unreadLoader(this.database, context).clear(memberId).load(memberId),
    ]);
    return { notice: row === undefined ? null : noticeView(row, context), unreadCount, userErrors: [] };
  }
}
