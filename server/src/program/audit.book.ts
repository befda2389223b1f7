import type { Book, Books, Load, Statement } from '../platform/group-commit/command.js';
import type { AuditEntry } from './audit.js';

/** Audit rows written with the effects they tell of, in the same transaction. */
export class AuditBook implements Book {
  readonly #entries: Omit<AuditEntry, 'at'>[] = [];

  constructor(readonly books: Books) {}

  add(programId: string, entry: Omit<AuditEntry, 'programId' | 'at'>): void {
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
          this.#entries.map((e) => (e.before ? JSON.stringify(e.before) : null)),
          this.#entries.map((e) => (e.after ? JSON.stringify(e.after) : null)),
          this.books.now,
        ],
      },
    ];
  }
}
