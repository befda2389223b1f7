import { changedVersion } from '../platform/ending.rules.js';
import { rowsOf } from '../platform/rows-of.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { Changes } from '../platform/outbox/record-changes.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { Ballot, CampaignFacts, Count, VoteStanding, VoteState, Weighting } from './voting.rows.js';
import { moved } from './voting.rules.js';
import { BALLOT_COLUMNS, type BallotColumns, ballotOf } from './ballot.queries.js';
import { storeVotes } from './voting.store.js';

/** The topic under which the tally of one campaign is followed. */
export const VOTE_TOPIC = 'vote';

type TallyColumns = {
  campaign_id: string;
  program_id: string;
  state: VoteState;
  ballots: number;
  winner_id: string | null;
  closed_at: Date | null;
  version: number;
};

type FactColumns = {
  id: string;
  program_id: string;
  title: LocalizedText;
  weighting: Weighting;
  changeable: boolean;
  hidden: boolean;
  asks_quantity: boolean;
  most_pieces: number;
  tier: string | null;
  ends_at: Date;
};

type CountColumns = {
  campaign_id: string;
  candidate_id: string;
  ballots: number;
  weight: number;
  interest: number;
};

/** A campaign as the commands of a group before left it. */
export interface OpenCampaign {
  facts: CampaignFacts;
  standing: VoteStanding;
}

/**
 * The campaigns and ballots of one group: the only writer of counts. Whoever writes counts or ballots holds the lock on
 * the campaign's tally, so they are read when that lock is held, and the counts are always the sum of the ballots.
 */
export class VoteBook implements Book {
  readonly #needs = new Map<string, Set<string>>();
  readonly #tallies = new Map<string, TallyColumns>();
  readonly #counts = new Map<string, Count[]>();
  readonly #campaigns = new Map<string, OpenCampaign>();
  readonly #ballots = new Map<string, Ballot>();
  readonly #fresh = new Set<Ballot>();
  readonly #changed = new Set<Ballot>();
  readonly #touched = new Map<string, OpenCampaign>();
  readonly #recounted = new Set<string>();

  constructor(readonly books: Books) {}

  /** Also the ballot of a member in it, where one is named. */
  need(campaignId: string, memberId: string | null): void {
    const members = this.#needs.get(campaignId) ?? new Set<string>();
    if (memberId !== null) members.add(memberId);
    this.#needs.set(campaignId, members);
  }

  /** Null when the program has no such campaign. */
  campaign(programId: string, id: string): OpenCampaign | null {
    const campaign = this.#campaigns.get(id);
    return campaign?.facts.programId === programId ? campaign : null;
  }

  ballot(campaignId: string, memberId: string): Ballot | null {
    return this.#ballots.get(keyOf(campaignId, memberId)) ?? null;
  }

  /** Puts a ballot in the box, in the place of the member’s earlier one. */
  cast(ballot: Ballot): void {
    const { standing } = this.#touch(ballot.campaignId);
    const earlier = this.ballot(ballot.campaignId, ballot.memberId);
    standing.counts = moved(standing.counts, earlier, ballot);
    this.#recounted.add(ballot.candidateId);
    if (earlier === null) standing.ballots += 1;
    else this.#recounted.add(earlier.candidateId);
    const isFresh = earlier === null || this.#fresh.delete(earlier);
    if (earlier !== null) this.#changed.delete(earlier);
    (isFresh ? this.#fresh : this.#changed).add(ballot);
    this.#ballots.set(keyOf(ballot.campaignId, ballot.memberId), ballot);
  }

  close(campaignId: string, winnerId: string | null): void {
    const { standing } = this.#touch(campaignId);
    Object.assign(standing, { state: 'closed', winnerId, closedAt: this.books.now });
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    const ids = [...this.#needs.keys()];
    const pairs = [...this.#needs].flatMap(([id, members]) => [...members].map((member) => [id, member]));
    return [
      load<TallyColumns>(
        `SELECT campaign_id, program_id, state, ballots, winner_id, closed_at, version
           FROM vote_tally
          WHERE campaign_id = ANY($1::uuid[])
          ORDER BY campaign_id
            FOR NO KEY UPDATE`,
        [ids],
        (row) => this.#tallies.set(row.campaign_id, row),
      ),
      load<CountColumns>(
        `SELECT c.campaign_id, c.candidate_id, c.ballots, c.weight, c.interest
           FROM vote_count c JOIN vote_candidate d ON d.id = c.candidate_id
          WHERE c.campaign_id = ANY($1::uuid[])
          ORDER BY c.campaign_id, d.position`,
        [ids],
        ({ campaign_id, candidate_id: candidateId, ballots, weight, interest }) => {
          const counts = this.#counts.get(campaign_id) ?? [];
          counts.push({ candidateId, ballots, weight, interest });
          this.#counts.set(campaign_id, counts);
        },
      ),
      load<FactColumns>(
        `SELECT id, program_id, title, weighting, changeable, hidden, asks_quantity, most_pieces, tier, ends_at
           FROM vote_campaign WHERE id = ANY($1::uuid[])`,
        [ids],
        (row) => this.#open(row),
      ),
      load<BallotColumns>(
        earlierBallotsSql,
        [pairs.map(([campaignId]) => campaignId), pairs.map(([, memberId]) => memberId)],
        (row) => this.#ballots.set(keyOf(row.campaign_id, row.member_id), ballotOf(row)),
      ),
    ];
  }

  store(): Statement[] {
    const standings = [...this.#touched.values()].map(({ standing }) => standing);
    const counts = standings.flatMap((standing) => standing.counts);
    return storeVotes({
      tallies: standings,
      counts: counts.filter((count) => this.#recounted.has(count.candidateId)),
      fresh: [...this.#fresh],
      changed: [...this.#changed],
    });
  }

  changes(): Changes {
    return { topics: { [VOTE_TOPIC]: [...this.#touched.keys()] }, feed: [] };
  }

  /** The content comes last: by then its tally and counts are there. */
  #open(row: FactColumns): void {
    const tally = this.#tallies.get(row.id);
    if (tally === undefined) return;
    const counts = this.#counts.get(row.id) ?? [];
    const facts: CampaignFacts = {
      id: row.id,
      programId: row.program_id,
      title: row.title,
      weighting: row.weighting,
      changeable: row.changeable,
      hidden: row.hidden,
      asksQuantity: row.asks_quantity,
      mostPieces: row.most_pieces,
      tier: row.tier,
      endsAt: row.ends_at,
      candidateIds: counts.map((count) => count.candidateId),
    };
    const standing: VoteStanding = {
      campaignId: row.id,
      programId: row.program_id,
      state: tally.state,
      ballots: tally.ballots,
      winnerId: tally.winner_id,
      closedAt: tally.closed_at,
      version: tally.version,
      hidden: row.hidden,
      endsAt: row.ends_at,
      counts,
    };
    this.#campaigns.set(row.id, { facts, standing });
  }

  #touch(campaignId: string): OpenCampaign {
    const campaign = this.#campaigns.get(campaignId);
    if (campaign === undefined) throw new Error('A campaign was changed that the command did not lock.');
    // One version a transaction: it is what others can see.
    if (!this.#touched.has(campaignId)) campaign.standing.version = changedVersion(campaign.standing);
    this.#touched.set(campaignId, campaign);
    return campaign;
  }
}

function keyOf(campaignId: string, memberId: string): string {
  return `${campaignId} ${memberId}`;
}

const earlierBallotsSql = `
  SELECT ${BALLOT_COLUMNS}
   FROM ${rowsOf('$1::uuid[], $2::uuid[]', 'campaign_id, member_id')} AS n
   JOIN ballot b USING (campaign_id, member_id)`;
