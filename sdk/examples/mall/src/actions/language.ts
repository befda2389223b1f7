import { Asking } from './asking.js';
import { loadMember } from './member.js';
import { loadOpened } from './opened.js';
import { loadShelf } from './shelf.js';
import { writeLanguage } from '../address.js';
import { loadPools } from '../crowdfunding/actions.js';
import { loadProjects } from '../donation/actions.js';
import { loadCampaigns } from '../voting/actions.js';
import { mall } from '../mall.js';
import { remembered } from '../remembered.js';
import { store } from '../state.js';
import type { LanguageCode } from '../types.js';

/** The page's own words change at once; what the server wrote follows as soon as it answers. */
export async function speak(language: LanguageCode): Promise<void> {
  store.update({ language });
  remembered.keepLanguage(language);
  writeLanguage(language);
  mall.setLanguage(language);
  await Promise.all([
    loadProgram(),
    loadShelf(),
    loadOpened(),
    loadProjects(),
    loadCampaigns(),
    loadPools(),
    loadMember(),
  ]);
}

const asking = new Asking();

export async function loadProgram(): Promise<void> {
  const { heard } = asking.begin(store.state.language);
  try {
    const [program, zones] = await Promise.all([mall.program(), mall.catalog.zones()]);
    if (heard()) store.update({ program, zones });
  } catch {
    // The shelf tells of the trouble; a name can wait for the next try.
  }
}
