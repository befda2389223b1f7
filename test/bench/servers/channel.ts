/** What a resolver usually returns: an async iterator with a queue of its own, filled by whoever publishes. */
export class Channel<Value> implements AsyncGenerator<Value, void> {
  private readonly queue: Value[] = [];
  private readonly readers: ((result: IteratorResult<Value, void>) => void)[] = [];
  private ended = false;

  constructor(private readonly onEnd: () => void) {}

  push(value: Value): void {
    const reader = this.readers.shift();
    if (reader === undefined) this.queue.push(value);
    else reader({ done: false, value });
  }

  async next(): Promise<IteratorResult<Value, void>> {
    const value = this.queue.shift();
    if (value !== undefined) return { done: false, value };
    if (this.ended) return { done: true, value: undefined };
    return new Promise((resolve) => this.readers.push(resolve));
  }

  async return(): Promise<IteratorResult<Value, void>> {
    if (!this.ended) this.onEnd();
    this.ended = true;
    for (const reader of this.readers.splice(0)) reader({ done: true, value: undefined });
    return { done: true, value: undefined };
  }

  async throw(error: Error): Promise<IteratorResult<Value, void>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
