import { ownPrice } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { icon } from './icons.js';
import { pulse } from './pulse.js';
import { newestStock, stockTone } from './reward-card.js';
import { changeChoice } from '../actions/sheets.js';
import { availability, mostAtOnce } from '../availability.js';
import { moment } from '../format.js';
import { openPlans } from '../price.js';
import { store, type RewardSheet } from '../state.js';
import { stockText } from '../stock-text.js';
import { texts } from '../texts.js';
import { ownPriceTag } from '../tier/terms.js';
import type { PricePlan, Reward, Variant } from '../types.js';

type Nothing = typeof nothing;

export function chosenVariant(sheet: RewardSheet, reward: Reward): Variant | null {
  return reward.variants.find((variant) => variant.id === sheet.variantId) ?? null;
}

export function variantChoice(sheet: RewardSheet, reward: Reward): TemplateResult | Nothing {
  if (reward.variants.length < 2) return nothing;
  return html`<fieldset class="choices">
    <legend>${texts().reward.variant}</legend>
    ${reward.variants.map((variant) => {
      const state = availability(reward, newestStock([variant]), store.state.now);
      return html`<label class="choice" ?data-gone=${state.kind === 'sold-out'}>
        <input
          type="radio"
          name="variant"
          data-testid=${`variant-${variant.id}`}
          .checked=${live(variant.id === sheet.variantId)}
          @change=${() => changeChoice({ variantId: variant.id })}
        />
        <span class="choice-title">${variant.title}</span>
        <span
          class="stock"
          data-state=${stockTone(state)}
          data-testid=${`stock-${variant.id}`}
          ${pulse(stockText(state))}
          >${stockText(state)}</span
        >
      </label>`;
    })}
  </fieldset>`;
}

export function planChoice(sheet: RewardSheet, reward: Reward): TemplateResult | Nothing {
  const variant = chosenVariant(sheet, reward);
  const plans = variant?.pricePlans ?? [];
  if (variant === null || plans.length < 2) return nothing;
  const open = openPlans(variant);
  return html`<fieldset class="choices">
    <legend>${texts().reward.plan}</legend>
    ${plans.map(
      (plan) =>
        html`<label class="choice" ?data-locked=${!open.includes(plan)}>
          <input
            type="radio"
            name="plan"
            ?disabled=${!open.includes(plan)}
            data-testid=${`plan-${plan.id}`}
            .checked=${live(plan.id === sheet.planId)}
            @change=${() => changeChoice({ planId: plan.id })}
          />
          <span class="choice-title">${ownPriceTag(ownPrice(plan), plan.price)}</span>
          <span class="faint"
            >${planNote(plan, open.includes(plan))}
            ${plan.endsAt === null ? nothing : texts().reward.planUntil(moment(plan.endsAt))}</span
          >
        </label>`,
    )}
  </fieldset>`;
}

/** For whom a price is when it is not the member's, else what it is called. */
function planNote({ tier, label }: PricePlan, isOpen: boolean): TemplateResult | string {
  if (tier === null) return label ?? '';
  const { only } = texts().tier;
  return isOpen ? (label ?? only(tier.title)) : html`${icon('lock')}${only(tier.title)}`;
}

/** Never more than what is left, even if others took some while the sheet was open. */
export function chosenQuantity(sheet: RewardSheet, reward: Reward, variant: Variant): number {
  return Math.min(
    sheet.quantity,
    mostAtOnce(store.state.stock.get(variant.id) ?? variant.stock, reward.limitLeft),
  );
}

export function quantityChoice(sheet: RewardSheet, reward: Reward): TemplateResult | Nothing {
  const variant = chosenVariant(sheet, reward);
  if (variant === null) return nothing;
  const stock = store.state.stock.get(variant.id) ?? variant.stock;
  const most = mostAtOnce(stock, reward.limitLeft);
  if (most < 2) return nothing;
  return html`<div class="quantity-row">
    <span>${texts().reward.quantity}</span>
    ${stepper(chosenQuantity(sheet, reward, variant), most, (quantity) => changeChoice({ quantity }))}
  </div>`;
}

/** Neither button is ever disabled: pressing it up to its end would take the focus away. */
export function stepper(quantity: number, most: number, change: (quantity: number) => void): TemplateResult {
  const words = texts().reward;
  const isLeast = quantity <= 1;
  const isMost = quantity >= most;
  return html`<span class="stepper" role="group" aria-label=${words.quantity}>
    <button
      type="button"
      aria-label=${words.fewer}
      aria-disabled=${isLeast ? 'true' : nothing}
      @click=${() => (isLeast ? undefined : change(quantity - 1))}
    >
      ${icon('minus')}
    </button>
    <output class="figure" data-testid="quantity">${quantity}</output>
    <button
      type="button"
      aria-label=${words.more}
      aria-disabled=${isMost ? 'true' : nothing}
      @click=${() => (isMost ? undefined : change(quantity + 1))}
    >
      ${icon('plus')}
    </button>
  </span>`;
}
