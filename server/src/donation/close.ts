import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { refuse } from '../platform/refusal.js';
import { AuditBook } from '../program/audit.book.js';
import { DonationBook } from './donation.book.js';
import { isOpen } from './donation.rules.js';
import { unknownProject } from './give.js';

export interface Close {
  programId: string;
  projectId: string;
  /** Who closes it; null: the clock, which closes only what is over. */
  operator: { actor: string; idempotencyKey: string } | null;
}

/** Takes no more gifts; what was given stays in the escrow until it is settled. */
export function close(input: Close): Command<{ projectId: string; closed: boolean }> {
  const { programId, projectId, operator } = input;
  return {
    name: 'donation.close',
    programId,
    idempotency:
      operator === null
        ? null
        : { scope: 'operator', key: operator.idempotencyKey, input: { close: projectId } },
    prepare: (books) => books.book(DonationBook).need(projectId, null),
    decide(books) {
      const donations = books.book(DonationBook);
      const project = donations.project(programId, projectId);
      if (project === null) return refuse(unknownProject(projectId));
      const { state, endsAt } = project;
      const over = state === 'open' && !isOpen(state, endsAt, books.now);
      if (operator === null && !over) return { projectId, closed: false };
      if (state !== 'open') return refuse({ code: 'INVALID_STATE', state, path: ['projectId'] });
      donations.change(project, { state: 'closed' });
      if (operator !== null) {
        books.book(AuditBook).add(programId, {
          actor: operator.actor,
          action: 'donationProjectClose',
          subject: encodeId('project', projectId),
          before: { state: 'open' },
          after: { state: 'closed' },
        });
      }
      return { projectId, closed: true };
    },
  };
}
