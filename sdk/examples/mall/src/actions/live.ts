import { announce } from './notices.js';
import { availability } from '../availability.js';
import { mallTime } from '../clock.js';
import { mall } from '../mall.js';
import { withNewer } from '../newest.js';
import { store } from '../state.js';
import { stockText } from '../stock-text.js';
import { texts } from '../texts.js';
import type { Stock } from '../types.js';

interface Followed {
  readonly ids: readonly string[];
  readonly stop: () => void;
}

const mostPerSubscription = 100;
let followed: readonly Followed[] = [];

/** Follows exactly the variants that are on the shelf, in the cart or on the open sheet. */
export function followStock(): void {
  const wanted = wantedVariants();
  const kept = followed.filter((part) => part.ids.some((id) => wanted.has(id)));
  const known = new Set(kept.flatMap((part) => part.ids));
  const missing = [...wanted].filter((id) => !known.has(id));
  const added: Followed[] = [];
  for (let at = 0; at < missing.length; at += mostPerSubscription) {
    const ids = missing.slice(at, at + mostPerSubscription);
    added.push({ ids, stop: mall.live.stock(ids, heardLive, { onStatus }) });
  }
  for (const part of followed) if (!kept.includes(part)) part.stop();
  followed = [...kept, ...added];
}

function wantedVariants(): Set<string> {
  const { shelf, cart, sheet } = store.state;
  const wanted = new Set(shelf.rewards.flatMap((reward) => reward.variants.map((variant) => variant.id)));
  for (const line of cart) wanted.add(line.variant.id);
  if (sheet?.kind === 'reward') for (const variant of sheet.reward?.variants ?? []) wanted.add(variant.id);
  return wanted;
}

export function heardStock(states: readonly Stock[]): void {
  store.update({ stock: withNewer(store.state.stock, states, (state) => state.variantId) });
}

function heardLive(state: Stock): void {
  const before = store.state.stock.get(state.variantId);
  heardStock([state]);
  const { sheet } = store.state;
  if (sheet?.kind !== 'reward' || sheet.reward === null || before?.available === state.available) return;
  if (!sheet.reward.variants.some((variant) => variant.id === state.variantId)) return;
  const text = stockText(availability(sheet.reward, [state], mallTime()));
  announce(texts().stock.announce(sheet.reward.title, text));
}

export function onStatus(status: string): void {
  store.update({ liveInterrupted: status === 'reconnecting' });
}
