import { html, nothing, type TemplateResult } from 'lit/html.js';
import { pulse } from './pulse.js';
import { titleLink } from './title-link.js';
import { openReward } from '../actions/sheets.js';
import { availability, type Availability } from '../availability.js';
import { endpoint } from '../demo.js';
import { number } from '../format.js';
import { isLocked, priceFrom } from '../price.js';
import { store } from '../state.js';
import { stockText } from '../stock-text.js';
import { texts } from '../texts.js';
import { nextTierLine, ownPriceFrom, tierBadge } from '../tier/terms.js';
import type { Picture, RewardSummary, Stock } from '../types.js';

export function rewardCard(reward: RewardSummary, index: number): TemplateResult {
  const now = availability(reward, newestStock(reward.variants), store.state.now);
  const gone = now.kind === 'sold-out' || now.kind === 'ended';
  return html`<article class="card" data-testid=${`reward-card-${reward.handle}`} ?data-gone=${gone}>
    <div class="card-picture">
      ${picture(reward, index < 6)} ${gone ? html`<span class="stamp">${stockText(now)}</span>` : nothing}
      ${reward.kind === 'PHYSICAL' ? nothing : html`<span class="kind">${texts().kinds[reward.kind]}</span>`}
      ${tierBadge(reward)}
    </div>
    <div class="card-text">
      ${titleLink({ kind: 'reward', handle: reward.handle }, reward.title, openReward)}
      <p class="card-price">${ownPriceFrom(reward)}</p>
      ${nextTierLine(reward)}
      <p class="card-stock">
        <span
          class="stock"
          data-state=${stockTone(now)}
          data-testid=${`stock-${stockKey(reward)}`}
          ${pulse(stockText(now))}
          >${stockText(now)}</span
        >${reach(reward, now)}
      </p>
    </div>
  </article>`;
}

/** With one variant the counter is that variant's own; with several it is their sum. */
function stockKey(reward: RewardSummary): string {
  const [only, another] = reward.variants;
  return only !== undefined && another === undefined ? only.id : reward.handle;
}

function reach(reward: RewardSummary, now: Availability): TemplateResult | typeof nothing {
  const { balance } = store.state;
  if (balance === null || now.kind === 'sold-out' || now.kind === 'ended') return nothing;
  if (isLocked(reward, true)) return nothing;
  const short = priceFrom(reward).points - balance.available;
  return short <= 0 ? nothing : html`<span class="short">${texts().reward.short(number(short))}</span>`;
}

export function newestStock(variants: readonly { readonly id: string; readonly stock: Stock }[]): Stock[] {
  return variants.map((variant) => store.state.stock.get(variant.id) ?? variant.stock);
}

export function stockTone(state: Availability): string {
  return state.kind === 'left' && state.low ? 'low' : state.kind;
}

export function picture(
  reward: { readonly title: string; readonly images: readonly Picture[] },
  soon: boolean,
  at = 0,
): TemplateResult {
  const image = reward.images[at];
  if (image === undefined) {
    return html`<span class="no-picture" aria-hidden="true">${Array.from(reward.title).at(0) ?? ''}</span>`;
  }
  return html`<img
    src=${new URL(image.url, endpoint).href}
    alt=${image.alt}
    loading=${soon ? 'eager' : 'lazy'}
    decoding="async"
    width="600"
    height="600"
    @load=${(event: Event) => markBroken(event, false)}
    @error=${(event: Event) => markBroken(event, true)}
  />`;
}

/** A picture that does not load leaves a calm empty frame, not the browser's broken sign; the template may reuse it for another. */
function markBroken({ target }: Event, broken: boolean): void {
  if (target instanceof HTMLElement) target.toggleAttribute('data-broken', broken);
}
