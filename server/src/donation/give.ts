import { LedgerBook } from '../ledger/ledger.book.js';
import type { Account } from '../ledger/ledger.rows.js';
import { MOST_POINTS } from '../ledger/ledger.rules.js';
import { spend } from '../ledger/spend.js';
import { invalid } from '../platform/content.rules.js';
import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { type Refusal, type Refused, refuse } from '../platform/refusal.js';
import type { Scoring } from '../tier/scoring.js';
import { TierBook } from '../tier/tier.book.js';
import { DonationBook, progressOf, type Project } from './donation.book.js';
import type { Gift, Progress } from './donation.rows.js';
import { checkGift, isOpen, left, raised, stateNow, worth } from './donation.rules.js';
import type { ValueAnchor } from './value-anchor.js';

export interface Give {
  programId: string;
  memberId: string;
  projectId: string;
  points: number;
  anonymous: boolean;
  /** What the first gift to a project counts for the member's tier. */
  scoring: Scoring;
  /** By it the receipt says what the gift is worth. */
  anchor: ValueAnchor;
  idempotencyKey: string;
}

export type Given = { donationId: string; number: number };

export interface Giving extends Command<Given> {
  /**
   * The gift and the project as they were committed, so that nobody reads them back; null when the answer is a refusal or
   * was given before. To be asked when the answer is there: other gifts of the same group are in the progress then.
   */
  made(outcome: Given | Refused): { gift: Gift; progress: Progress } | null;
}

/** Points given to a good cause (D1): a transfer into the project's escrow, whose balance is the progress bar. */
export function give(input: Give): Giving {
  const { programId, memberId, projectId, points } = input;
  let made: { gift: Gift; project: Project; escrow: Account } | null = null;
  return {
    made(outcome) {
      // What a try made that was undone is not what was answered.
      if (!('donationId' in outcome) || made?.gift.id !== outcome.donationId) return null;
      return { gift: made.gift, progress: progressOf(made.project, made.escrow.posted) };
    },
    name: 'donation.give',
    programId,
    idempotency: {
      scope: memberId,
      key: input.idempotencyKey,
      input: { projectId, points, anonymous: input.anonymous },
    },
    prepare(books) {
      // Amounts nobody can have must not reach a query.
      if (checkPoints(points) !== null) return;
      books.book(DonationBook).need(projectId, memberId);
      books.book(LedgerBook).need.points(programId, memberId, points);
      books.book(LedgerBook).need.account(programId, projectId, 'escrow');
      books.book(TierBook).need(memberId);
    },
    decide(books) {
      const wrong = checkPoints(points);
      if (wrong !== null) return refuse(wrong);
      const [donations, ledger] = [books.book(DonationBook), books.book(LedgerBook)];
      const project = donations.project(programId, projectId);
      const escrow = ledger.account(projectId, 'escrow');
      if (project === null || escrow === null) return refuse(unknownProject(projectId));
      if (!isOpen(project.state, project.endsAt, books.now)) {
        const state = stateNow(project.state, project.endsAt, books.now);
        return refuse({ code: 'INVALID_STATE', state, path: ['projectId'] });
      }
      const { goal, least, overFunding } = project;
      const most = left(goal, raised(escrow.posted, project.settled), overFunding);
      const unfit = checkGift({ points, least, left: most });
      if (unfit !== null) return refuse({ ...unfit, path: ['points'] });
      const balance = ledger.available(memberId);
      if (balance < points) return refuse({ code: 'INSUFFICIENT_POINTS', balance, required: points });
      // Nothing is refused from here on.
      const id = books.newId();
      const transferId = spend(ledger, {
        programId,
        memberId,
        amount: points,
        reason: 'donation',
        subjectId: id,
        note: project.title,
        to: { ownerId: projectId, kind: 'escrow' },
      });
      if (!donations.hasGiven(project, memberId)) {
        books.book(TierBook).interacted(memberId, 'donation', input.scoring);
      }
      const { anonymous, anchor } = input;
      const value = { worthMinor: worth(points, anchor), currency: anchor.currency };
      const gift = donations.add(
        project,
        { id, memberId, points, ...value, anonymous, transferId },
        escrow.posted,
      );
      made = { gift, project, escrow };
      return { donationId: id, number: gift.number };
    },
  };
}

function checkPoints(points: number): Refusal | null {
  if (Number.isInteger(points) && points >= 1 && points <= MOST_POINTS) return null;
  return invalid(['points'], '积分须为正整数。', 'A gift is a whole number of points, at least one.');
}

export function unknownProject(projectId: string): Refusal {
  return { code: 'NOT_FOUND', id: encodeId('project', projectId), path: ['projectId'] };
}
