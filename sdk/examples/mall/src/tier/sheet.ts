import type { Tier } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { calendarDate, number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { MemberTier } from '../types.js';
import { icon } from '../views/icons.js';
import { notRefreshed } from '../views/not-refreshed.js';
import { message } from '../views/shelf.js';
import { loadTier } from './actions.js';
import { announcement, rulesInWords } from './rules.js';
import { benefitChips, contact, usageList } from './benefits.js';
import { sprintNote, wayBar, wayText } from './standing.js';
import type { TierSheet } from './state.js';

/** Where the member stands, what makes the score, what each step gives, and what was used of it. */
export function tierSheet(sheet: TierSheet): TemplateResult {
  const { tier } = store.state;
  const words = texts().tier;
  const isThere = sheet.phase === 'ready' || sheet.rules !== null;
  const isAwaited = sheet.phase === 'loading' || sheet.phase === 'retrying';
  return html`${isThere ? notRefreshed(sheet.phase, loadTier) : nothing}
    <h2 id="sheet-title" class="sheet-title" tabindex="-1">${words.title}</h2>
    <div
      class="sheet-scroll padded tier-sheet"
      aria-busy=${isAwaited ? 'true' : 'false'}
      data-testid="tier-sheet"
    >
      ${tier === null ? nothing : present(tier)}
      ${
        !isThere && !isAwaited
          ? message(
              texts().trouble.listFailed,
              texts().shelf.failedText,
              texts().shelf.retry,
              () => void loadTier(),
            )
          : !isThere
            ? html`<span class="skeleton line"></span><span class="skeleton line short"></span
                ><span class="skeleton line"></span>`
            : html`${announcement(sheet.rules)} ${ladder(sheet.rules?.current.tiers ?? [], tier)}
              ${rulesInWords(sheet.rules)}
              ${store.state.customerId === null ? nothing : usageList(sheet.usage)}`
      }
    </div>`;
}

function present(tier: MemberTier): TemplateResult {
  const words = texts().tier;
  const { spendScore, interactionScore, score } = tier;
  const share = (part: number) => (score === 0 ? 0 : Math.round((100 * part) / score));
  return html`<section class="tier-now">
    <p class="tier-figure">
      <strong>${tier.current?.title ?? words.none}</strong>
      <span class="faint">${words.score(number(score))}</span>
    </p>
    ${wayBar(tier, 'tier-sheet-progress')}
    <p class="standing-foot">
      <span>${wayText(tier)}</span>
      ${tier.reviewOn === null ? nothing : html`<span>${words.review(calendarDate(tier.reviewOn))}</span>`}
    </p>
    ${sprintNote(tier)} ${contact(tier)}
    <div class="score-parts">
      <span class="score-split" aria-hidden="true">
        <span style=${`width: ${share(spendScore)}%`}></span>
        <span style=${`width: ${score === 0 ? 0 : 100 - share(spendScore)}%`}></span>
      </span>
      <p><span class="score-dot spend" aria-hidden="true"></span>${words.spend(number(spendScore))}</p>
      <p><span class="score-dot" aria-hidden="true"></span>${words.interaction(number(interactionScore))}</p>
    </div>
  </section>`;
}

function ladder(steps: readonly Tier[], tier: MemberTier | null): TemplateResult {
  const words = texts().tier;
  const has = steps.findIndex((step) => step.key === tier?.current?.key);
  return html`<ol class="tier-ladder" aria-label=${words.ladder}>
    ${steps.map(
      (step, at) =>
        html`<li
          class="tier-step"
          data-testid=${`tier-step-${step.key}`}
          ?data-reached=${at <= has}
          aria-current=${at === has ? 'step' : nothing}
        >
          <p class="tier-step-head">
            <span class="tier-emblem" aria-hidden="true">${icon(at <= has ? 'check' : 'star')}</span>
            <strong>${step.title}</strong>
            ${at === has ? html`<span class="badge">${words.yours}</span>` : nothing}
            <span class="faint">${words.from(number(step.from))}</span>
          </p>
          ${benefitChips(step)}
        </li>`,
    )}
  </ol>`;
}
