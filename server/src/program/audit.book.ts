import type { Book, Books, Load, Statement } from '../platform/group-commit/command.js';

/** One operator action: who did what to which thing, and what changed (P7). */
export interface AuditEntry {
  /** The public id of the key that acted. */
  actor: string;
  /** What was done, as the mutation is called: `exchangeRefund`. */
  action: string;
  /** The public id of the thing. */
  subject: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Audit rows written with the effects they tell of, in the same transaction. */
export class AuditBook implements Book {
  readonly #entries: (AuditEntry & { programId: string })[] = [];

  constructor(readonly books: Books) {}

  add(programId: string, entry: AuditEntry): void {
    this.#entries.push({ ...entry, programId });
  }

  load(): Load[] {
    return [];
  }

  store(): Statement[] {
    if (this.#entries.length === 0) return [];
    return [
      {
        text: `INSERT INTO audit (id, program_id, actor, action, subject, before, after, at)
               SELECT *, $8::timestamptz
                 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[])`,
        values: [
          this.#entries.map(() => this.books.newId()),
          this.#entries.map((e) => e.programId),
          this.#entries.map((e) => e.actor),
          this.#entries.map((e) => e.action),
          this.#entries.map((e) => e.subject),
          this.#entries.map((e) => (e.before === null ? null : JSON.stringify(e.before))),
          this.#entries.map((e) => (e.after === null ? null : JSON.stringify(e.after))),
          this.books.now,
        ],
      },
    ];
  }
}
