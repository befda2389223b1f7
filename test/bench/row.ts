import type { Stage } from './stage.js';

/** One thing that is measured. The contenders of a row take turns, so that whatever disturbs the machine disturbs all of them. */
export interface Contender {
  measure(seconds: number): Promise<number>;
}

/** What a comparison must reach, and what we are after. */
export type Bound =
  /** How near the limit we are: 1 is the limit itself. */
  | { kind: 'at least'; must: number; aim: number }
  /** How many times the limit we need, where less is better. */
  | { kind: 'at most'; must: number; aim: number }
  /** How much more than the limit we need, in the row's unit. */
  | { kind: 'at most more'; must: number; aim: number };

export interface Comparison {
  subject: string;
  limit: string;
  /** What the limit is, in words. */
  against: string;
  bound: Bound;
  /** Smaller figures are better, so 'at least' compares limit / subject. */
  lessIsBetter?: boolean;
}

export interface Row {
  name: string;
  /** What is measured, in words. */
  title: string;
  unit: string;
  /** How long one measurement takes in a full run. */
  secondsEach: number;
  rounds?: number;
  /** Every measurement starts a process of its own, so that there is nothing to warm up. */
  cold?: boolean;
  /**
   * How long each contender runs before it counts; 1 when left out. An exchange needs some 3 s until the engine has compiled most of
   * its way (1,800, 4,200, 5,200, 5,300, 5,800 a second in the first five), and a server is warm all day.
   */
  warmUpSeconds?: number;
  comparisons: readonly Comparison[];
  open(stage: Stage): Promise<OpenRow>;
}

export interface OpenRow {
  contenders: Readonly<Record<string, Contender>>;
  close(): Promise<void>;
}
