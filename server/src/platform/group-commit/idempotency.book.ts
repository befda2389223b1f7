import { rowsOf } from '../rows-of.js';
import { hash } from 'node:crypto';
import { isStorable } from '../text.rules.js';
import type { Refusal } from '../refusal.js';
import { type Book, type Command, load, type Outcome, type Statement } from './command.js';

interface Answer {
  /** 32 hexadecimal digits. */
  inputHash: string;
  outcome: Outcome;
}

interface KeyRow {
  [column: string]: unknown;
  id: string;
  input_hash: string;
  outcome: Outcome;
}

/** The keys that commands of this group claim, with the answers given under them before. */
export class IdempotencyBook implements Book {
  readonly #ids = new Map<Command<Outcome>, string>();
  readonly #answers = new Map<string, Answer>();
  readonly #fresh: { id: string; programId: string; key: string; answer: Answer }[] = [];

  constructor(private readonly now: Date) {}

  want(command: Command<Outcome>): void {
    if (command.idempotency === null || checkKey(command) !== null) return;
    const { scope, key } = command.idempotency;
    this.#ids.set(command, idOf(command.programId, scope, key));
  }

  /** The first answer under the command's key, 'conflict' when the key came with other input, or null when it is new. */
  earlier(command: Command<Outcome>): Outcome | 'conflict' | null {
    const id = this.#ids.get(command);
    if (id === undefined || command.idempotency === null) return null;
    const answer = this.#answers.get(id);
    if (answer === undefined) return null;
    return answer.inputHash === hashOf(command.name, command.idempotency.input) ? answer.outcome : 'conflict';
  }

  record(command: Command<Outcome>, outcome: Outcome): void {
    const id = this.#ids.get(command);
    if (id === undefined || command.idempotency === null) return;
    const { key, input } = command.idempotency;
    const answer = { inputHash: hashOf(command.name, input), outcome };
    this.#answers.set(id, answer);
    this.#fresh.push({ id, programId: command.programId, key, answer });
  }

  load() {
    if (this.#ids.size === 0) return [];
    return [
      load<KeyRow>(knownKeysSql, [[...new Set(this.#ids.values())]], (row) =>
        this.#answers.set(digitsOf(row.id), { inputHash: digitsOf(row.input_hash), outcome: row.outcome }),
      ),
    ];
  }

  store(): Statement[] {
    if (this.#fresh.length === 0) return [];
    return [
      {
        text: insertKeysSql,
        values: [
          this.#fresh.map((f) => f.id),
          this.#fresh.map((f) => f.programId),
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
  const zh = `幂等键须有 1 到 ${longestKey} 个字符，且不能含无法保存的字符。`;
  const en = `The idempotency key must have 1 to ${longestKey} characters, all of them such as can be stored.`;
  return { code: 'INVALID_INPUT', reason: { zh, en }, path: ['idempotencyKey'] };
}

/** Under which a key is stored, for a whole key is long. */
function idOf(programId: string, scope: string, key: string): string {
  // NUL cannot be part of a scope or of a key that was checked.
  return halfHash(`${programId}\0${scope}\0${key}`);
}

/** Commands put their input together field by field in one order, whatever order the caller wrote them in. */
function hashOf(name: string, input: unknown): string {
  return halfHash(`${name}\0${JSON.stringify(input)}`);
}

/** The 32 digits of a uuid: with 128 bits no two texts share one. For a text of this length a Buffer costs more than the hash itself. */
function halfHash(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}

function digitsOf(uuid: string): string {
  return uuid.replaceAll('-', '');
}

const knownKeysSql = `
  SELECT id, input_hash, outcome FROM idempotency_key WHERE id = ANY ($1::uuid[])`;

const insertKeysSql = `
  INSERT INTO idempotency_key (id, program_id, key, input_hash, outcome, created_at)
  SELECT id, program_id, key, input_hash, outcome, $6
    FROM ${rowsOf(
      '$1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::json[]',
      'id, program_id, key, input_hash, outcome',
    )} AS f`;
