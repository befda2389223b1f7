import { rowsOf } from '../rows-of.js';
import { hash } from 'node:crypto';
import { isStorable } from '../text.rules.js';
import type { Refusal } from '../refusal.js';
import { type Book, type Command, load, type Outcome, type Statement } from './command.js';

interface Answer {
  /** In hexadecimal: for a text of this length a Buffer costs more than the hash itself. */
  inputHash: string;
  outcome: Outcome;
}

/** A key that a command of this group claims. */
interface Claimed {
  programId: string;
  scope: string;
  key: string;
}

interface KeyRow {
  [column: string]: unknown;
  program_id: string;
  scope: string;
  key: string;
  input_hash: string;
  outcome: Outcome;
}

/** The keys that commands of this group claim, with the answers given under them before. */
export class IdempotencyBook implements Book {
  readonly #wanted = new Map<string, Claimed>();
  readonly #names = new Map<Command<Outcome>, string>();
  readonly #answers = new Map<string, Answer>();
  readonly #fresh: (Claimed & { answer: Answer })[] = [];

  constructor(private readonly now: Date) {}

  want(command: Command<Outcome>): void {
    if (command.idempotency === null || checkKey(command) !== null) return;
    const { programId } = command;
    const { scope, key } = command.idempotency;
    const name = nameOf(programId, scope, key);
    this.#names.set(command, name);
    this.#wanted.set(name, { programId, scope, key });
  }

  /** The first answer under the command's key, 'conflict' when the key came with other input, or null when it is new. */
  earlier(command: Command<Outcome>): Outcome | 'conflict' | null {
    const name = this.#names.get(command);
    if (name === undefined || command.idempotency === null) return null;
    const answer = this.#answers.get(name);
    if (answer === undefined) return null;
    return answer.inputHash === hashOf(command.name, command.idempotency.input) ? answer.outcome : 'conflict';
  }

  record(command: Command<Outcome>, outcome: Outcome): void {
    const name = this.#names.get(command);
    if (name === undefined || command.idempotency === null) return;
    const { scope, key, input } = command.idempotency;
    const answer = { inputHash: hashOf(command.name, input), outcome };
    this.#answers.set(name, answer);
    this.#fresh.push({ programId: command.programId, scope, key, answer });
  }

  load() {
    if (this.#wanted.size === 0) return [];
    const wanted = [...this.#wanted.values()];
    return [
      load<KeyRow>(
        // One look-up a key whatever the planner believes of the table, which is empty at first and large an hour later.
        knownKeysSql,
        [wanted.map((w) => w.programId), wanted.map((w) => w.scope), wanted.map((w) => w.key)],
        (row) =>
          this.#answers.set(nameOf(row.program_id, row.scope, row.key), {
            inputHash: row.input_hash,
            outcome: row.outcome,
          }),
      ),
    ];
  }

  store(): Statement[] {
    if (this.#fresh.length === 0) return [];
    return [
      {
        text: insertKeysSql,
        values: [
          this.#fresh.map((f) => f.programId),
          this.#fresh.map((f) => f.scope),
          this.#fresh.map((f) => f.key),
          this.#fresh.map((f) => f.answer.inputHash),
          this.#fresh.map((f) => JSON.stringify(f.answer.outcome)),
          this.now,
        ],
      },
    ];
  }
}

const longestKey = 200;

/** A key that nobody could have meant. */
export function checkKey({ idempotency }: Command<Outcome>): Refusal | null {
  if (idempotency === null) return null;
  if (idempotency.key !== '' && isStorable(idempotency.key, longestKey)) return null;
  const zh = `幂等键须有 1 到 ${longestKey} 个字符。`;
  const en = `The idempotency key must have 1 to ${longestKey} characters.`;
  return { code: 'INVALID_INPUT', reason: { zh, en }, path: ['idempotencyKey'] };
}

function nameOf(programId: string, scope: string, key: string): string {
  // NUL cannot be part of a scope or of a key that was checked.
  return `${programId}\0${scope}\0${key}`;
}

/** Commands put their input together field by field in one order, whatever order the caller wrote them in. */
function hashOf(name: string, input: unknown): string {
  return hash('sha256', `${name}\0${JSON.stringify(input)}`, 'hex');
}

const knownKeysSql = `
  SELECT k.*
   FROM ${rowsOf('$1::uuid[], $2::text[], $3::text[]', 'program_id, scope, key')} AS w
  CROSS JOIN LATERAL (
    SELECT i.program_id, i.scope, i.key, encode(i.input_hash, 'hex') AS input_hash, i.outcome FROM idempotency_key i
     WHERE (i.program_id, i.scope, i.key) = (w.program_id, w.scope, w.key) LIMIT 1
  ) AS k`;

const insertKeysSql = `
  INSERT INTO idempotency_key (program_id, scope, key, input_hash, outcome, created_at)
  SELECT program_id, scope, key, decode(input_hash, 'hex'), outcome, $6
    FROM ${rowsOf(
      '$1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[]',
      'program_id, scope, key, input_hash, outcome',
    )} AS f`;
