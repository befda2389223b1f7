/** Keeps what was read for a moment, so that a hot key is not read at every request. */
export class ShortCache<T> {
  readonly #kept = new Map<string, { until: number; value: Promise<T | null> }>();

  constructor(
    private readonly keepMs: number,
    private readonly limit: number,
  ) {}

  /** One read serves everyone who asks meanwhile; what was not found or failed is not kept. */
  get(key: string, read: () => Promise<T | null>): Promise<T | null> {
    const now = performance.now();
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > now) return kept.value;
    if (this.#kept.size >= this.limit) this.#kept.clear();
    const entry = { until: now + this.keepMs, value: read() };
    this.#kept.set(key, entry);
    const drop = () => {
      if (this.#kept.get(key) === entry) this.#kept.delete(key);
    };
    entry.value.then((value) => value ?? drop(), drop);
    return entry.value;
  }

  clear(): void {
    this.#kept.clear();
  }
}
