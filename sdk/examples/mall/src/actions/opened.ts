import { loadReward, showReward } from './sheets.js';
import { loadPool, showPool } from '../crowdfunding/actions.js';
import { loadProject, showProject } from '../donation/actions.js';
import { loadCampaign, showCampaign } from '../voting/actions.js';
import { store, type Opened } from '../state.js';

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

/** Asks again for whichever of them is shown; what was chosen and typed stays. */
export async function loadOpened(): Promise<void> {
  await Promise.all([loadReward(), loadProject(), loadCampaign(), loadPool()]);
}

/** Asks again only where asking has failed. */
export async function loadFailed(): Promise<void> {
  const { sheet } = store.state;
  if (sheet !== null && 'phase' in sheet && sheet.phase === 'failed') await loadOpened();
}
