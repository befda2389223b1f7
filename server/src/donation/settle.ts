import type { LocalizedText } from '../graphql/localized.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { checkAddress, checkWords, invalid } from '../platform/content.rules.js';
import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { type Refusal, refuse } from '../platform/refusal.js';
import { AuditBook } from '../program/audit.book.js';
import { DonationBook } from './donation.book.js';
import { worth } from './donation.rules.js';
import { unknownProject } from './give.js';

export interface Settle {
  programId: string;
  projectId: string;
  actor: string;
  idempotencyKey: string;
  /** What was done with the points, for everybody who gave. */
  statement: LocalizedText;
  /** What was paid for them; null: what they are worth. */
  amount: { minor: number; currency: string } | null;
  documentUrl: string | null;
  currency: string;
  minorPerUnit: number;
  pointsPerUnit: number;
}

const longestStatement = 10_000;

/** Pays out everything that was given, once, and ends the project. */
export function settle(input: Settle): Command<{ projectId: string; points: number }> {
  const { programId, projectId, statement, amount, documentUrl } = input;
  return {
    name: 'donation.settle',
    programId,
    idempotency: {
      scope: 'operator',
      key: input.idempotencyKey,
      input: { projectId, statement, amount, documentUrl },
    },
    prepare(books) {
      books.book(DonationBook).need(projectId, null);
      books.book(LedgerBook).need.account(programId, projectId, 'escrow');
    },
    decide(books) {
      const [donations, ledger] = [books.book(DonationBook), books.book(LedgerBook)];
      const project = donations.project(programId, projectId);
      const escrow = ledger.account(projectId, 'escrow');
      if (project === null || escrow === null) return refuse(unknownProject(projectId));
      if (project.state === 'settled') {
        return refuse({ code: 'INVALID_STATE', state: project.state, path: ['projectId'] });
      }
      const points = escrow.posted;
      if (points === 0) {
        return refuse(invalid(['projectId'], '还没有收到捐赠。', 'Nothing has been given yet.'));
      }
      const wrong = checkStatement(input);
      if (wrong.length > 0) return refuse(...wrong);
      const transferId = ledger.transfer({
        programId,
        from: { ownerId: projectId, kind: 'escrow' },
        to: { ownerId: programId, kind: 'donated' },
        amount: points,
        reason: 'donation_settlement',
        subjectId: projectId,
        note: project.title,
      });
      const amountMinor = amount?.minor ?? worth(points, input.minorPerUnit, input.pointsPerUnit);
      const { currency } = input;
      donations.settle(
        project,
        { points, amountMinor, currency, statement, documentUrl, at: books.now },
        transferId,
      );
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'donationProjectSettle',
        subject: encodeId('project', projectId),
        before: null,
        after: { points, amountMinor, currency, statement, documentUrl },
      });
      return { projectId, points };
    },
  };
}

function checkStatement({ statement, amount, currency, documentUrl }: Settle): Refusal[] {
  return [
    ...checkWords(['statement'], statement, longestStatement),
    ...(amount === null || amount.currency === currency
      ? []
      : [
          {
            code: 'CURRENCY_MISMATCH' as const,
            expected: currency,
            actual: amount.currency,
            path: ['amount', 'currencyCode'],
          },
        ]),
    ...(documentUrl === null ? [] : checkAddress(['documentUrl'], documentUrl)),
  ];
}
