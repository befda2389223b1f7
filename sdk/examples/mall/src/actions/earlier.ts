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

  /** Keeps what comes for whoever reads now, who may be gone when it comes. Null: there is no such thing any more. */
  keeper(): (about: string, answer: Answer | null) => void {
    const answers = this.#answers();
    return (about, answer) => {
      answers.delete(about);
      if (answer !== null) answers.set(about, answer);
      const [oldest] = answers.keys();
      if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    };
  }

  /** What was read is no longer so: the reader has changed it. */
  forget(about: string): void {
    this.#answers().delete(about);
  }

  #answers(): Map<string, Answer> {
    const of = this.#whose();
    if (this.#kept.of !== of) this.#kept = { of, answers: new Map() };
    return this.#kept.answers;
  }
}
