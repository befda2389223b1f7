import { html, nothing, type TemplateResult } from 'lit/html.js';
import { coin } from './icons.js';
import { leadFocus } from '../actions/focus.js';
import type { AmountRange } from '../amounts.js';
import { number, points } from '../format.js';
import type { Problem } from '../refusals.js';
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
  /** Why what was chosen last was not done. */
  readonly problem: Problem | null;
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
  return html`<div
    class="gift-choice"
    role="group"
    aria-label=${legend}
    aria-describedby=${describedBy(choice)}
  >
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

function field(choice: AmountChoice): TemplateResult {
  const { range, chosen, choose, problem, testId } = choice;
  const { least, most } = range;
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
    aria-invalid=${problem?.ofAmount === true ? 'true' : nothing}
    aria-describedby=${describedBy(choice)}
    placeholder=${most === null ? words.least(number(least)) : words.between(number(least), number(most))}
    .value=${chosen.points === null ? '' : String(chosen.points)}
    @input=${(event: Event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const typed = event.target.valueAsNumber;
      choose({ points: Number.isSafeInteger(typed) && typed > 0 ? typed : null });
    }}
  />`;
}

export const problemId = 'sheet-problem';

/** What is wrong with the amount is heard wherever the amount is. */
function describedBy({ problem }: AmountChoice): string | typeof nothing {
  return problem?.ofAmount === true ? problemId : nothing;
}

/** Stands at the foot of the sheet, above the button that was pressed. */
export function problemText(problem: Problem | null, testId: string): TemplateResult | typeof nothing {
  if (problem === null) return nothing;
  return html`<p class="problem" id=${problemId} role="alert" data-testid=${testId}>${problem.text}</p>`;
}
