import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { PageArgs } from '../graphql/list-args.js';
import { localize } from '../graphql/localized.js';
import { Node, type NodeRegistry } from '../graphql/node.js';
import { Member } from '../member/member.types.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { findNotices, type NoticeRow, noticesOf } from './notice.queries.js';
import { noticeSubjects } from './notice.rules.js';
import { Notice, NoticeConnection } from './notice.types.js';

/** A notice is only its member's. */
export function registerNoticeNode(registry: NodeRegistry, database: Queryable): void {
  registry.register('notice', 'Notice', async (ids, context) => {
    if (context.member === null) return new Map();
    const of = { programId: context.program.id, memberId: context.member.id };
    const rows = await findNotices(database, of, ids);
    return new Map(rows.map((row) => [row.id, noticeView(row, context)]));
  });
}

function noticeView({ id, kind, subjectId, message, at }: NoticeRow, { language }: RequestContext): Notice {
  return {
    uuid: id,
    id: encodeId('notice', id),
    kind,
    subjectId: encodeId(noticeSubjects[kind], subjectId),
    message: localize(message, language),
    at,
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
  ): Promise<Connection<Notice>> {
    const of = { programId: context.program.id, memberId: member.uuid };
    const read = async (before: string | null, limit: number) => {
      const rows = await noticesOf(this.database, { ...of, before, limit });
      return rows.map((row) => noticeView(row, context));
    };
    return keysetPage(asked, byId('notices'), ({ uuid }) => uuid, read);
  }
}
