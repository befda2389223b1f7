import { encodeId } from '../platform/ids.js';
import { type Refused, refuse } from '../platform/refusal.js';
import { recordAudit } from '../program/audit.js';
import type { OperatorHands } from '../program/capability.js';
import type { Operator } from './create-project.js';
import { unknownProject } from './give.js';
import { cleanNews, type NewsDraft, newsRefusals } from './project.rules.js';

/** Tells what became of the points; in every state, most of all when the goal is reached. */
export async function publishNews(
  { database, newId, onCommit }: OperatorHands,
  operator: Operator,
  projectId: string,
  given: NewsDraft,
): Promise<{ newsId: string } | Refused> {
  const draft = cleanNews(given);
  const wrong = newsRefusals(draft);
  if (wrong.length > 0) return refuse(...wrong);
  const { programId, actor, now } = operator;
  const outcome = await database.transaction(async (client) => {
    const found = await client.query('SELECT FROM donation_project WHERE id = $1 AND program_id = $2', [
      projectId,
      programId,
    ]);
    if (found.length === 0) return refuse(unknownProject(projectId));
    const newsId = newId();
    await client.query(
      `INSERT INTO donation_news (id, program_id, project_id, title, body, images, at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
      [newsId, programId, projectId, draft.title, draft.body, JSON.stringify(draft.images), now],
    );
    const subject = encodeId('project', projectId);
    const after = { title: draft.title };
    await recordAudit(client, newId, {
      programId,
      actor,
      action: 'donationNewsPublish',
      subject,
      after,
      at: now,
    });
    return { newsId };
  });
  onCommit();
  return outcome;
}
