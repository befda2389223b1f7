import { followStock, heardStock } from './live.js';
import { tell } from './notices.js';
import { mostAtOnce } from '../availability.js';
import { mallTime } from '../clock.js';
import { recheck } from '../kept-cart.js';
import { keptLine, type KeptLine } from '../kept-line.js';
import { mall } from '../mall.js';
import { presentPlan } from '../price.js';
import { remembered } from '../remembered.js';
import { store, type Line } from '../state.js';
import { texts } from '../texts.js';
import type { Reward } from '../types.js';

/** The same variant on the same terms is one line; adding it again raises its quantity. */
export function addToCart(line: Line): void {
  const { cart } = store.state;
  const same = cart.find((one) => sameTerms(one, line));
  const next =
    same === undefined
      ? [...cart, line]
      : cart.map((one) => (one === same ? withQuantity(one, one.quantity + line.quantity) : one));
  change(next);
  followStock();
  tell(texts().reward.added);
}

export function changeQuantity(line: Line, quantity: number): void {
  change(store.state.cart.map((one) => (one === line ? withQuantity(one, quantity) : one)));
}

export function removeFromCart(line: Line): void {
  change(store.state.cart.filter((one) => one !== line));
  followStock();
}

/** What has been exchanged goes, though another member may have signed in meanwhile; what was put in meanwhile stays. */
export function takeFromCart(lines: readonly Line[], customerId: string | null): void {
  if (customerId === store.state.customerId) {
    change(without(store.state.cart, (line) => exchanged(lines, line.variant.id, line.plan.id)));
  } else if (customerId !== null) {
    const kept = remembered.cart(customerId);
    remembered.keepCart(
      customerId,
      without(kept, ({ variantId, planId }) => exchanged(lines, variantId, planId)),
    );
  }
}

function exchanged(lines: readonly Line[], variantId: string, planId: string): number {
  return lines.find(({ variant, plan }) => variant.id === variantId && plan.id === planId)?.quantity ?? 0;
}

function without<Some extends { readonly quantity: number }>(
  lines: readonly Some[],
  taken: (line: Some) => number,
): Some[] {
  return lines.flatMap((line) => {
    const quantity = line.quantity - taken(line);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

/** The same lines at what they cost now whoever is signed in; of a reward that has gone, the line stays as it was. */
export async function atPresentPrices(lines: readonly Line[]): Promise<Line[]> {
  const rewards = await rewardsOf(lines.map((line) => line.reward.handle));
  const variants = rewards.flatMap((reward) => reward.variants);
  return together(
    lines.map((line) => {
      const variant = variants.find(({ id }) => id === line.variant.id) ?? line.variant;
      return { ...line, variant, plan: presentPlan(variant, line.plan) };
    }),
  );
}

async function rewardsOf(handles: readonly string[]): Promise<Reward[]> {
  const rewards = await Promise.all([...new Set(handles)].map((handle) => mall.catalog.reward({ handle })));
  return rewards.filter((reward) => reward !== null);
}

/** What was in the cart at an earlier visit and has not been looked at anew yet. */
let unchecked: readonly KeptLine[] = [];

/** Each member has a cart of their own in this browser; what another has put in one is neither shown nor taken along. */
export function takeUpCart(): void {
  const { customerId } = store.state;
  unchecked = customerId === null ? [] : remembered.cart(customerId);
  store.update({ cart: [] });
}

/** Puts back what was in the cart, as far as it can be had now, and tells of the rest. */
export async function restoreCart(): Promise<void> {
  const kept = unchecked;
  const { customerId } = store.state;
  if (kept.length === 0 || customerId === null) return;
  try {
    const rewards = await rewardsOf(kept.map((line) => line.handle));
    // It may have been asked for twice, or somebody else may have signed in.
    if (unchecked !== kept || store.state.customerId !== customerId) return;
    unchecked = [];
    heardStock(rewards.flatMap((reward) => reward.variants.map((variant) => variant.stock)));
    const { lines, gone, fewer, repriced } = recheck(kept, rewards, mallTime());
    const cart = together([...lines, ...store.state.cart]);
    const { cart: words } = texts();
    const changes = [
      gone.length === 0 ? [] : words.gone(gone),
      fewer.length === 0 ? [] : words.fewerLeft(fewer),
      repriced.length === 0 ? [] : words.repriced(repriced),
    ].flat();
    // Two windows that kept the same anew for each other would never come to an end.
    if (changes.length === 0) store.update({ cart });
    else change(cart);
    if (changes.length > 0) tell(changes.join(words.between), 'bad');
    followStock();
  } catch {
    // It is kept, and asked for again when the server is back.
  }
}

/** What is in the cart is kept for the next visit, with what is still to be looked at. */
function change(cart: readonly Line[]): void {
  const { customerId } = store.state;
  if (customerId !== null) remembered.keepCart(customerId, [...unchecked, ...cart.map(keptLine)]);
  store.update({ cart });
}

/** Whose tier has changed has other prices. */
export async function repriceCart(): Promise<void> {
  const { cart } = store.state;
  if (cart.length === 0) return;
  try {
    const priced = await atPresentPrices(cart);
    if (store.state.cart === cart) change(priced);
  } catch {
    // The server refuses a price that is no longer true.
  }
}

/** Two ways to pay for one thing may have become one. */
function together(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    const at = kept.findIndex((one) => sameTerms(one, line));
    const same = kept[at];
    if (same === undefined) kept.push(line);
    else kept[at] = { ...same, quantity: same.quantity + line.quantity };
  }
  return kept;
}

function withQuantity(line: Line, quantity: number): Line {
  const stock = store.state.stock.get(line.variant.id) ?? line.variant.stock;
  return { ...line, quantity: Math.max(1, Math.min(quantity, mostAtOnce(stock, null))) };
}

function sameTerms(one: Line, other: Line): boolean {
  return one.variant.id === other.variant.id && one.plan.id === other.plan.id;
}
