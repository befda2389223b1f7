import { html, nothing, type TemplateResult } from 'lit/html.js';
import { calendarDate, number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { MemberTier } from '../types.js';
import { icon } from '../views/icons.js';
import { progressBar } from '../views/progress-bar.js';
import { openTier } from './actions.js';

/** The member's tier, the way to the next one, and when it is reviewed; it opens what every tier gives. */
export function standing(): TemplateResult | typeof nothing {
  const { tier } = store.state;
  if (tier === null) return nothing;
  const words = texts().tier;
  return html`<div class="standing" data-testid="tier">
    <p class="standing-head">
      <button class="standing-open" type="button" data-testid="tier-open" @click=${() => void openTier()}>
        <strong data-testid="tier-title">${tier.current?.title ?? words.none}</strong>
        <span class="standing-more">${words.open}${icon('next')}</span>
      </button>
      <span data-testid="tier-score">${words.score(number(tier.score))}</span>
    </p>
    ${wayBar(tier, 'tier-progress')}
    <p class="standing-foot">
      <span>${wayText(tier)}</span>
      ${
        tier.reviewOn === null
          ? nothing
          : html`<span data-testid="tier-review">${words.review(calendarDate(tier.reviewOn))}</span>`
      }
    </p>
    ${sprintNote(tier)}
  </div>`;
}

export function wayText({ next, missing }: MemberTier): string {
  const words = texts().tier;
  return next === null || missing === null ? words.top : words.missing(number(missing), next.title);
}

export function wayBar(tier: MemberTier, testId: string): TemplateResult {
  const { progress: label } = texts().tier;
  return progressBar({ value: tier.percent, most: 100, label, text: wayText(tier), testId });
}

export function sprintNote({ current, sprint: keep }: MemberTier): TemplateResult | typeof nothing {
  if (current === null || keep === null || !keep.active) return nothing;
  const words = texts().tier;
  const left =
    keep.missing === 0 ? words.safe(current.title) : words.keep(number(keep.missing), current.title);
  return html`<p class="expiring" data-testid="tier-sprint">
    ${icon('clock')}${words.sprint(keep.multiplier)} · ${left}
  </p>`;
}
