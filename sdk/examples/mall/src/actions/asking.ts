/** What was asked, once it is answered. */
export interface Asked {
  /** Whether nobody has asked since. */
  readonly isLast: () => boolean;
  /** An answer has come: whether it counts, for it is newer than whatever is known. */
  readonly heard: () => boolean;
}

/**
 * One question that is asked again and again. Of answers that overtake each other the newest counts; one to an earlier asking of
 * the same counts until a later one comes, which may be never.
 */
export class Asking {
  #turn = 0;
  #known = 0;
  #about = '';

  /** Asks anew; an answer about something else than what was asked last counts no more. */
  begin(about = ''): Asked {
    const turn = ++this.#turn;
    this.#about = about;
    return {
      isLast: () => turn === this.#turn,
      heard: () => {
        if (turn <= this.#known || about !== this.#about) return false;
        this.#known = turn;
        return true;
      },
    };
  }

  /** Whether nobody has asked since now. */
  watch(): () => boolean {
    const turn = this.#turn;
    return () => turn === this.#turn;
  }

  /** What is known from elsewhere is newer than whatever answer is on its way. */
  overtake(): void {
    this.#turn += 1;
    this.#known = this.#turn;
  }
}
