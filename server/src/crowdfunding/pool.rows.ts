import type { Picture } from '../platform/content.rules.js';
import type { LocalizedText } from '../graphql/localized.js';

/** open → succeeded → completed, or open → failed → released. */
export type PoolState = 'open' | 'succeeded' | 'completed' | 'failed' | 'released';
/** One thing for all, a draw weighted by pledge, or one for everybody at the price of many. */
export type Allotment = 'shared' | 'draw' | 'volume';
export type PledgeState = 'held' | 'withdrawn' | 'captured' | 'released';

/** How far a pool is, as anyone may see it. */
export interface Progress {
  poolId: string;
  programId: string;
  state: PoolState;
  pledged: number;
  target: number;
  backers: number;
  deadline: Date;
  version: number;
}

/** What became of the points of a completed pool. */
export interface Settlement {
  points: number;
  /** In the smallest unit; null: not told. */
  amountMinor: number | null;
  currency: string;
  statement: LocalizedText;
  documentUrl: string | null;
  at: Date;
}

/** A pool with everything a page about it shows. */
export interface PoolPage extends Progress {
  handle: string;
  title: LocalizedText;
  summary: LocalizedText;
  story: LocalizedText;
  images: Picture[];
  least: number;
  most: number | null;
  allotment: Allotment;
  /** How it is allotted, in words. */
  terms: LocalizedText;
  winners: number | null;
  seedHash: string;
  /** Null while the pool is open. */
  seed: string | null;
  /** Numbers by place; empty before the draw. */
  won: number[];
  /** Why it was called off; null when it was not. */
  cancelled: LocalizedText | null;
  settlement: Settlement | null;
  createdAt: Date;
}

/** What one member put into one pool. */
export interface Pledge {
  id: string;
  programId: string;
  poolId: string;
  memberId: string;
  /** In the order of first pledges: the public name of a backer in the draw. */
  number: number;
  points: number;
  state: PledgeState;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A pledge as its member sees it. */
export interface PledgePage extends Pledge {
  /** Whether the member gets what the pool is for. */
  allotted: boolean;
}
