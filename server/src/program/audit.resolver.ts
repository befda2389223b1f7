import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { within } from '../graphql/list-args.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { isKeepable } from '../platform/text.rules.js';
import { type AuditKey, listAudit } from './audit.queries.js';
import { AuditArgs, AuditConnection } from './audit.types.js';
import type { AuditEntryView } from './audit.types.js';

const keys = ['actor', 'action', 'subject'] as const satisfies readonly AuditKey[];

@Resolver()
export class AuditResolver {
  constructor(private readonly database: Queryable) {}

  @Query(() => AuditConnection, {
    description:
      'What operators did in this program, newest first: all of it, or by one of actor, action and subject; by two of them is BAD_USER_INPUT. An entry is recorded when what it tells of is done, a moment after `at`.',
  })
  async audit(
    @Args(() => AuditArgs) asked: AuditArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AuditEntryView>> {
    const [by = null, ...more] = keys.flatMap((key) => {
      const text = asked[key];
      return typeof text === 'string' ? [{ key, text }] : [];
    });
    if (more.length > 0) throw badInput('Give one of actor, action and subject.');
    const time = within(asked);
    const read = async (after: string | null, limit: number) =>
      by === null || isKeepable(by.text)
        ? listAudit(this.database, context.program.id, { by, within: time, after, limit })
        : [];
    const connection = await keysetPage(asked, byId('audit'), ({ id }) => id, read);
    for (const node of connection.nodes) node.id = encodeId('audit', node.id);
    return connection;
  }
}
