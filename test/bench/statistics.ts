import type { Bound, Comparison } from './row.js';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export interface Compared {
  /** Median over the rounds, each compared with the same round's limit. */
  reached: number;
  lowest: number;
  highest: number;
  verdict: 'aim' | 'must' | 'missed';
}

/** Rounds are compared one by one: what slowed the machine down slowed both of a round. */
export function compare(
  comparison: Comparison,
  subject: readonly number[],
  limit: readonly number[],
): Compared {
  const each = subject.map((value, round) => relation(comparison, value, limit[round] ?? Number.NaN));
  const reached = median(each);
  return {
    reached,
    lowest: Math.min(...each),
    highest: Math.max(...each),
    verdict: verdict(comparison.bound, reached),
  };
}

function relation({ bound, lessIsBetter }: Comparison, subject: number, limit: number): number {
  if (bound.kind === 'at most more') return subject - limit;
  return bound.kind === 'at least' && lessIsBetter === true ? limit / subject : subject / limit;
}

function verdict(bound: Bound, reached: number): Compared['verdict'] {
  const meets = (wanted: number) => (bound.kind === 'at least' ? reached >= wanted : reached <= wanted);
  if (meets(bound.aim)) return 'aim';
  return meets(bound.must) ? 'must' : 'missed';
}
