import { becomeMember } from './member.js';
import { closeSheet, showReward } from './sheets.js';
import { store } from '../state.js';

/** Whoever signed in on the way to a reward finds that reward open again. */
export async function chooseMember(customerId: string | null): Promise<void> {
  const { sheet } = store.state;
  const back = sheet?.kind === 'members' ? sheet.returnTo : null;
  const ready = becomeMember(customerId);
  if (back === null) closeSheet();
  else await showReward(back);
  await ready;
}
