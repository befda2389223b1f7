import { html, nothing, type TemplateResult } from 'lit/html.js';
import { coin } from './icons.js';
import { leadFocus } from '../actions/focus.js';
import type { AmountRange } from '../amounts.js';
import { number, points } from '../format.js';
import { texts } from '../texts.js';

/** What is chosen: one of the offered amounts, or another one that is typed; null while its field says nothing. */
export interface Amount {
  readonly points: number | null;
  readonly otherAmount: boolean;
}

export interface AmountChoice {
  readonly legend: string;
  readonly offered: readonly number[];
  readonly range: AmountRange;
  readonly chosen: Amount;
  readonly choose: (amount: Partial<Amount>) => void;
  /** Begins the names that tests find the amounts by. */
  readonly testId: string;
}

/** How many points: a few amounts at hand and a field for any other; where there is but one, the sum alone. */
export function amountChoice(choice: AmountChoice): TemplateResult {
  const { legend, offered, range, testId } = choice;
  if (range.most === range.least) {
    return html`<p class="gift-sum" data-testid=${`${testId}-sum`}>
      <span>${legend}</span><strong class="figure">${coin}${points(range.least)}</strong>
    </p>`;
  }
  return html`<div class="gift-choice" role="group" aria-label=${legend}>
    <p class="gift-legend" aria-hidden="true">${legend}</p>
    <div class="gift-amounts">${offered.map((amount) => offer(choice, amount))} ${other(choice)}</div>
  </div>`;
}

function offer({ chosen, choose, testId }: AmountChoice, amount: number): TemplateResult {
  return html`<button
    class="button slim"
    type="button"
    aria-pressed=${!chosen.otherAmount && chosen.points === amount ? 'true' : 'false'}
    data-testid=${`${testId}-${amount}`}
    @click=${() => choose({ points: amount, otherAmount: false })}
  >
    ${number(amount)}
  </button>`;
}

function other(choice: AmountChoice): TemplateResult {
  const { chosen, choose, testId } = choice;
  if (chosen.otherAmount) return field(choice);
  return html`<button
    class="button slim"
    type="button"
    aria-pressed="false"
    data-testid=${`${testId}-other`}
    @click=${() => {
      choose({ points: null, otherAmount: true });
      leadFocus('.gift-other');
    }}
  >
    ${texts().amount.other}
  </button>`;
}

function field({ range: { least, most }, chosen, choose, testId }: AmountChoice): TemplateResult {
  const words = texts().amount;
  return html`<input
    class="gift-other"
    type="number"
    inputmode="numeric"
    min=${least}
    max=${most ?? nothing}
    step="1"
    data-testid=${`${testId}-field`}
    aria-label=${words.label}
    placeholder=${most === null ? words.least(number(least)) : words.between(number(least), number(most))}
    .value=${chosen.points === null ? '' : String(chosen.points)}
    @input=${(event: Event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const typed = event.target.valueAsNumber;
      choose({ points: Number.isSafeInteger(typed) && typed > 0 ? typed : null });
    }}
  />`;
}
