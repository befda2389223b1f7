import { Asking } from './asking.js';
import { Earlier } from './earlier.js';
import { loadDemoMembers } from './demo-members.js';
import { followStock, heardStock } from './live.js';
import { reader } from './reader.js';
import { dropOpen, leaveOpen, openable, pushOpen } from '../address.js';
import { mall } from '../mall.js';
import { openPlans, planOfPrice, priceFrom } from '../price.js';
import { store, type Opened, type RewardSheet, type Sheet } from '../state.js';
import type { Reward } from '../types.js';

function hasAddress(sheet: Sheet): sheet is Extract<Sheet, Opened> {
  return openable.some((kind) => kind === sheet.kind);
}

function show(sheet: Sheet): void {
  if (!hasAddress(sheet)) dropOpen();
  store.update({ sheet });
}

export async function openReward(handle: string): Promise<void> {
  pushOpen('reward', handle);
  await showReward(handle);
}

export async function showReward(handle: string): Promise<void> {
  const reward = earlier.of(handle);
  const none = { variantId: null, planId: null, quantity: 1, picture: 0 };
  const sheet: RewardSheet = { kind: 'reward', handle, phase: 'loading', reward, ...none };
  store.update({ sheet: reward === null ? sheet : withChoice(sheet, reward) });
  await loadReward();
}

const asking = new Asking();
const earlier = new Earlier<Reward>(reader);

/** Once it was exchanged: how many more may be had is another number. */
export function forgetReward(handle: string): void {
  earlier.forget(handle);
}

/** Fetches the open reward again and keeps what was chosen, as long as it still exists. */
export async function loadReward(): Promise<void> {
  const asked = store.state.sheet;
  if (asked?.kind !== 'reward') return;
  const { handle } = asked;
  const { isLast, heard } = asking.begin(reader() + handle);
  const keep = earlier.keeper();
  if (asked.phase === 'failed') store.update({ sheet: { ...asked, phase: 'retrying' } });
  try {
    const reward = await mall.catalog.reward({ handle });
    const { sheet } = store.state;
    if (!heard()) return;
    keep(handle, reward);
    if (sheet?.kind !== 'reward' || sheet.handle !== handle) return;
    const phase = isLast() ? 'ready' : sheet.phase;
    if (reward === null) {
      store.update({ sheet: { ...sheet, phase, reward: null } });
      return;
    }
    heardStock(reward.variants.map((variant) => variant.stock));
    store.update({ sheet: withChoice({ ...sheet, phase, reward }, reward) });
    followStock();
  } catch {
    const { sheet } = store.state;
    // What is shown already stays.
    if (isLast() && sheet?.kind === 'reward' && sheet.handle === handle)
      store.update({ sheet: { ...sheet, phase: 'failed' } });
  }
}

function withChoice(sheet: RewardSheet, reward: Reward): RewardSheet {
  const kept = reward.variants.find((variant) => variant.id === sheet.variantId);
  const inStock = reward.variants.find(
    (variant) => variant.stock.unlimited || (variant.stock.available ?? 0) > 0,
  );
  const variant = kept ?? inStock ?? reward.variants[0] ?? null;
  const plan =
    (variant && openPlans(variant).find((plan) => plan.id === sheet.planId)) ??
    (variant && planOfPrice(variant, priceFrom(reward)));
  return { ...sheet, variantId: variant?.id ?? null, planId: plan?.id ?? null };
}

export function changeChoice(
  patch: Partial<Pick<RewardSheet, 'variantId' | 'planId' | 'quantity' | 'picture'>>,
): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'reward' || sheet.reward === null) return;
  const quantity = patch.variantId === undefined ? sheet.quantity : 1;
  store.update({ sheet: withChoice({ ...sheet, quantity, ...patch }, sheet.reward) });
}

export function openCart(): void {
  show({ kind: 'cart' });
}

export function openMembers(): void {
  show({ kind: 'members', returnTo: placeOf(store.state.sheet) });
  void loadDemoMembers();
}

/** What has an address, or the reward whose exchange was to be confirmed. */
function placeOf(sheet: Sheet | null): Opened | null {
  if (sheet === null) return null;
  if (hasAddress(sheet)) return { kind: sheet.kind, handle: sheet.handle };
  const line = sheet.kind === 'checkout' && !sheet.fromCart ? sheet.lines[0] : undefined;
  return line === undefined ? null : { kind: 'reward', handle: line.reward.handle };
}

export function closeSheet(): void {
  if (store.state.sheet === null) return;
  store.update({ sheet: null });
  leaveOpen();
  followStock();
}

/** Once the steps of what was closed are taken back: what was opened meanwhile adds its own. */
export function pushSheet(): void {
  const { sheet } = store.state;
  if (sheet !== null && hasAddress(sheet)) pushOpen(sheet.kind, sheet.handle);
}

/** Closes and shows a place of the page. */
export function closeSheetAt(selector: string): void {
  closeSheet();
  document.querySelector(selector)?.scrollIntoView();
}

let openings = 0;

/** Tells one opening of a sheet from every other: an answer is for the one that it was asked from. */
export function newOpening(): string {
  return String(++openings);
}

export function openSheet(sheet: Sheet): void {
  show(sheet);
}
