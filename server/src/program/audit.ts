import type { RequestContext } from '../graphql/context.js';
import { encodeId } from '../platform/ids.js';
import type { NewId } from '../platform/ids.js';

/** Who does something in which mall, and when. */
export interface Operator {
  programId: string;
  actor: string;
  now: Date;
}

/** One operator action: who did what to which thing, and what changed (P7). */
export interface AuditEntry {
  programId: string;
  /** Who: the public id of the key that was used, or the name of a command-line operation. */
  actor: string;
  /** What was done, as the mutation is called: `rewardUpdate`. */
  action: string;
  /** The public id of what it was done to. */
  subject: string;
  before?: object | null;
  after?: object | null;
  at: Date;
}

/** A client inside the operation's transaction: of the pool, or an EntityManager of TypeORM. */
export interface AuditWriter {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

/** The actor of whoever called the admin schema. */
export function actorOf(context: RequestContext): string {
  return context.access.keyId === null ? 'unknown' : encodeId('key', context.access.keyId);
}

export function operatorOf(context: RequestContext): Operator {
  return { programId: context.program.id, actor: actorOf(context), now: context.now };
}

/** Writes the trail inside the operation's own transaction: what is not recorded did not happen. */
export async function recordAudit(client: AuditWriter, newId: NewId, entry: AuditEntry): Promise<void> {
  await client.query(
    `INSERT INTO audit (id, program_id, actor, action, subject, before, after, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId(),
      entry.programId,
      entry.actor,
      entry.action,
      entry.subject,
      entry.before ? JSON.stringify(entry.before) : null,
      entry.after ? JSON.stringify(entry.after) : null,
      entry.at,
    ],
  );
}
