import type { ExecutionResult } from 'graphql';

/** Takes the next entry of a log only when graphql-ws has written the answer to the one before. */
export class Pulled implements AsyncGenerator<ExecutionResult, void> {
  constructor(
    private readonly log: AsyncIterator<object>,
    private readonly answer: (entry: object) => Promise<ExecutionResult>,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult, void>> {
    const entry = await this.log.next();
    if (entry.done === true) return { done: true, value: undefined };
    return { done: false, value: await this.answer(entry.value) };
  }

  async return(): Promise<IteratorResult<ExecutionResult, void>> {
    await this.log.return?.();
    return { done: true, value: undefined };
  }

  async throw(error: Error): Promise<IteratorResult<ExecutionResult, void>> {
    await this.log.return?.();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
