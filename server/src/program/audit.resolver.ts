import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { Connection } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { AuditConnection } from './audit.types.js';
import type { AuditEntryView } from './audit.types.js';

const keyset = z.tuple([z.uuid()]);

@Resolver()
export class AuditResolver {
  constructor(private readonly database: Queryable) {}

  @Query(() => AuditConnection, { description: 'What operators did in this program, newest first.' })
  async audit(
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many records, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' })
    after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AuditEntryView>> {
    const size = pageSize(first);
    const [behind] = after ? decodeCursor(after, keyset) : [null];
    const rows = await this.database.query<AuditEntryView & { id: string }>(
      `SELECT id, at, actor, action, subject, before, after
         FROM audit WHERE program_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [context.program.id, behind, size + 1],
    );
    const connection = page(rows, { first: size, after, cursor: (row) => encodeCursor([row.id]) });
    for (const node of connection.nodes) node.id = encodeId('audit', node.id);
    return connection;
  }
}
