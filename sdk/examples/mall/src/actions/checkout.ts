import { atPresentPrices, repriceCart, takeFromCart } from './cart.js';
import { Intent } from './intent.js';
import { KeptIntent } from './kept-intent.js';
import { onStatus } from './live.js';
import { teller } from './notices.js';
import { forgetReward, loadReward, newOpening, openSheet } from './sheets.js';
import { keepOpen } from '../address.js';
import { mallTime } from '../clock.js';
import { money } from '../format.js';
import { mall } from '../mall.js';
import { totalOf } from '../price.js';
import { NetworkError, type RedeemInput, RefusedError } from '@jifen/sdk';
import { sentence } from '../refusals.js';
import { store, type CheckoutSheet, type Line, type NoticeAction } from '../state.js';
import { texts } from '../texts.js';
import type { Exchange } from '../types.js';

const redeeming = new KeptIntent('exchange');
const paying = new Intent();
let stopFollowing: () => void = () => undefined;

const unasked = { kind: 'checkout', working: false, problem: null } as const;

export function startCheckout(lines: readonly Line[], fromCart: boolean): void {
  redeeming.renew();
  openSheet({ ...unasked, opening: newOpening(), lines, fromCart, exchange: null });
}

/** Takes up an exchange that still waits for its cash part. */
export function resumeCheckout(exchange: Exchange): void {
  paying.renew();
  openSheet({ ...unasked, opening: newOpening(), lines: [], fromCart: false, exchange });
  follow(exchange.id);
}

export async function confirm(): Promise<void> {
  const sheet = store.state.sheet;
  if (sheet?.kind !== 'checkout' || sheet.working) return;
  const { opening, lines, fromCart } = sheet;
  const { customerId } = store.state;
  const asked = asInput(lines);
  const idempotencyKey = redeeming.keyFor(customerId, asked);
  const tellAsker = teller();
  change(opening, { working: true, problem: null });
  try {
    const exchange = await mall.exchange.redeem({ ...asked, idempotencyKey });
    redeeming.decided(customerId, idempotencyKey);
    for (const { reward } of lines) forgetReward(reward.handle);
    if (fromCart) takeFromCart(lines, customerId);
    if (!change(opening, { working: false, exchange })) {
      tellOf(exchange, tellAsker);
      return;
    }
    paying.renew();
    follow(exchange.id);
  } catch (error) {
    if (error instanceof RefusedError) redeeming.decided(customerId, idempotencyKey);
    const problem = sentence(error);
    if (!change(opening, { working: false, problem }))
      tellAsker(error instanceof NetworkError ? texts().checkout.unknown : problem, 'bad');
    if (error instanceof RefusedError && error.code === 'PRICE_CHANGED') await showPresentPrices(sheet);
  }
}

function asInput(lines: readonly Line[]): RedeemInput {
  return {
    lines: lines.map(({ variant, quantity, plan }) => ({
      variantId: variant.id,
      quantity,
      pricePlanId: plan.id,
    })),
    expectedTotal: totalOf(lines),
  };
}

/** So that pressing again agrees to what it costs now. */
async function showPresentPrices({ opening, lines, fromCart }: CheckoutSheet): Promise<void> {
  if (fromCart) void repriceCart();
  if (!isOpen(opening)) return;
  try {
    change(opening, { lines: await atPresentPrices(lines) });
  } catch {
    // The sentence of the refusal names the present price.
  }
}

export async function pay(paymentMethod: 'test_ok' | 'test_declined'): Promise<void> {
  await settle(({ id }) => mall.exchange.pay({ exchangeId: id, paymentMethod, idempotencyKey: paying.key }));
}

export async function giveUp(): Promise<void> {
  await settle(({ id }) => mall.exchange.cancel({ exchangeId: id }));
}

/** What ends the wait for the cash part, one way or the other. */
async function settle(send: (exchange: Exchange) => Promise<Exchange>): Promise<void> {
  const sheet = store.state.sheet;
  if (sheet?.kind !== 'checkout' || sheet.working || sheet.exchange === null) return;
  const { opening, exchange } = sheet;
  const { key } = paying;
  const tellAsker = teller();
  change(opening, { working: true, problem: null });
  try {
    const settled = await send(exchange);
    heard(settled);
    if (!change(opening, { working: false })) tellOf(settled, tellAsker);
  } catch (error) {
    if (error instanceof RefusedError) paying.decided(key);
    const problem = sentence(error);
    if (change(opening, { working: false, problem })) await refresh(exchange.id);
    else
      tellAsker(
        error instanceof NetworkError ? texts().checkout.unknown : problem,
        'bad',
        wayToPay(exchange),
      );
  }
}

/** For whoever has closed the sheet before the answer came. */
function tellOf(exchange: Exchange, tell: ReturnType<typeof teller>): void {
  const { checkout } = texts();
  const { state, total } = exchange;
  if (state === 'AWAITING_PAYMENT') {
    const cash = total.cash === null ? '' : money(total.cash);
    tell(checkout.dueElsewhere(cash), 'good', wayToPay(exchange));
    return;
  }
  const isDone = state === 'CONFIRMED' || state === 'FULFILLED';
  tell(isDone ? checkout.doneElsewhere : checkout.ended[state]);
}

function wayToPay(exchange: Exchange): NoticeAction {
  return { label: texts().exchanges.pay, act: () => resumeCheckout(exchange) };
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
  keepOpen({ kind: 'reward', handle: line.reward.handle });
  await loadReward();
}

export function leaveCheckout(): void {
  stopFollowing();
  stopFollowing = () => undefined;
}

function follow(id: string): void {
  // The countdown starts from this very moment, not from the last slow tick of the page.
  store.update({ now: mallTime() });
  stopFollowing();
  stopFollowing = mall.live.exchange(id, heard, { onStatus });
}

function heard(exchange: Exchange): void {
  const sheet = store.state.sheet;
  if (sheet?.kind !== 'checkout' || sheet.exchange?.id !== exchange.id) return;
  if (BigInt(exchange.version) >= BigInt(sheet.exchange.version)) change(sheet.opening, { exchange });
}

async function refresh(id: string): Promise<void> {
  try {
    const exchange = await mall.exchange.get(id);
    if (exchange !== null) heard(exchange);
  } catch {
    // The live state will tell.
  }
}

function isOpen(opening: string): boolean {
  const { sheet } = store.state;
  return sheet?.kind === 'checkout' && sheet.opening === opening;
}

/** Whether it could be shown: the sheet may have been closed meanwhile, or opened anew for something else. */
function change(opening: string, patch: Partial<CheckoutSheet>): boolean {
  const { sheet } = store.state;
  if (sheet?.kind !== 'checkout' || sheet.opening !== opening) return false;
  store.update({ sheet: { ...sheet, ...patch } });
  return true;
}
