import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { OperatorPageArgs, type PageArgs } from '../graphql/list-args.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { AuditConnection } from './audit.types.js';
import type { AuditEntryView } from './audit.types.js';
import { newestFirst, olderOfProgram } from '../platform/keyset.js';

@Resolver()
export class AuditResolver {
  constructor(private readonly database: Queryable) {}

  @Query(() => AuditConnection, { description: 'What operators did in this program, newest first.' })
  async audit(
    @Args(() => OperatorPageArgs) asked: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AuditEntryView>> {
    const read = (behind: string | null, limit: number) =>
      this.database.query<AuditEntryView & { id: string }>(
        `SELECT id, at, actor, action, subject, before, after
           FROM audit a WHERE ${olderOfProgram('a')} ORDER BY ${newestFirst('a')} LIMIT $3`,
        [context.program.id, behind, limit],
      );
    const connection = await keysetPage(asked, byId('audit'), ({ id }) => id, read);
    for (const node of connection.nodes) node.id = encodeId('audit', node.id);
    return connection;
  }
}
