import { createHash } from 'node:crypto';
import type { RequestContext } from './context.js';

/** An answer as it was made. */
export interface MadeAnswer {
  contentType: string;
  body: string;
}

/** A whole answer, ready to be sent. */
export interface CachedAnswer extends MadeAnswer {
  /** The body as it goes over the wire, encoded once. */
  bytes: Buffer;
  /** A strong validator of the body. */
  etag: string;
}

interface Entry {
  answer: CachedAnswer;
  madeAt: number;
}

const keepMs = 1_000;
const mostEntries = 2_000;
const mostCharacters = 16_000_000;

/**
 * Answers that are the same for everybody who comes without a member token: by program, language, document, variables and accepted type.
 * Every commit of this process and every change heard of from another one empties it; what time alone changes (a sale that
 * begins, a batch that renews) is at most a second late.
 */
export class AnswerCache {
  readonly #entries = new Map<string, Entry>();
  readonly #making = new Map<string, Promise<CachedAnswer | null>>();
  #characters = 0;
  #generation = 0;

  /** `onMake` is called before an answer is made: from then on every change must lead to `clear`. */
  constructor(private readonly onMake: () => void = () => undefined) {}

  /** The kept answer, or the one made now; null when what was made must not be kept (the caller makes its own). */
  async get(key: string, now: Date, make: () => Promise<MadeAnswer | null>): Promise<CachedAnswer | null> {
    const kept = this.#entries.get(key);
    if (kept !== undefined && Math.abs(now.getTime() - kept.madeAt) < keepMs) return kept.answer;
    const making = this.#making.get(key);
    // Whoever asks while it is made shares the work: a page that thousands open at once is executed once.
    if (making !== undefined) return making;
    this.onMake();
    const made = this.#make(key, now, make).finally(() => {
      if (this.#making.get(key) === made) this.#making.delete(key);
    });
    this.#making.set(key, made);
    return made;
  }

  /** Something committed: nothing that was read before may be told from now on. */
  clear(): void {
    this.#generation += 1;
    this.#entries.clear();
    this.#making.clear();
    this.#characters = 0;
  }

  async #make(key: string, now: Date, make: () => Promise<MadeAnswer | null>): Promise<CachedAnswer | null> {
    const generation = this.#generation;
    const made = await make();
    if (made === null) return null;
    const { contentType, body } = made;
    const bytes = Buffer.from(body);
    const answer = {
      contentType,
      body,
      bytes,
      etag: `"${createHash('sha1').update(bytes).digest('base64url')}"`,
    };
    // Read before a change and finished after it: true for whoever asked, too old for everybody else.
    if (generation === this.#generation) this.#keep(key, { answer, madeAt: now.getTime() });
    return answer;
  }

  #keep(key: string, entry: Entry): void {
    if (this.#entries.size >= mostEntries || this.#characters > mostCharacters) {
      this.#entries.clear();
      this.#characters = 0;
    }
    this.#entries.set(key, entry);
    this.#characters += entry.answer.body.length + key.length;
  }
}

/** The key of a question that anybody could have asked; null when the answer may depend on who asks. */
export function answerKey(context: RequestContext, question: string): string | null {
  if (context.member !== null || context.access.kind !== 'publishable') return null;
  return `${context.program.id} ${context.language} ${question}`;
}
