/** The most answers that are kept. */
const most = 50;

/** Answers that have been read on this page, by what they are about, for when the same is opened again and asking anew fails or takes long. */
export class Earlier<Answer> {
  readonly #whose: () => string;
  #kept: { readonly of: string; readonly answers: Map<string, Answer> };

  /** What is kept of one reader is never shown to another. */
  constructor(whose: () => string) {
    this.#whose = whose;
    this.#kept = { of: whose(), answers: new Map() };
  }

  of(about: string): Answer | null {
    return this.#answers().get(about) ?? null;
  }

  /** Null: there is no such thing any more. */
  keep(about: string, answer: Answer | null): void {
    const answers = this.#answers();
    answers.delete(about);
    if (answer !== null) answers.set(about, answer);
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
  }

  #answers(): Map<string, Answer> {
    const of = this.#whose();
    if (this.#kept.of !== of) this.#kept = { of, answers: new Map() };
    return this.#kept.answers;
  }
}
