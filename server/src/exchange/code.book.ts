import { rowsOf } from '../platform/rows-of.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';

interface Code {
  id: string;
  variantId: string;
}

interface NewCode extends Code {
  programId: string;
  text: string;
}

/** The code pools of virtual rewards; guarded by the lock on the variant's stock row. */
export class CodeBook implements Book {
  readonly #wanted = new Map<string, number>();
  readonly #asked = new Map<string, { programId: string; texts: Set<string> }>();
  readonly #known = new Map<string, Set<string>>();
  readonly #free = new Map<string, Code[]>();
  readonly #delivered: { code: Code; exchangeId: string; line: number }[] = [];
  readonly #added: NewCode[] = [];

  constructor(readonly books: Books) {}

  /** At most so many codes may be delivered by one command. */
  need(variantId: string, quantity: number): void {
    this.#wanted.set(variantId, (this.#wanted.get(variantId) ?? 0) + quantity);
  }

  /** Texts somebody wants to add: the book learns which of them exist. */
  needTexts(programId: string, variantId: string, texts: readonly string[]): void {
    const asked = this.#asked.get(variantId) ?? { programId, texts: new Set() };
    for (const text of texts) asked.texts.add(text);
    this.#asked.set(variantId, asked);
  }

  exists(variantId: string, text: string): boolean {
    return this.#known.get(variantId)?.has(text) ?? false;
  }

  deliver(variantId: string, quantity: number, exchangeId: string, line: number): void {
    const codes = (this.#free.get(variantId) ?? []).splice(0, quantity);
    if (codes.length < quantity) throw new Error('A code pool holds fewer codes than its stock says.');
    for (const code of codes) this.#delivered.push({ code, exchangeId, line });
  }

  add(programId: string, variantId: string, text: string): void {
    const code = { id: this.books.newId(), programId, variantId, text };
    this.#added.push(code);
    this.#remember(variantId, text);
    this.#freeOf(variantId).push(code);
  }

  load(): Load[] {
    const wanted = [...this.#wanted];
    const asked = [...this.#asked].flatMap(([variantId, { texts }]) =>
      [...texts].map((text) => ({ variantId, text })),
    );
    const free = load<{ id: string; variant_id: string }>(
      freeCodesSql,
      [wanted.map(([id]) => id), wanted.map(([, quantity]) => quantity)],
      (row) => this.#freeOf(row.variant_id).push({ id: row.id, variantId: row.variant_id }),
    );
    const known = load<{ variant_id: string; text: string }>(
      knownCodesSql,
      [asked.map((a) => a.variantId), asked.map((a) => a.text)],
      (row) => this.#remember(row.variant_id, row.text),
    );
    return [...(wanted.length > 0 ? [free] : []), ...(asked.length > 0 ? [known] : [])];
  }

  store(): Statement[] {
    const statements: Statement[] = [];
    if (this.#added.length > 0) {
      statements.push({
        text: insertCodesSql,
        values: [
          this.#added.map((c) => c.id),
          this.#added.map((c) => c.programId),
          this.#added.map((c) => c.variantId),
          this.#added.map((c) => c.text),
        ],
      });
    }
    if (this.#delivered.length > 0) {
      statements.push({
        text: deliverCodesSql,
        values: [
          this.#delivered.map((d) => d.code.id),
          this.#delivered.map((d) => d.exchangeId),
          this.#delivered.map((d) => d.line),
          this.books.now,
        ],
      });
    }
    return statements;
  }

  #freeOf(variantId: string): Code[] {
    const codes = this.#free.get(variantId) ?? [];
    this.#free.set(variantId, codes);
    return codes;
  }

  #remember(variantId: string, text: string): void {
    this.#known.set(variantId, (this.#known.get(variantId) ?? new Set()).add(text));
  }
}

const freeCodesSql = `
  SELECT c.id, c.variant_id
   FROM ${rowsOf('$1::uuid[], $2::int[]', 'variant_id, quantity')} AS n
  CROSS JOIN LATERAL (
    SELECT * FROM code o WHERE o.variant_id = n.variant_id AND o.exchange_id IS NULL ORDER BY o.id LIMIT n.quantity
  ) AS c`;

// As many codes as an operator likes, for which rowsOf is not made.
const knownCodesSql = `
  SELECT variant_id, text
    FROM code JOIN unnest($1::uuid[], $2::text[]) AS n(variant_id, text) USING (variant_id, text)`;

const insertCodesSql = `
  INSERT INTO code (id, program_id, variant_id, text)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])`;

const deliverCodesSql = `
  UPDATE code c SET exchange_id = d.exchange_id, line = d.line, delivered_at = $4
   FROM ${rowsOf('$1::uuid[], $2::uuid[], $3::int[]', 'id, exchange_id, line')} AS d
  WHERE c.id = d.id`;
