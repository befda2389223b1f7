import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { type Connection, decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { localize } from '../graphql/localized.js';
import { Member } from '../member/member.types.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { noticesOf } from './notice.queries.js';
import { type Notice, NoticeConnection } from './notice.types.js';

const keyset = z.tuple([z.uuid()]);

/** What a member was told. */
@Resolver(() => Member)
export class MemberNotices {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => NoticeConnection, { description: 'What the member was told, newest first.' })
  async notices(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many notices, 1 to 100.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
  ): Promise<Connection<Notice>> {
    const limit = pageSize(first) + 1;
    const [before] = after ? decodeCursor(after, keyset) : [null];
    const rows = await noticesOf(this.database, {
      programId: context.program.id,
      memberId: member.uuid,
      before,
      limit,
    });
    const notices = rows.map(({ id, kind, message, at }) => ({
      uuid: id,
      id: encodeId('notice', id),
      kind,
      message: localize(message, context.language),
      at,
    }));
    return page(notices, { first, after, cursor: (notice) => encodeCursor([notice.uuid]) });
  }
}
