import { followStock } from './live.js';
import { tell } from './notices.js';
import { mostAtOnce } from '../availability.js';
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

export function emptyCart(): void {
  store.update({ cart: [] });
}

function withQuantity(line: Line, quantity: number): Line {
  const stock = store.state.stock.get(line.variant.id) ?? line.variant.stock;
  return { ...line, quantity: Math.max(1, Math.min(quantity, mostAtOnce(stock, null))) };
}

function sameTerms(one: Line, other: Line): boolean {
  return one.variant.id === other.variant.id && one.plan.id === other.plan.id;
}
