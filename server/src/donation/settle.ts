import type { LocalizedText } from '../graphql/localized.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { checkAddress, checkWords, cleanWords, invalid } from '../platform/content.rules.js';
import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { type Refusal, refuse } from '../platform/refusal.js';
import { AuditBook } from '../program/audit.book.js';
import { DonationBook } from './donation.book.js';
import { left, raised, stateNow, worth } from './donation.rules.js';
import { unknownProject } from './give.js';
import type { ValueAnchor } from './value-anchor.js';
import type { Cash } from '../platform/currency.rules.js';

export interface Settle {
  programId: string;
  projectId: string;
  actor: string;
  idempotencyKey: string;
  /** What was done with the points, for everybody who gave. */
  statement: LocalizedText;
  /** What was paid for them; null: what they are worth. */
  amount: Cash | null;
  documentUrl: string | null;
  anchor: ValueAnchor;
}

/** Of a text that every receipt of the project brings along, so it is shorter than a story. */
const longestStatement = 10_000;

/**
 * Pays out everything that was given, once, and ends the project. It must take gifts no longer: a gift that came after
 * the operator looked would be paid out with an amount that does not count it.
 */
export function settle(input: Settle): Command<{ projectId: string; points: number }> {
  const { programId, projectId, amount, documentUrl } = input;
  const statement = cleanWords(input.statement);
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
      const points = escrow.posted;
      const most = left(project.goal, raised(points, project.settled), project.overFunding);
      const state = stateNow(project.state, project.endsAt, books.now, most);
      if (state !== 'closed') return refuse({ code: 'INVALID_STATE', state, path: ['projectId'] });
      if (points === 0) {
        return refuse(invalid(['projectId'], '还没有收到捐赠。', 'Nothing has been given yet.'));
      }
      const amountMinor = amount?.minor ?? worth(points, input.anchor);
      const wrong = checkStatement({ ...input, statement }, amountMinor);
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
      const { currency } = input.anchor;
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

function checkStatement(
  { statement, amount, anchor: { currency }, documentUrl }: Settle,
  amountMinor: number,
): Refusal[] {
  return [
    ...checkWords(['statement'], statement, longestStatement),
    ...(amount === null || amount.currency === currency
      ? []
      : [
          {
            code: 'CURRENCY_MISMATCH' as const,
            expectedCurrency: currency,
            actualCurrency: amount.currency,
            path: ['amount', 'currencyCode'],
          },
        ]),
    ...(amountMinor > 0
      ? []
      : [invalid(['amount'], '拨付金额须大于零。', 'What was paid is more than nothing.')]),
    ...(documentUrl === null ? [] : checkAddress(['documentUrl'], documentUrl)),
  ];
}
