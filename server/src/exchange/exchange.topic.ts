import type { Topic, Versioned } from '../live/topic.js';
import type { Queryable } from '../platform/database.js';
import { EXCHANGE_TOPIC } from './exchange.book.js';
import { EXCHANGE_COLUMNS, type ExchangeColumns, exchangeOf } from './exchange.queries.js';
import type { Exchange } from './exchange.rows.js';

/** Exchanges, for whoever follows their own. */
export class ExchangeTopic implements Topic<Exchange> {
  readonly name = EXCHANGE_TOPIC;

  constructor(private readonly database: Queryable) {}

  async read(ids: readonly string[]): Promise<Map<string, Versioned<Exchange>>> {
    const rows = await this.database.query<ExchangeColumns>(
      `SELECT ${EXCHANGE_COLUMNS} FROM exchange e WHERE e.id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, { version: row.version, state: exchangeOf(row) }]));
  }
}
