/**
 * The operation that graphql-ws believes to iterate over while the hub writes the frames: it never yields, ends when the
 * client completes it or leaves, and throws when the subscription fails.
 */
export class Parked implements AsyncGenerator<never, void> {
  private end: ((error: Error | null) => void) | null = null;
  private ended: Error | null | undefined;

  constructor(private readonly onEnd: () => void) {}

  next(): Promise<IteratorResult<never, void>> {
    return new Promise((done, failed) => {
      this.end = (error) => {
        if (error === null) done({ done: true, value: undefined });
        else failed(error);
      };
      if (this.ended !== undefined) this.end(this.ended);
    });
  }

  fail(error: Error): void {
    this.finish(error);
  }

  return(): Promise<IteratorResult<never, void>> {
    this.finish(null);
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: Error): Promise<IteratorResult<never, void>> {
    this.finish(null);
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  private finish(error: Error | null): void {
    if (this.ended !== undefined) return;
    this.ended = error;
    this.onEnd();
    this.end?.(error);
  }
}
