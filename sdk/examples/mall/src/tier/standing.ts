import { html, nothing, type TemplateResult } from 'lit/html.js';
import { calendarDate, number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { MemberTier } from '../types.js';
import { icon } from '../views/icons.js';
import { progressBar } from '../views/progress-bar.js';

/** The member's tier, the way to the next one, and when it is reviewed. */
export function standing(): TemplateResult | typeof nothing {
  const { tier } = store.state;
  if (tier === null) return nothing;
  const words = texts().tier;
  const { current, next, missing } = tier;
  const way = next === null || missing === null ? words.top : words.missing(number(missing), next.title);
  return html`<div class="standing" data-testid="tier">
    <p class="standing-head">
      <strong data-testid="tier-title">${current?.title ?? words.none}</strong>
      <span data-testid="tier-score">${words.score(number(tier.score))}</span>
    </p>
    ${progressBar({ value: tier.percent, most: 100, label: words.progress, text: way, testId: 'tier-progress' })}
    <p class="standing-foot">
      <span>${way}</span>
      ${
        tier.reviewOn === null
          ? nothing
          : html`<span data-testid="tier-review">${words.review(calendarDate(tier.reviewOn))}</span>`
      }
    </p>
    ${sprint(tier)}
  </div>`;
}

function sprint({ current, sprint: keep }: MemberTier): TemplateResult | typeof nothing {
  if (current === null || keep === null || !keep.active) return nothing;
  const words = texts().tier;
  const left =
    keep.missing === 0 ? words.safe(current.title) : words.keep(number(keep.missing), current.title);
  return html`<p class="expiring" data-testid="tier-sprint">
    ${icon('clock')}${words.sprint(keep.multiplier)} · ${left}
  </p>`;
}
