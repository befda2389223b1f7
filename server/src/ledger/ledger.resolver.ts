import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { type Connection, keysetPage } from '../graphql/connection.js';
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

const version = z.tuple([z.int().positive()]);

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
    const of = { programId: context.program.id, memberId: member.uuid, account };
    const read = async (before: number | null, limit: number) => {
      const rows = await readStatement(this.database, { ...of, before, limit });
      return rows.map((row) => describeEntry(row, context.language));
    };
    const keys = { list: `statement of ${account}`, shape: version };
    return keysetPage({ first, after }, keys, (entry) => entry.version, read);
  }
}
