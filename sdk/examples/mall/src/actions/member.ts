import { Asking } from './asking.js';
import { repriceCart, restoreCart, takeUpCart } from './cart.js';
import { loadHeld } from './held.js';
import { onStatus } from './live.js';
import { announce, hush, tell, teller } from './notices.js';
import { refreshNotices } from '../notice/actions.js';
import { reader } from './reader.js';
import { loadReward } from './sheets.js';
import { loadShelf, refreshCounts } from './shelf.js';
import { number } from '../format.js';
import { mall } from '../mall.js';
import { sentence } from '../refusals.js';
import { remembered } from '../remembered.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { Balance } from '../types.js';

let stopFollowing: () => void = () => undefined;
/** Of the tier and the check-ins. */
const standing = new Asking();
let counting: ReturnType<typeof setTimeout> | undefined;

/** Signs in as a demo member, or out with null; the shelf is asked again, since limits and reach differ. */
export async function becomeMember(customerId: string | null): Promise<void> {
  stopFollowing();
  // What was told to somebody else is not for who comes now.
  hush();
  const { search } = store.state;
  // "What I can afford" has no meaning for nobody.
  const affordable = search.affordable && customerId !== null;
  store.update({
    customerId,
    balance: null,
    checkIn: null,
    tier: null,
    checkingIn: false,
    unread: null,
    search: { ...search, affordable },
  });
  remembered.keepMember(customerId);
  takeUpCart();
  mall.memberChanged();
  await Promise.all([loadMember(), loadShelf(), restoreCart()]);
}

export async function loadMember(): Promise<void> {
  const { customerId } = store.state;
  if (customerId === null) return;
  const { heard } = standing.begin(reader());
  try {
    const [balance, checkIn, tier] = await Promise.all([
      mall.points.balance(),
      mall.earning.checkInState(),
      mall.tier.own(),
      refreshNotices(),
    ]);
    if (store.state.customerId !== customerId) return;
    // An answer in the language of before is still better than none: the later one may never come.
    if (heard() || store.state.checkIn === null) store.update({ checkIn, tier });
    if (balance !== null) heardBalance(balance);
    stopFollowing();
    stopFollowing = mall.live.balance(heardBalance, { onStatus });
  } catch (error) {
    if (store.state.customerId === customerId) tell(sentence(error), 'bad');
  }
}

function heardBalance(balance: Balance): void {
  const before = store.state.balance;
  if (store.state.customerId === null) return;
  if (before !== null && BigInt(balance.version) < BigInt(before.version)) return;
  store.update({ balance });
  if (before === null || before.available === balance.available) return;
  announce(texts().balanceIs(number(balance.available)));
  clearTimeout(counting);
  // What moved the points may have been a check-in in another window, or an exchange of what is open here and may be had once.
  counting = setTimeout(
    () => void Promise.all([refreshCounts(), refreshCheckIn(), loadReward(), loadHeld()]),
    600,
  );
}

export async function checkIn(): Promise<void> {
  if (store.state.checkingIn || store.state.checkIn?.checkedInToday === true) return;
  const { customerId } = store.state;
  const tellAsker = teller();
  store.update({ checkingIn: true });
  try {
    const done = await mall.earning.checkIn();
    if (store.state.customerId !== customerId) return;
    standing.overtake();
    store.update({ checkIn: done.member.checkIn });
    heardBalance(done.member.balance);
    tell(texts().checkIn.earned(number(done.points), done.streak));
  } catch (error) {
    tellAsker(sentence(error), 'bad');
    await refreshCheckIn();
  } finally {
    if (store.state.customerId === customerId) store.update({ checkingIn: false });
  }
}

/** Another window may have checked in, or the day may have turned since the page was opened. */
export async function refreshCheckIn(): Promise<void> {
  const { customerId } = store.state;
  if (customerId === null) return;
  // The points have not come either, and nobody follows them.
  if (store.state.balance === null) return loadMember();
  const { heard } = standing.begin(reader());
  try {
    const [checkIn, tier] = await Promise.all([
      mall.earning.checkInState(),
      mall.tier.own(),
      refreshNotices(),
    ]);
    if (store.state.customerId !== customerId || !heard()) return;
    const climbed = tier?.current?.key !== store.state.tier?.current?.key;
    store.update({ checkIn, tier });
    // Another tier has other prices.
    if (climbed) await Promise.all([loadShelf(), loadReward(), repriceCart()]);
  } catch {
    // The state shown before stays.
  }
}
