import type { Command, Outcome } from './command.js';
import type { Answer } from './run-group.js';

/** A command and whoever waits for what comes of it. */
export interface Waiting {
  command: Command<Outcome>;
  /** Whether it has waited for rows that somebody keeps, apart from the others. */
  waitedApart: boolean;
  answer(answer: Answer): void;
}

export function failAll(group: readonly Waiting[], failed: unknown): void {
  for (const waiting of group) waiting.answer({ failed });
}
