import { render } from 'lit/html.js';
import { restoreCart, takeUpCart } from './actions/cart.js';
import { leaveCheckout } from './actions/checkout.js';
import { loadDemoMembers } from './actions/demo-members.js';
import { heldFocus, settleFocus } from './actions/focus.js';
import { loadProgram } from './actions/language.js';
import { leaveLists } from './actions/lists.js';
import { loadMember, refreshCheckIn } from './actions/member.js';
import { loadFailed, loadOpened, showOpened } from './actions/opened.js';
import { closeSheet, pushSheet } from './actions/sheets.js';
import { loadShelf, takeUpSearch } from './actions/shelf.js';
import { hasLeft, readOpen, readSearch, writeLanguage } from './address.js';
import { mallTime } from './clock.js';
import { publishableKey } from './demo.js';
import { loadPools } from './crowdfunding/actions.js';
import { loadProjects } from './donation/actions.js';
import { remembered } from './remembered.js';
import { store } from './state.js';
import { texts } from './texts.js';
import { loadCampaigns } from './voting/actions.js';
import { ignoreSecondPress } from './views/double-press.js';
import { settleNotice } from './views/notice.js';
import { page } from './views/page.js';
import { settleSheet } from './views/sheet.js';

const root = document.querySelector<HTMLElement>('#mall');
if (root === null) throw new Error('The page has no place for the mall.');

// Each brand may dress the page in its own colours; styles/tokens.css knows the two of the demo.
document.documentElement.dataset['brand'] = publishableKey;
store.onChange(() => {
  draw(root);
  recover();
});
store.update({
  language: remembered.language(),
  customerId: remembered.member(),
  search: readSearch(),
  online: navigator.onLine,
});
takeUpCart();
const named = readOpen();
if (named !== null) void showOpened(named);
void load();

function draw(place: HTMLElement): void {
  const { language, program, sheet } = store.state;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = texts().title(program?.name ?? 'Jifen');
  const held = heldFocus();
  render(page(), place);
  settleSheet(place);
  settleFocus(place, held);
  settleNotice(place);
  bringShelfIntoView(place);
  if (sheet?.kind !== 'checkout') leaveCheckout();
  if (sheet?.kind !== 'exchanges') leaveLists();
}

let drawn = store.state.search;

/** Another question begins at the top of its answer, even when it was asked from far down the page. */
function bringShelfIntoView(place: HTMLElement): void {
  const { search } = store.state;
  const { query, zone, sort } = drawn;
  drawn = search;
  if (search.query === query && search.zone === zone && search.sort === sort) return;
  const floor = place.querySelector('.floor-start');
  if (floor !== null && floor.getBoundingClientRect().top < 0) floor.scrollIntoView();
}

async function load(): Promise<void> {
  await Promise.all([
    loadProgram(),
    loadShelf(),
    loadProjects(),
    loadCampaigns(),
    loadPools(),
    loadMember(),
    restoreCart(),
    loadDemoMembers(),
  ]);
}

let interrupted = false;

/** When the socket is back, so is the server: what failed meanwhile is asked again without being told to. */
function recover(): void {
  const { liveInterrupted, shelf, program } = store.state;
  const back = interrupted && !liveInterrupted;
  interrupted = liveInterrupted;
  if (!back) return;
  if (shelf.phase === 'failed') void loadShelf();
  void loadFailed();
  if (program === null) void loadProgram();
  void loadProjects();
  void loadCampaigns();
  void loadPools();
  void refreshCheckIn();
  void restoreCart();
  void loadDemoMembers();
}

window.addEventListener('popstate', () => {
  if (hasLeft()) pushSheet();
  else {
    const open = readOpen();
    if (open !== null) void showOpened(open);
    else closeSheet();
  }
  // A page of before may name the language that was spoken then.
  writeLanguage(store.state.language);
  takeUpSearch();
});

// What scrolls on a narrow screen may not on a wide one.
window.addEventListener('resize', () => store.update({}));

// Another window of the same member may have exchanged what this one still shows.
window.addEventListener('storage', ({ key }) => {
  const { customerId } = store.state;
  if (customerId === null || !remembered.isCartOf(customerId, key)) return;
  takeUpCart();
  void restoreCart();
});

document.addEventListener('click', ignoreSecondPress, true);

window.addEventListener('online', () => {
  store.update({ online: true });
  void Promise.all([load(), loadOpened()]);
});
window.addEventListener('offline', () => store.update({ online: false }));

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void refreshCheckIn();
});

// A payment counts down by the second; opening and closing hours need no such haste.
setInterval(() => {
  const { sheet, now } = store.state;
  const counting = sheet?.kind === 'checkout' && sheet.exchange?.state === 'AWAITING_PAYMENT';
  if (counting || mallTime() - now > 15_000) store.update({ now: mallTime() });
}, 1000);
