export interface Weight<Key, Value> {
  of: (key: Key, value: Value) => number;
  /** Of all values together. */
  most: number;
}

/** Values by their keys, at most `capacity` of them and no more than they may weigh: what was used least recently is forgotten first. */
export class Recent<Key, Value> {
  readonly #values = new Map<Key, Value>();
  #latest: Key | undefined;
  #weight = 0;

  constructor(
    private readonly capacity: number,
    private readonly weight: Weight<Key, Value> = { of: () => 0, most: 0 },
  ) {}

  get(key: Key): Value | undefined {
    const value = this.#values.get(key);
    // What everybody asks for stands last already.
    if (value !== undefined && key !== this.#latest) this.set(key, value);
    return value;
  }

  /** Without counting it as a use. */
  peek(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  set(key: Key, value: Value): void {
    // Set anew, so that what was used longest ago stands first.
    this.#forget(key);
    this.#values.set(key, value);
    this.#latest = key;
    this.#weight += this.weight.of(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.capacity && this.#weight <= this.weight.most) return;
      this.#forget(oldest);
    }
  }

  #forget(key: Key): void {
    const value = this.#values.get(key);
    if (value !== undefined) this.#weight -= this.weight.of(key, value);
    this.#values.delete(key);
  }
}

/**
 * For what is parsed of texts that anybody may send, in characters: a document takes some 240 bytes a token, more than a hundred times
 * its text where tokens are short.
 */
export const mostKnownCharacters = 400_000;
