import { ownPrice } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon } from './icons.js';
import { chosenQuantity, chosenVariant } from './reward-choices.js';
import { newestStock } from './reward-card.js';
import { addToCart } from '../actions/cart.js';
import { startCheckout } from '../actions/checkout.js';
import { openMembers } from '../actions/sheets.js';
import { availability, readiness, type Readiness } from '../availability.js';
import { number } from '../format.js';
import { isLocked, timesQuantity } from '../price.js';
import { store, type Line, type RewardSheet } from '../state.js';
import { texts } from '../texts.js';
import { ownPriceTag } from '../tier/terms.js';
import type { Reward } from '../types.js';

/** Stays in sight at the foot of the sheet: what it costs, and the one button that says what can be done now. */
export function rewardFoot(sheet: RewardSheet, reward: Reward): TemplateResult | typeof nothing {
  const line = lineOf(sheet, reward);
  if (line === null) return nothing;
  const { balance, now } = store.state;
  const total = timesQuantity(ownPrice(line.plan), line.quantity);
  const list = timesQuantity(line.plan.price, line.quantity);
  const ready = readiness({
    availability: availability(reward, newestStock([line.variant]), now),
    quantity: line.quantity,
    limitLeft: reward.limitLeft,
    locked: isLocked(reward, balance !== null),
    points: total.points,
    balance: balance?.available ?? null,
  });
  return html`<div class="sheet-foot">
    <p class="foot-total"><span class="faint">${texts().reward.total}</span>${ownPriceTag(total, list)}</p>
    <div class="foot-buttons">
      ${
        ready === 'ready' || typeof ready === 'object'
          ? html`<button
              class="round outlined"
              type="button"
              data-testid="add-to-cart"
              aria-label=${texts().reward.addToCart}
              title=${texts().reward.addToCart}
              @click=${() => addToCart(line)}
            >
              ${icon('bag')}
            </button>`
          : nothing
      }
      ${exchangeButton(ready, line, reward)}
    </div>
  </div>`;
}

function lineOf(sheet: RewardSheet, reward: Reward): Line | null {
  const variant = chosenVariant(sheet, reward);
  const plan = variant?.pricePlans.find((plan) => plan.id === sheet.planId);
  if (variant === null || plan === undefined) return null;
  return { reward, variant, plan, quantity: chosenQuantity(sheet, reward, variant) };
}

function exchangeButton(ready: Readiness, line: Line, reward: Reward): TemplateResult {
  if (ready === 'signed-out') {
    return html`<button
      class="button solid grow"
      type="button"
      data-testid="exchange-button"
      data-state="signed-out"
      @click=${openMembers}
    >
      ${texts().reward.signIn}
    </button>`;
  }
  return html`<button
    class="button solid grow"
    type="button"
    data-testid="exchange-button"
    data-state=${typeof ready === 'object' ? 'short' : ready}
    ?disabled=${ready !== 'ready'}
    @click=${() => startCheckout([line], false)}
  >
    ${buttonText(ready, reward)}
  </button>`;
}

function buttonText(ready: Exclude<Readiness, 'signed-out'>, { tierRequired }: Reward): string {
  const words = texts().reward;
  if (typeof ready === 'object') return words.short(number(ready.short));
  return {
    ready: words.exchange,
    locked: texts().tier.only(tierRequired?.title ?? ''),
    'coming-soon': words.comingSoon,
    ended: words.ended,
    'sold-out': words.soldOut,
    'limit-reached': words.limitReached,
  }[ready];
}
