import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { refuse } from '../platform/refusal.js';
import { AuditBook } from '../program/audit.book.js';
import { DonationBook } from './donation.book.js';
import { unknownProject } from './give.js';

export interface Close {
  programId: string;
  projectId: string;
  actor: string;
  idempotencyKey: string;
}

/** Takes no more gifts; what was given stays in the escrow until it is settled. */
export function close(input: Close): Command<{ projectId: string }> {
  const { programId, projectId } = input;
  return {
    name: 'donation.close',
    programId,
    idempotency: { scope: 'operator', key: input.idempotencyKey, input: { close: projectId } },
    prepare: (books) => books.book(DonationBook).need(projectId, null),
    decide(books) {
      const donations = books.book(DonationBook);
      const project = donations.project(programId, projectId);
      if (project === null) return refuse(unknownProject(projectId));
      if (project.state !== 'open') {
        return refuse({ code: 'INVALID_STATE', state: project.state, path: ['projectId'] });
      }
      donations.change(project, { state: 'closed' });
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'donationProjectClose',
        subject: encodeId('project', projectId),
        before: { state: 'open' },
        after: { state: 'closed' },
      });
      return { projectId };
    },
  };
}
