import { html, nothing, type TemplateResult } from 'lit/html.js';
import { awaitedWords } from './awaited.js';
import { icon } from './icons.js';
import { checkIn } from '../actions/member.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { CheckInState } from '../types.js';

export function checkInCard(): TemplateResult {
  const { checkIn: state, checkingIn } = store.state;
  const words = texts().checkIn;
  return html`<section class="check-in" aria-labelledby="check-in-title">
    <div class="check-in-head">
      <div>
        <h2 id="check-in-title">${words.title}</h2>
        <p data-testid="check-in-streak">
          ${state === null ? awaitedWords(words.streak(0)) : words.streak(state.streak)}
        </p>
        ${state?.checkedInToday === true ? html`<p>${words.tomorrow(number(state.nextPoints))}</p>` : nothing}
      </div>
      <button
        class="button honey"
        type="button"
        data-testid="check-in-button"
        ?disabled=${state === null}
        aria-disabled=${state?.checkedInToday === true || checkingIn ? 'true' : nothing}
        @click=${() => void checkIn()}
      >
        ${label(state, checkingIn)}
      </button>
    </div>
    ${state === null ? html`<div class="skeleton ladder-skeleton"></div>` : ladder(state)}
  </section>`;
}

function label(state: CheckInState | null, working: boolean): TemplateResult | string {
  const words = texts().checkIn;
  if (state === null) return words.title;
  if (working) return words.working;
  if (state.checkedInToday) return html`${icon('check')}${words.done}`;
  return words.action(number(state.nextPoints));
}

/** The steps stand where they are, the line between two of them fills with the days already done. */
function ladder(state: CheckInState): TemplateResult {
  const words = texts().checkIn;
  return html`<ol class="ladder" aria-label=${words.ladder}>
    ${state.ladder.map((step, index) => {
      const before = state.ladder[index - 1]?.day ?? 0;
      const reached = state.streak >= step.day;
      const share = Math.min(1, Math.max(0, (state.streak - before) / (step.day - before)));
      return html`<li ?data-reached=${reached} style=${`--share: ${share}`}>
        <span class="step">${reached ? icon('check') : html`+${number(step.points)}`}</span>
        <span class="step-day"
          >${words.day(step.day)}${
            reached ? html`<span class="visually-hidden"> ${words.reached}</span>` : nothing
          }</span
        >
      </li>`;
    })}
  </ol>`;
}
