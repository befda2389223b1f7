import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { refuse } from '../platform/refusal.js';
import { AuditBook } from '../program/audit.book.js';
import { DonationBook } from './donation.book.js';
import { unknownProject } from './give.js';
import { cleanNews, type NewsDraft, newsRefusals } from './project.rules.js';

export interface PublishNews {
  programId: string;
  projectId: string;
  actor: string;
  idempotencyKey: string;
  news: NewsDraft;
  /** When it is said to be told; null: now. */
  at: Date | null;
}

/** Tells what became of the points; in every state, most of all when the goal is reached. */
export function publishNews(input: PublishNews): Command<{ newsId: string }> {
  const { programId, projectId } = input;
  const { title, body, images } = cleanNews(input.news);
  return {
    name: 'donation.publishNews',
    programId,
    idempotency: {
      scope: 'operator',
      key: input.idempotencyKey,
      input: { projectId, title, body, images },
    },
    prepare: (books) => books.book(DonationBook).need(projectId, null),
    decide(books) {
      const donations = books.book(DonationBook);
      const project = donations.project(programId, projectId);
      if (project === null) return refuse(unknownProject(projectId));
      const wrong = newsRefusals({ title, body, images });
      if (wrong.length > 0) return refuse(...wrong);
      const newsId = books.newId();
      donations.tell(project, { id: newsId, title, body, images, at: input.at ?? books.now });
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'donationNewsPublish',
        subject: encodeId('project', projectId),
        before: null,
        after: { title },
      });
      return { newsId };
    },
  };
}
