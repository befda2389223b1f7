import { LedgerBook } from '../ledger/ledger.book.js';
import { spend } from '../ledger/spend.js';
import type { Books, Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { isRefused, type Refused, refuse } from '../platform/refusal.js';
import type { Scoring } from '../tier/scoring.js';
import { TierBook } from '../tier/tier.book.js';
import { type OpenCampaign, VoteBook } from './voting.book.js';
import type { Ballot, VoteStanding } from './voting.rows.js';
import { checkAsked, checkBallot, stateAt, weigh } from './voting.rules.js';

export interface CastBallot {
  programId: string;
  memberId: string;
  idempotencyKey: string;
  campaignId: string;
  candidateId: string;
  /** All points that shall stand behind the ballot, what was put in earlier included; null where none are put in. */
  points: number | null;
  quantity: number;
  /** Who may vote by their tier, and what the first ballot of a campaign counts for it. */
  scoring: Scoring;
}

export type Cast = { ballotId: string };

export interface Casting extends Command<Cast> {
  /** The ballot and its campaign as committed, so that nobody reads them back; null when the answer is a refusal or was given before. */
  made(outcome: Cast | Refused): { ballot: Ballot; standing: VoteStanding } | null;
}

/**
 * Casts a member’s only ballot of a campaign, or changes it (D3). Points that are put in are the price of the vote:
 * they are spent at once, and of a raised ballot only the difference.
 */
export function castBallot(input: CastBallot): Casting {
  const { programId, memberId, campaignId, candidateId, points, quantity } = input;
  let made: { ballot: Ballot; standing: VoteStanding } | null = null;
  return {
    made: (outcome) => ('ballotId' in outcome && made?.ballot.id === outcome.ballotId ? made : null),
    name: 'vote.cast',
    programId,
    idempotency: {
      scope: memberId,
      key: input.idempotencyKey,
      input: { campaignId, candidateId, points, quantity },
    },
    prepare(books) {
      // What an earlier try made was undone, and a ballot that was changed has the same id as before.
      made = null;
      books.book(VoteBook).need(campaignId, memberId);
      const spending = checkAsked({ points, quantity }) === null ? (points ?? 0) : 0;
      // Whether points weigh in is not known before the campaign is read, and a look at a few lots costs little.
      books.book(LedgerBook).need.points(programId, memberId, spending);
      books.book(TierBook).need(memberId);
    },
    decide(books) {
      const wrong = checkAsked({ points, quantity });
      if (wrong !== null) return refuse(wrong);
      const campaign = books.book(VoteBook).campaign(programId, campaignId);
      if (campaign === null)
        return refuse({ code: 'NOT_FOUND', id: encodeId('campaign', campaignId), path: ['campaignId'] });
      const state = stateAt(campaign.standing, books.now);
      if (state !== 'open') return refuse({ code: 'INVALID_STATE', state, path: ['campaignId'] });
      if (!campaign.facts.candidateIds.includes(candidateId)) {
        return refuse({ code: 'NOT_FOUND', id: encodeId('candidate', candidateId), path: ['candidateId'] });
      }
      const ballot = decideBallot(books, campaign, input);
      if (isRefused(ballot)) return ballot;
      made = { ballot, standing: campaign.standing };
      return { ballotId: ballot.id };
    },
  };
}

function decideBallot(books: Books, campaign: OpenCampaign, input: CastBallot): Ballot | Refused {
  const { programId, memberId, campaignId, candidateId, points, quantity } = input;
  const { facts } = campaign;
  const votes = books.book(VoteBook);
  const ledger = books.book(LedgerBook);
  const earlier = votes.ballot(campaignId, memberId);
  const tiers = books.book(TierBook);
  const barred = tiers.refusal(memberId, facts.tier, input.scoring);
  if (barred !== null) return refuse(barred);
  const wrong = checkBallot(facts, { points, quantity }, earlier);
  if (wrong !== null) return refuse(wrong);
  const balance = ledger.available(memberId);
  const spent = points ?? 0;
  const owing = spent - (earlier?.spent ?? 0);
  if (owing > balance) return refuse({ code: 'INSUFFICIENT_POINTS', balance, required: owing });
  const weight = weigh(facts.weighting, { available: balance, points });
  // Only where points are counted: who has none has no say.
  if (weight < 1) return refuse({ code: 'INSUFFICIENT_POINTS', balance, required: 1 });
  const next = { candidateId, weight, spent, quantity };
  if (earlier !== null && isSame(earlier, next)) return earlier;
  const ballot: Ballot = {
    id: earlier?.id ?? books.newId(),
    programId,
    campaignId,
    memberId,
    createdAt: earlier?.createdAt ?? books.now,
    candidateId,
    weight,
    spent,
    quantity,
    version: (earlier?.version ?? 0) + 1,
    updatedAt: books.now,
  };
  if (owing > 0) {
    const { id: subjectId } = ballot;
    spend(ledger, { programId, memberId, amount: owing, reason: 'vote', subjectId, note: facts.title });
  }
  votes.cast(ballot);
  if (earlier === null) tiers.interacted(memberId, 'ballot', input.scoring);
  return ballot;
}

function isSame(earlier: Ballot, next: Pick<Ballot, 'candidateId' | 'weight' | 'spent' | 'quantity'>) {
  return (
    earlier.candidateId === next.candidateId &&
    earlier.weight === next.weight &&
    earlier.spent === next.spent &&
    earlier.quantity === next.quantity
  );
}
