import type { Picture } from '../platform/content.rules.js';
import type { LocalizedText } from '../graphql/localized.js';

export type DonationState = 'open' | 'closed' | 'settled';
/** What happens above the goal: more is welcome, or nothing more is taken. */
export type OverFunding = 'accept' | 'stop';

export interface Milestone {
  points: number;
  title: LocalizedText;
  reachedAt: Date | null;
}

/** How far a project is, as anyone may see it. */
export interface Progress {
  projectId: string;
  programId: string;
  state: DonationState;
  endsAt: Date | null;
  goal: number;
  overFunding: OverFunding;
  raised: number;
  donors: number;
  gifts: number;
  /** In the order of their points. */
  milestones: readonly Milestone[];
  version: number;
}

export interface Settlement {
  points: number;
  amountMinor: number;
  currency: string;
  statement: LocalizedText;
  documentUrl: string | null;
  at: Date;
}

/** A project with everything a page about it shows. */
export interface ProjectPage extends Progress {
  handle: string;
  title: LocalizedText;
  summary: LocalizedText;
  story: LocalizedText;
  recipient: LocalizedText;
  images: Picture[];
  least: number;
  createdAt: Date;
  settlement: Settlement | null;
}

/** One gift: the receipt of the member who gave. */
export interface Gift {
  id: string;
  programId: string;
  projectId: string;
  memberId: string;
  /** Of the receipt: the gifts of the project, counted. */
  number: number;
  points: number;
  /** What the points were worth when they were given, in the smallest units of the currency. */
  worthMinor: number;
  currency: string;
  anonymous: boolean;
  transferId: string;
  at: Date;
}

/** News as it is read: with the project it is of. */
export interface ToldNews extends News {
  projectId: string;
}

/** What is told of a project, whatever state it is in. */
export interface News {
  id: string;
  title: LocalizedText;
  body: LocalizedText;
  images: Picture[];
  at: Date;
}
