import { becomeMember } from './member.js';
import { showOpened } from './opened.js';
import { closeSheet } from './sheets.js';
import { keepOpen } from '../address.js';
import { store } from '../state.js';

/** Whoever signed in on the way to something finds it open again. */
export async function chooseMember(customerId: string | null): Promise<void> {
  const { sheet } = store.state;
  const back = sheet?.kind === 'members' ? sheet.returnTo : null;
  const ready = becomeMember(customerId);
  if (back === null) closeSheet();
  else {
    keepOpen(back);
    await showOpened(back);
  }
  await ready;
}
