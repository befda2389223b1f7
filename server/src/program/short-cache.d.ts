/** Keeps what was read for a moment, so that a hot key is not read at every request. */
export declare class ShortCache<T> {
    #private;
    private readonly keepMs;
    private readonly limit;
    constructor(keepMs: number, limit: number);
    /** One read serves everyone who asks meanwhile; what was not found or failed is not kept. */
    get(key: string, read: () => Promise<T | null>): Promise<T | null>;
    clear(): void;
}
