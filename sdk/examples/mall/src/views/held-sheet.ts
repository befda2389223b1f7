import { html, nothing, type TemplateResult } from 'lit/html.js';
import { listSkeleton } from './exchanges-sheet.js';
import { coin } from './icons.js';
import { notRefreshed } from './not-refreshed.js';
import { paymentDue } from './payment-due.js';
import { message } from './shelf.js';
import { resumeCheckout } from '../actions/checkout.js';
import { heldOn, type HeldSheet, loadHeld } from '../actions/held.js';
import { closeSheet } from '../actions/sheets.js';
import { openPool } from '../crowdfunding/actions.js';
import { number } from '../format.js';
import { texts } from '../texts.js';
import type { Exchange } from '../types.js';

/** What the points on hold are held for, each with the way to it. */
export function heldSheet(sheet: HeldSheet): TemplateResult {
  return html`${heldOn(sheet) > 0 ? notRefreshed(sheet.phase, loadHeld) : nothing}
    <h2 id="sheet-title" class="sheet-title" tabindex="-1">${texts().hold.title}</h2>
    <div class="sheet-scroll padded" data-testid="held-sheet">${body(sheet)}</div>`;
}

function body(sheet: HeldSheet): TemplateResult {
  const { phase, exchanges, pledges } = sheet;
  const { hold: words, trouble, shelf, cart } = texts();
  const isThere = heldOn(sheet) > 0;
  if (!isThere && (phase === 'loading' || phase === 'retrying')) return listSkeleton();
  if (!isThere && phase === 'failed') {
    return message(trouble.listFailed, shelf.failedText, shelf.retry, () => void loadHeld());
  }
  if (!isThere) {
    return message(words.empty, words.emptyText, cart.browse, closeSheet);
  }
  return html`<ul class="slips">
    ${exchanges.map((exchange) => html`<li class="slip" data-testid="held-exchange">${waiting(exchange)}</li>`)}
    ${pledges.map(
      ({ pool, points }) =>
        html`<li class="slip" data-testid="held-pledge">
          <button class="line-link" type="button" @click=${() => void openPool(pool.handle)}>
            ${pool.title}
          </button>
          ${held(points, texts().crowdfunding.own.state.HELD)}
        </li>`,
    )}
  </ul>`;
}

function waiting(exchange: Exchange): TemplateResult {
  const { exchanges: words } = texts();
  return html`<strong>${exchange.lines.map(({ title }) => title).join(' · ')}</strong>
    ${held(exchange.total.points, words.state.AWAITING_PAYMENT)} ${paymentDue(exchange)}
    <button
      class="button solid slim"
      type="button"
      data-testid="held-pay"
      @click=${() => resumeCheckout(exchange)}
    >
      ${words.payOrCancel}
    </button>`;
}

function held(points: number, why: string): TemplateResult {
  return html`<p class="slip-points">
    ${coin}<strong class="figure">${number(points)}</strong> <span class="faint">${why}</span>
  </p>`;
}
