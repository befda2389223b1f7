import { atPresentPrices, emptyCart, repriceCart } from './cart.js';
import { onStatus } from './live.js';
import { loadReward, openSheet } from './sheets.js';
import { mall } from '../mall.js';
import { totalOf } from '../price.js';
import { RefusedError } from '@jifen/sdk';
import { sentence } from '../refusals.js';
import { store, type CheckoutSheet, type Line } from '../state.js';
import type { Exchange } from '../types.js';

// One key per intent, not per press: pressing again after a lost answer must not exchange twice.
let redeemKey = crypto.randomUUID();
let payKey = crypto.randomUUID();
let stopFollowing: () => void = () => undefined;

export function startCheckout(lines: readonly Line[], fromCart: boolean): void {
  redeemKey = crypto.randomUUID();
  openSheet({ kind: 'checkout', lines, fromCart, exchange: null, working: false, problem: null });
}

/** Takes up an exchange that still waits for its cash part. */
export function resumeCheckout(exchange: Exchange): void {
  payKey = crypto.randomUUID();
  openSheet({ kind: 'checkout', lines: [], fromCart: false, exchange, working: false, problem: null });
  follow(exchange.id);
}

export async function confirm(): Promise<void> {
  const sheet = store.state.sheet;
  if (sheet?.kind !== 'checkout' || sheet.working) return;
  change({ working: true, problem: null });
  try {
    const exchange = await mall.exchange.redeem({
      lines: sheet.lines.map((line) => ({
        variantId: line.variant.id,
        quantity: line.quantity,
        pricePlanId: line.plan.id,
      })),
      expectedTotal: totalOf(sheet.lines),
      idempotencyKey: redeemKey,
    });
    if (sheet.fromCart) emptyCart();
    payKey = crypto.randomUUID();
    change({ working: false, exchange });
    follow(exchange.id);
  } catch (error) {
    if (error instanceof RefusedError) redeemKey = crypto.randomUUID();
    change({ working: false, problem: sentence(error) });
    if (error instanceof RefusedError && error.code === 'PRICE_CHANGED') await showPresentPrices(sheet);
  }
}

/** So that pressing again agrees to what it costs now. */
async function showPresentPrices({ lines, fromCart }: CheckoutSheet): Promise<void> {
  if (fromCart) void repriceCart();
  try {
    const priced = await atPresentPrices(lines);
    const { sheet } = store.state;
    if (sheet?.kind === 'checkout' && sheet.lines === lines) change({ lines: priced });
  } catch {
    // The sentence of the refusal names the present price.
  }
}

export async function pay(paymentMethod: 'test_ok' | 'test_declined'): Promise<void> {
  const exchange = waiting();
  if (exchange === null) return;
  change({ working: true, problem: null });
  try {
    heard(await mall.exchange.pay({ exchangeId: exchange.id, paymentMethod, idempotencyKey: payKey }));
    change({ working: false });
  } catch (error) {
    if (error instanceof RefusedError) payKey = crypto.randomUUID();
    change({ working: false, problem: sentence(error) });
    await refresh(exchange.id);
  }
}

export async function giveUp(): Promise<void> {
  const exchange = waiting();
  if (exchange === null) return;
  change({ working: true, problem: null });
  try {
    heard(await mall.exchange.cancel({ exchangeId: exchange.id }));
    change({ working: false });
  } catch (error) {
    change({ working: false, problem: sentence(error) });
    await refresh(exchange.id);
  }
}

/** Back from the confirmation to where it was started: the cart, or the reward. */
export async function backFromCheckout(): Promise<void> {
  const sheet = store.state.sheet;
  if (sheet?.kind !== 'checkout') return;
  const line = sheet.lines[0];
  if (sheet.fromCart || line === undefined) {
    openSheet({ kind: 'cart' });
    return;
  }
  openSheet({
    kind: 'reward',
    handle: line.reward.handle,
    phase: 'loading',
    reward: null,
    variantId: line.variant.id,
    planId: line.plan.id,
    quantity: line.quantity,
    picture: 0,
  });
  await loadReward();
}

export function leaveCheckout(): void {
  stopFollowing();
  stopFollowing = () => undefined;
}

function waiting(): Exchange | null {
  const sheet = store.state.sheet;
  return sheet?.kind === 'checkout' && !sheet.working ? sheet.exchange : null;
}

function follow(id: string): void {
  // The countdown starts from this very moment, not from the last slow tick of the page.
  store.update({ now: Date.now() });
  stopFollowing();
  stopFollowing = mall.live.exchange(id, heard, { onStatus });
}

function heard(exchange: Exchange): void {
  const sheet = store.state.sheet;
  if (sheet?.kind !== 'checkout' || sheet.exchange?.id !== exchange.id) return;
  if (BigInt(exchange.version) >= BigInt(sheet.exchange.version)) change({ exchange });
}

async function refresh(id: string): Promise<void> {
  try {
    const exchange = await mall.exchange.get(id);
    if (exchange !== null) heard(exchange);
  } catch {
    // The live state will tell.
  }
}

function change(patch: Partial<CheckoutSheet>): void {
  const sheet = store.state.sheet;
  if (sheet?.kind === 'checkout') store.update({ sheet: { ...sheet, ...patch } });
}
