import { Asking } from './asking.js';
import { demoMembers } from '../demo.js';
import { store } from '../state.js';

const asking = new Asking();

/** Who one could be; asked for until it has come, since nobody can sign in without it. */
export async function loadDemoMembers(): Promise<void> {
  if (store.state.demoMembers.length > 0) return;
  const asked = asking.begin();
  store.update({ demoMembersAwaited: true });
  const members = await demoMembers();
  if (members.length > 0) store.update({ demoMembers: members });
  if (asked.isLast()) store.update({ demoMembersAwaited: false });
}
