import type { Donation } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { money, moment, number } from '../format.js';
import { texts } from '../texts.js';
import { coin } from '../views/icons.js';
import { ownListSheet } from '../views/own-list.js';
import { openProject, ownDonations } from './actions.js';
import type { DonationsSheet } from './state.js';

/** What a member keeps of a gift. */
export function receiptCard(donation: Donation): TemplateResult {
  const words = texts().donation;
  return html`<section class="gift-receipt" data-testid="receipt" aria-labelledby="gift-thanks">
    <h3 class="gift-thanks" id="gift-thanks" tabindex="-1">${words.thanks}</h3>
    ${slip(donation)}
    <button class="text" type="button" @click=${() => void ownDonations.open()}>${words.mine}</button>
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
  const { mine: title, empty, emptyText } = texts().donation;
  return ownListSheet(
    sheet,
    ownDonations,
    { title, empty, emptyText },
    (donations) =>
      html`<ul class="slips">
        ${donations.map((donation) => html`<li class="slip">${item(donation)}</li>`)}
      </ul>`,
    { leading: 'together' },
  );
}

function item(donation: Donation): TemplateResult {
  const { project, settlement } = donation;
  return html`<button class="line-link" type="button" @click=${() => void openProject(project.handle)}>
      ${project.title}
    </button>
    ${slip(donation)} ${settlement === null ? nothing : html`<p class="hint">${settlement.statement}</p>`}`;
}
