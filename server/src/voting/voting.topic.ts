import type { Topic, Versioned } from '../live/topic.js';
import type { Queryable } from '../platform/database.js';
import { VOTE_TOPIC } from './voting.book.js';
import { STANDING_COLUMNS, type StandingColumns, standingOf } from './voting.queries.js';
import type { VoteStanding } from './voting.rows.js';

/** How campaigns stand, for whoever watches their bars. */
export class VoteTopic implements Topic<VoteStanding> {
  readonly name = VOTE_TOPIC;

  constructor(private readonly database: Queryable) {}

  async read(campaignIds: readonly string[]): Promise<Map<string, Versioned<VoteStanding>>> {
    const rows = await this.database.query<StandingColumns>(
      `SELECT ${STANDING_COLUMNS}
         FROM vote_tally t JOIN vote_campaign c ON c.id = t.campaign_id
        WHERE t.campaign_id = ANY($1::uuid[])`,
      [campaignIds],
    );
    return new Map(rows.map((row) => [row.campaign_id, { version: row.version, state: standingOf(row) }]));
  }
}
