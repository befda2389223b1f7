import type { Topic, Versioned } from '../live/topic.js';
import type { Queryable } from '../platform/database.js';
import { readBalances } from './balance.queries.js';
import type { BalanceFacts } from './balance.rules.js';
import { MEMBER_TOPIC } from './ledger.book.js';

/** Balances, for whoever watches their own. */
export class MemberTopic implements Topic<BalanceFacts> {
  readonly name = MEMBER_TOPIC;

  constructor(private readonly database: Queryable) {}

  async read(memberIds: readonly string[]): Promise<Map<string, Versioned<BalanceFacts>>> {
    const found = await readBalances(this.database, memberIds);
    return new Map([...found].map(([id, facts]) => [id, { version: facts.version, state: facts }]));
  }
}
