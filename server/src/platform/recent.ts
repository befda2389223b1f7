export interface Weight<Key, Value> {
  of: (key: Key, value: Value) => number;
  /** Of all values together. */
  most: number;
}

/** Values by their keys, at most `capacity` of them and no more than they may weigh: what was used least recently is forgotten first. */
export class Recent<Key, Value> {
  readonly #values = new Map<Key, { value: Value; weight: number }>();
  #latest: Key | undefined;
  #weight = 0;

  constructor(
    private readonly capacity: number,
    private readonly weight: Weight<Key, Value> = { of: () => 0, most: 0 },
  ) {}

  get(key: Key): Value | undefined {
    const found = this.#values.get(key);
    if (found === undefined) return undefined;
    // What everybody asks for stands last already.
    if (key !== this.#latest) {
      this.#values.delete(key);
      this.#values.set(key, found);
      this.#latest = key;
    }
    return found.value;
  }

  /** Without counting it as a use. */
  peek(key: Key): Value | undefined {
    return this.#values.get(key)?.value;
  }

  set(key: Key, value: Value): void {
    // Set anew, so that what was used longest ago stands first.
    this.#forget(key);
    const weight = this.weight.of(key, value);
    this.#values.set(key, { value, weight });
    this.#latest = key;
    this.#weight += weight;
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.capacity && this.#weight <= this.weight.most) return;
      this.#forget(oldest);
    }
  }

  #forget(key: Key): void {
    this.#weight -= this.#values.get(key)?.weight ?? 0;
    this.#values.delete(key);
  }
}
