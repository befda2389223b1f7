import type { Topic, Versioned } from '../live/topic.js';
import type { Queryable } from '../platform/database.js';
import { POOL_TOPIC } from './pool.book.js';
import { readProgress } from './pool.queries.js';
import type { Progress } from './pool.rows.js';

/** How far pools are, for whoever watches a bar. */
export class PoolTopic implements Topic<Progress> {
  readonly name = POOL_TOPIC;

  constructor(private readonly database: Queryable) {}

  async read(ids: readonly string[]): Promise<Map<string, Versioned<Progress>>> {
    const rows = await readProgress(this.database, ids);
    return new Map(rows.map((state) => [state.poolId, { version: state.version, state }]));
  }
}
