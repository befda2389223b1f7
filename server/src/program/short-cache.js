/** Keeps what was read for a moment, so that a hot key is not read at every request. */
export class ShortCache {
    keepMs;
    limit;
    #kept = new Map();
    constructor(keepMs, limit) {
        this.keepMs = keepMs;
        this.limit = limit;
    }
    /** One read serves everyone who asks meanwhile; what was not found or failed is not kept. */
    get(key, read) {
        const now = performance.now();
        const kept = this.#kept.get(key);
        if (kept !== undefined && kept.until > now)
            return kept.value;
        if (this.#kept.size >= this.limit)
            this.#kept.clear();
        const entry = { until: now + this.keepMs, value: read() };
        this.#kept.set(key, entry);
        const drop = () => {
            if (this.#kept.get(key) === entry)
                this.#kept.delete(key);
        };
        entry.value.then((value) => value ?? drop(), drop);
        return entry.value;
    }
    clear() {
        this.#kept.clear();
    }
}
//# sourceMappingURL=short-cache.js.map