import type { Donation, DonationProgress, DonationProjectDetail, DonationProjectSummary } from '@jifen/sdk';
import type { Problem } from '../refusals.js';
import type { ListSheet, Phase } from '../state.js';

/** What the page knows of good causes. */
export interface Donations {
  /** Whether nobody has answered yet which there are. */
  readonly awaited: boolean;
  readonly projects: readonly DonationProjectSummary[];
  /** The newest progress heard of each project, whatever answer or socket it came from. */
  readonly progress: ReadonlyMap<string, DonationProgress>;
}

export interface ProjectSheet {
  readonly kind: 'project';
  /** Tells this opening of the sheet from every other. */
  readonly opening: string;
  readonly handle: string;
  readonly phase: Phase;
  readonly project: DonationProjectDetail | null;
  /** What is to be given; null while the field for another amount is empty. */
  readonly points: number | null;
  readonly otherAmount: boolean;
  readonly anonymous: boolean;
  readonly working: boolean;
  readonly problem: Problem | null;
  /** Of the gift just made. */
  readonly receipt: Donation | null;
}

export type DonationsSheet = ListSheet<'donations', Donation>;

export const noDonations: Donations = { awaited: true, projects: [], progress: new Map() };
