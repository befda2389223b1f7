import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { refuse } from '../platform/refusal.js';
import { AuditBook } from '../program/audit.book.js';
import { VoteBook } from './voting.book.js';
import { winner } from './voting.rules.js';

export interface CloseCampaign {
  programId: string;
  campaignId: string;
  /** The operator who ends it early; null: the clock, which ends only what has ended. */
  operator: { actor: string; idempotencyKey: string } | null;
}

/** Ends a campaign and decides its winner, under the lock that every ballot takes: none comes after. */
export function closeCampaign(input: CloseCampaign): Command<{ campaignId: string; closed: boolean }> {
  const { programId, campaignId, operator } = input;
  return {
    name: 'vote.close',
    programId,
    idempotency:
      operator === null
        ? null
        : { scope: 'operator', key: operator.idempotencyKey, input: { close: campaignId } },
    prepare: (books) => books.book(VoteBook).need(campaignId, null),
    decide(books) {
      const campaign = books.book(VoteBook).campaign(programId, campaignId);
      if (campaign === null)
        return refuse({ code: 'NOT_FOUND', id: encodeId('campaign', campaignId), path: ['campaignId'] });
      const { state, counts, endsAt, ballots } = campaign.standing;
      const ended = endsAt <= books.now;
      if (operator === null && (state !== 'open' || !ended)) return { campaignId, closed: false };
      if (state !== 'open') return refuse({ code: 'INVALID_STATE', state, path: ['campaignId'] });
      const winnerId = winner(counts);
      books.book(VoteBook).close(campaignId, winnerId);
      if (operator !== null) {
        books.book(AuditBook).add(programId, {
          actor: operator.actor,
          action: 'voteCampaignClose',
          subject: encodeId('campaign', campaignId),
          before: { state },
          after: {
            state: 'closed',
            ballots,
            winner: winnerId === null ? null : encodeId('candidate', winnerId),
          },
        });
      }
      return { campaignId, closed: true };
    },
  };
}
