import type { Donation } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { closeSheet } from '../actions/sheets.js';
import { money, moment, number } from '../format.js';
import { texts } from '../texts.js';
import { listSkeleton } from '../views/exchanges-sheet.js';
import { coin } from '../views/icons.js';
import { message } from '../views/shelf.js';
import { moreDonations, openDonations, openProject } from './actions.js';
import type { DonationsSheet } from './state.js';

/** What a member keeps of a gift. */
export function receiptCard(donation: Donation): TemplateResult {
  const words = texts().donation;
  return html`<section class="gift-receipt" data-testid="receipt" role="status">
    <p class="gift-thanks">${words.thanks}</p>
    ${slip(donation)}
    <button class="text" type="button" @click=${() => void openDonations()}>${words.mine}</button>
  </section>`;
}

function slip({ number: receipt, points, worth, at, anonymous }: Donation): TemplateResult {
  const words = texts().donation;
  return html`<p class="slip-number">
      <span class="faint">${words.receipt}</span> ${words.receiptNumber(receipt)}
    </p>
    <p class="slip-points">
      ${coin}<strong class="figure">${number(points)}</strong>
      <span class="faint">${words.worth(money(worth))}${anonymous ? ` · ${words.nobody}` : nothing}</span>
    </p>
    <time class="faint" datetime=${at}>${moment(at)}</time>`;
}

export function donationsSheet(sheet: DonationsSheet): TemplateResult {
  return html`<h2 id="sheet-title" class="sheet-title" tabindex="-1">${texts().donation.mine}</h2>
    <div class="sheet-scroll padded">${body(sheet)}</div>`;
}

function body(sheet: DonationsSheet): TemplateResult {
  const { donation: words, trouble, shelf, cart, ledger } = texts();
  if (sheet.phase === 'loading') return listSkeleton();
  if (sheet.phase === 'failed' && sheet.items.length === 0) {
    return message(trouble.listFailed, shelf.failedText, shelf.retry, () => void moreDonations());
  }
  if (sheet.items.length === 0) return message(words.empty, words.emptyText, cart.browse, closeSheet);
  return html`<ul class="slips">
      ${sheet.items.map((donation) => html`<li class="slip">${item(donation)}</li>`)}
    </ul>
    ${
      sheet.nextCursor === null
        ? nothing
        : html`<button class="button wide" type="button" @click=${() => void moreDonations()}>
            ${ledger.more}
          </button>`
    }`;
}

function item(donation: Donation): TemplateResult {
  const { project, settlement } = donation;
  return html`<button class="line-link" type="button" @click=${() => void openProject(project.handle)}>
      ${project.title}
    </button>
    ${slip(donation)} ${settlement === null ? nothing : html`<p class="hint">${settlement.statement}</p>`}`;
}
