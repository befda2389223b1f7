/** Values by their keys, at most `capacity` of them: what was used least recently is forgotten first. */
export class Recent<Key, Value> {
  readonly #values = new Map<Key, Value>();
  #latest: Key | undefined;

  constructor(private readonly capacity: number) {}

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
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#latest = key;
    if (this.#values.size <= this.capacity) return;
    const oldest = this.#values.keys().next();
    if (oldest.done !== true) this.#values.delete(oldest.value);
  }
}
