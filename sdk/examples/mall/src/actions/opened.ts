import { showReward } from './sheets.js';
import { showPool } from '../crowdfunding/actions.js';
import { showProject } from '../donation/actions.js';
import { showCampaign } from '../voting/actions.js';
import type { Opened } from '../state.js';

const showing: Record<Opened['kind'], (handle: string) => Promise<void>> = {
  reward: showReward,
  project: showProject,
  vote: showCampaign,
  pool: showPool,
};

/** Shows what an address names. */
export function showOpened({ kind, handle }: Opened): Promise<void> {
  return showing[kind](handle);
}
