import type { Topic, Versioned } from '../live/topic.js';
import type { Queryable } from '../platform/database.js';
import { DONATION_TOPIC } from './donation.book.js';
import { readProgress } from './donation.queries.js';
import type { Progress } from './donation.rows.js';

/** How far projects are, for whoever watches a bar. */
export class DonationTopic implements Topic<Progress> {
  readonly name = DONATION_TOPIC;

  constructor(private readonly database: Queryable) {}

  async read(ids: readonly string[]): Promise<Map<string, Versioned<Progress>>> {
    const rows = await readProgress(this.database, ids);
    return new Map(rows.map((state) => [state.projectId, { version: state.version, state }]));
  }
}
