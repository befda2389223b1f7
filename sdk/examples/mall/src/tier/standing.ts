import { html, nothing, type TemplateResult } from 'lit/html.js';
import { calendarDate, calendarDay, number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { MemberTier } from '../types.js';
import { awaitedWords } from '../views/awaited.js';
import { icon } from '../views/icons.js';
import { progressBar } from '../views/progress-bar.js';
import { openTier } from './actions.js';

/** The member's tier, the way to the next one, and when it is reviewed; it opens what every tier gives. */
export function standing(): TemplateResult | typeof nothing {
  const { tier, balance } = store.state;
  if (tier === null) return balance === null ? awaitedStanding() : nothing;
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

function awaitedStanding(): TemplateResult {
  const words = texts().tier;
  return html`<div class="standing" aria-hidden="true">
    <p class="standing-head">
      <strong>${awaitedWords(words.none)}</strong>${awaitedWords(words.score(number(1_000)))}
    </p>
    <div class="progress"><div class="progress-bar"></div></div>
    <p class="standing-foot">
      ${awaitedWords(words.missing(number(1_000), words.none))}
      ${awaitedWords(words.review(calendarDate('2030-12-30')))}
    </p>
  </div>`;
}

/** What is told of the score: in the keep-sprint what keeps the tier, else the way to the next one. */
export function wayText(tier: MemberTier): string {
  const words = texts().tier;
  const { next, missing, current } = tier;
  const keep = sprintOf(tier);
  if (keep !== null && current !== null) {
    return keep.missing === 0 ? words.safe(current.title) : words.keep(number(keep.missing), current.title);
  }
  return next === null || missing === null ? words.top : words.missing(number(missing), next.title);
}

export function wayBar(tier: MemberTier, testId: string): TemplateResult {
  const { progress, keepProgress } = texts().tier;
  const keep = sprintOf(tier);
  const text = wayText(tier);
  if (keep === null) return progressBar({ value: tier.percent, most: 100, label: progress, text, testId });
  const { score } = tier;
  // A keeping score of nothing is reached by nothing.
  const most = Math.max(1, score + keep.missing);
  return progressBar({ value: keep.missing === 0 ? most : score, most, label: keepProgress, text, testId });
}

function sprintOf({ sprint }: MemberTier): MemberTier['sprint'] {
  return sprint?.active === true ? sprint : null;
}

/** What the bar above does not say: that points come faster now, and until when. */
export function sprintNote(tier: MemberTier): TemplateResult | typeof nothing {
  const { reviewOn } = tier;
  const keep = sprintOf(tier);
  if (keep === null || reviewOn === null) return nothing;
  const until = texts().tier.sprint(keep.multiplier, calendarDay(reviewOn));
  return html`<p class="expiring" data-testid="tier-sprint">${icon('clock')}${until}</p>`;
}
