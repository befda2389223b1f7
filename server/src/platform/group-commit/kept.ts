/** What books remember from one group to the next, one of each kind. */
export class Kept {
  readonly #made = new Map<new () => object, object>();

  of<K extends object>(kind: new () => K): K {
    const known = this.#made.get(kind);
    if (known instanceof kind) return known;
    const made = new kind();
    this.#made.set(kind, made);
    return made;
  }
}
