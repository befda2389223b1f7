import type { DonationProjectDetail } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { openMembers } from '../actions/sheets.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { chooseGift, give, giveAgain, usualGifts } from './actions.js';
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
  return html`<fieldset class="gift">
    <legend>${words.amount}</legend>
    <div class="gift-amounts">
      ${usualGifts(project).map(
        (points) =>
          html`<button
            class="button slim"
            type="button"
            aria-pressed=${!sheet.otherAmount && sheet.points === points ? 'true' : 'false'}
            data-testid=${`give-${points}`}
            @click=${() => chooseGift({ points, otherAmount: false })}
          >
            ${number(points)}
          </button>`,
      )}
      ${
        sheet.otherAmount
          ? otherAmount(sheet, project)
          : html`<button
              class="button slim"
              type="button"
              aria-pressed="false"
              @click=${() => chooseGift({ points: null, otherAmount: true })}
            >
              ${words.other}
            </button>`
      }
    </div>
    <label class="gift-anonymous">
      <input
        type="checkbox"
        .checked=${sheet.anonymous}
        @change=${() => chooseGift({ anonymous: !sheet.anonymous })}
      />
      ${words.anonymous}
    </label>
    ${sheet.problem === null ? nothing : html`<p class="problem" role="alert">${sheet.problem}</p>`}
  </fieldset>`;
}

function otherAmount(sheet: ProjectSheet, project: DonationProjectDetail): TemplateResult {
  const words = texts().donation;
  return html`<input
    class="gift-other"
    type="number"
    inputmode="numeric"
    min=${project.least}
    step="1"
    aria-label=${words.otherLabel}
    placeholder=${words.least(number(project.least))}
    .value=${sheet.points === null ? '' : String(sheet.points)}
    @input=${(event: Event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const points = event.target.valueAsNumber;
      chooseGift({ points: Number.isSafeInteger(points) && points > 0 ? points : null });
    }}
  />`;
}

export function giveFoot(
  sheet: ProjectSheet,
  project: DonationProjectDetail,
): TemplateResult | typeof nothing {
  if (!isOpen(project)) return nothing;
  return html`<div class="sheet-foot"><div class="foot-buttons">${button(sheet)}</div></div>`;
}

function button(sheet: ProjectSheet): TemplateResult {
  const words = texts().donation;
  if (store.state.customerId === null) {
    return html`<button class="button honey grow" type="button" @click=${openMembers}>
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
    ?disabled=${sheet.working || sheet.points === null}
    @click=${() => void give()}
  >
    ${sheet.working ? words.giving : words.give(number(sheet.points ?? 0))}
  </button>`;
}
