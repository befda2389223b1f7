/** One question that is asked again and again. Of answers that overtake each other, only the one to the last asking counts. */
export class Asking {
  #turn = 0;

  /** Asks anew, and tells, when its answer has come, whether nobody has asked since. */
  begin(): () => boolean {
    const turn = ++this.#turn;
    return () => turn === this.#turn;
  }

  /** What is known from elsewhere is newer than whatever answer is on its way. */
  overtake(): void {
    this.#turn += 1;
  }
}
