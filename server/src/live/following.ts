import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Connection, Running } from './connection.js';
import type { Executor } from './execute.js';

/** A subscription to a log: the next entry is taken when the answer to the one before has been written. */
export class Following implements Running {
  constructor(
    private readonly operationId: string,
    private readonly log: AsyncIterator<object>,
    private readonly answer: (entry: object) => Promise<ExecutionResult>,
    private readonly connection: Connection,
    private readonly parts: { executor: Executor; onError: (error: unknown) => void },
  ) {}

  begin(): void {
    this.follow().catch(this.parts.onError);
  }

  end(): void {
    this.log.return?.().catch(this.parts.onError);
  }

  private async follow(): Promise<void> {
    const { operationId: id, connection } = this;
    const { executor } = this.parts;
    try {
      for (let entry = await this.log.next(); entry.done !== true; entry = await this.log.next()) {
        const payload = executor.format(await this.answer(entry.value));
        if (connection.runningAs(id) !== this) return;
        await connection.tell({ id, type: 'next', payload });
      }
    } catch (error) {
      if (!connection.drop(id, this)) return;
      this.end();
      return connection.tell({ id, type: 'error', payload: executor.formatErrors([toldAs(error)]) });
    }
    if (connection.drop(id, this)) await connection.tell({ id, type: 'complete' });
  }
}

function toldAs(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
