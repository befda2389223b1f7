import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { PageArgs } from '../graphql/list-args.js';
import { localize } from '../graphql/localized.js';
import { Member } from '../member/member.types.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { noticesOf } from './notice.queries.js';
import { type Notice, NoticeConnection } from './notice.types.js';

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
      return rows.map(({ id, kind, message, at }) => ({
        uuid: id,
        id: encodeId('notice', id),
        kind,
        message: localize(message, context.language),
        at,
      }));
    };
    return keysetPage(asked, byId, ({ uuid }) => uuid, read);
  }
}
