import type { DonationProjectDetail } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { openMembers } from '../actions/sheets.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { amountChoice, problemText } from '../views/amount-choice.js';
import { chooseGift, give, giveAgain, mostTaken, usualGifts } from './actions.js';
import { newestProgress } from './card.js';
import type { ProjectSheet } from './state.js';

function isOpen(project: DonationProjectDetail): boolean {
  return newestProgress(project).state === 'OPEN';
}

export function giftChoice(
  sheet: ProjectSheet,
  project: DonationProjectDetail,
): TemplateResult | typeof nothing {
  if (!isOpen(project)) return nothing;
  const words = texts().donation;
  const most = mostTaken(project);
  // What is pressed while the answer is awaited would be shown, and not be what is given next.
  return html`<fieldset class="gift" ?disabled=${sheet.working}>
    ${amountChoice({
      legend: words.amount,
      offered: usualGifts(project),
      range: { least: Math.min(project.least, most ?? Infinity), most },
      chosen: sheet,
      choose: chooseGift,
      problem: sheet.problem,
      testId: 'give',
    })}
    <label class="gift-anonymous">
      <input
        type="checkbox"
        .checked=${sheet.anonymous}
        @change=${() => chooseGift({ anonymous: !sheet.anonymous })}
      />
      ${words.anonymous}
    </label>
  </fieldset>`;
}

export function giveFoot(
  sheet: ProjectSheet,
  project: DonationProjectDetail,
): TemplateResult | typeof nothing {
  // Whoever was refused because it has just closed is told so too.
  if (!isOpen(project) && sheet.problem === null) return nothing;
  return html`<div class="sheet-foot stacked">
    ${problemText(sheet.problem, 'give-problem')}
    ${isOpen(project) ? html`<div class="foot-buttons">${button(sheet)}</div>` : nothing}
  </div>`;
}

function button(sheet: ProjectSheet): TemplateResult {
  const words = texts().donation;
  if (store.state.customerId === null) {
    return html`<button class="button solid grow" type="button" @click=${openMembers}>
      ${words.signIn}
    </button>`;
  }
  if (sheet.receipt !== null) {
    return html`<button class="button grow" type="button" @click=${giveAgain}>${words.again}</button>`;
  }
  return html`<button
    class="button solid grow"
    type="button"
    data-testid="give-button"
    ?disabled=${sheet.points === null}
    aria-disabled=${sheet.working ? 'true' : nothing}
    @click=${() => void give()}
  >
    ${buttonText(sheet)}
  </button>`;
}

function buttonText({ working, points }: ProjectSheet): string {
  const { donation: words, amount } = texts();
  if (working) return words.giving;
  return points === null ? amount.missing : words.give(number(points));
}
