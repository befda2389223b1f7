import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { type Connection, decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { Member } from '../member/member.types.js';
import type { Queryable } from '../platform/database.js';
import { balanceLoader } from './balance.queries.js';
import { Balance, describeBalance } from './balance.types.js';
import type { MemberAccountKind } from './ledger.rows.js';
import { readStatement } from './statement.queries.js';
import {
  describeEntry,
  MemberAccountEnum,
  StatementConnection,
  type StatementEntry,
} from './statement.types.js';

const keyset = z.tuple([z.int().positive()]);

/** A member's balance and statement. */
@Resolver(() => Member)
export class LedgerResolver {
  constructor(private readonly database: Queryable) {}

  @FieldResolver(() => Balance, { description: 'What the member has in points now.' })
  async balance(@Root() member: Member, @Ctx() context: RequestContext): Promise<Balance> {
    const facts = await balanceLoader(this.database, context).load(member.uuid);
    if (facts === null) throw new Error('A member has no points account.');
    return describeBalance(facts, context.now, context.program.rules.expiringSoonDays);
  }

  @FieldResolver(() => StatementConnection, {
    description: 'The movements of one of the member’s accounts, newest first.',
  })
  async statement(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many movements, 1 to 100.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
    @Arg('account', () => MemberAccountEnum, { defaultValue: 'points', description: 'Which account.' })
    account: MemberAccountKind,
  ): Promise<Connection<StatementEntry>> {
    const limit = pageSize(first) + 1;
    const list = `statement of ${account}`;
    const [before] = after ? decodeCursor(list, after, keyset) : [null];
    const { id: programId } = context.program;
    const rows = await readStatement(this.database, {
      programId,
      memberId: member.uuid,
      account,
      before,
      limit,
    });
    const entries = rows.map((row) => describeEntry(row, context.language));
    return page(entries, { first, after, cursor: (entry) => encodeCursor(list, [entry.version]) });
  }
}
