import type { VoteCampaign, VoteTally } from '@jifen/sdk';
import type { Problem } from '../refusals.js';
import type { Phase } from '../state.js';

/** What the page knows of campaigns. */
export interface Voting {
  /** Whether nobody has answered yet which there are. */
  readonly awaited: boolean;
  readonly campaigns: readonly VoteCampaign[];
  /** The newest tally heard of each campaign, whatever answer or socket it came from. */
  readonly tallies: ReadonlyMap<string, VoteTally>;
}

export interface CampaignSheet {
  readonly kind: 'vote';
  /** Tells this opening of the sheet from every other. */
  readonly opening: string;
  readonly handle: string;
  readonly phase: Phase;
  readonly campaign: VoteCampaign | null;
  readonly candidateId: string | null;
  /** Pieces the member would exchange, where that is asked. */
  readonly quantity: number;
  /** All points that shall stand behind the ballot, where points are put in; null while the field for another amount is empty. */
  readonly points: number | null;
  readonly otherAmount: boolean;
  readonly working: boolean;
  readonly problem: Problem | null;
}

export const noVoting: Voting = { awaited: true, campaigns: [], tallies: new Map() };
