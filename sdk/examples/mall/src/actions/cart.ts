import { followStock } from './live.js';
import { tell } from './notices.js';
import { mostAtOnce } from '../availability.js';
import { mall } from '../mall.js';
import { presentPlan } from '../price.js';
import { store, type Line } from '../state.js';
import { texts } from '../texts.js';

/** The same variant on the same terms is one line; adding it again raises its quantity. */
export function addToCart(line: Line): void {
  const { cart } = store.state;
  const same = cart.find((one) => sameTerms(one, line));
  const next =
    same === undefined
      ? [...cart, line]
      : cart.map((one) => (one === same ? withQuantity(one, one.quantity + line.quantity) : one));
  store.update({ cart: next });
  followStock();
  tell(texts().reward.added);
}

export function changeQuantity(line: Line, quantity: number): void {
  store.update({ cart: store.state.cart.map((one) => (one === line ? withQuantity(one, quantity) : one)) });
}

export function removeFromCart(line: Line): void {
  store.update({ cart: store.state.cart.filter((one) => one !== line) });
  followStock();
}

/** What has been exchanged goes; what was put in while the answer was on its way stays. */
export function takeFromCart(lines: readonly Line[]): void {
  const cart = store.state.cart.flatMap((line) => {
    const taken = lines.find((one) => sameTerms(one, line))?.quantity ?? 0;
    return line.quantity > taken ? [{ ...line, quantity: line.quantity - taken }] : [];
  });
  store.update({ cart });
}

/** The same lines at what they cost now whoever is signed in; of a reward that has gone, the line stays as it was. */
export async function atPresentPrices(lines: readonly Line[]): Promise<Line[]> {
  const handles = [...new Set(lines.map((line) => line.reward.handle))];
  const rewards = await Promise.all(handles.map((handle) => mall.catalog.reward({ handle })));
  const variants = rewards.flatMap((reward) => reward?.variants ?? []);
  return together(
    lines.map((line) => {
      const variant = variants.find(({ id }) => id === line.variant.id) ?? line.variant;
      return { ...line, variant, plan: presentPlan(variant, line.plan) };
    }),
  );
}

/** Who signs in has prices of their own. */
export async function repriceCart(): Promise<void> {
  const { cart } = store.state;
  if (cart.length === 0) return;
  try {
    const priced = await atPresentPrices(cart);
    if (store.state.cart === cart) store.update({ cart: priced });
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
