import { html, nothing, type TemplateResult } from 'lit/html.js';
import { listSkeleton } from './exchanges-sheet.js';
import { message } from './shelf.js';
import { moreStatement } from '../actions/lists.js';
import { closeSheet } from '../actions/sheets.js';
import { day, moment, number, signed } from '../format.js';
import { store, type StatementSheet } from '../state.js';
import { texts } from '../texts.js';
import type { StatementEntry } from '../types.js';

export function statementSheet(sheet: StatementSheet): TemplateResult {
  return html`<h2 id="sheet-title" class="sheet-title" tabindex="-1">${texts().statement}</h2>
    <div class="sheet-scroll padded">${soon()} ${body(sheet)}</div>`;
}

function soon(): TemplateResult | typeof nothing {
  const { balance } = store.state;
  if (balance === null || balance.expiringSoon <= 0 || balance.expiringSoonAt === null) return nothing;
  return html`<p class="hint warm">
    ${texts().expiring(number(balance.expiringSoon), day(balance.expiringSoonAt))}
  </p>`;
}

function body(sheet: StatementSheet): TemplateResult {
  const words = texts();
  if (sheet.phase === 'loading') return listSkeleton();
  if (sheet.phase === 'failed' && sheet.items.length === 0) {
    return message(
      words.trouble.listFailed,
      words.shelf.failedText,
      words.shelf.retry,
      () => void moreStatement(),
    );
  }
  if (sheet.items.length === 0) {
    return message(words.ledger.empty, words.ledger.emptyText, words.cart.browse, closeSheet);
  }
  return html`<ul class="ledger">
      ${sheet.items.map((entry) => html`<li>${line(entry)}</li>`)}
    </ul>
    ${
      sheet.nextCursor === null
        ? nothing
        : html`<button class="button wide" type="button" @click=${() => void moreStatement()}>
            ${words.ledger.more}
          </button>`
    }`;
}

function line(entry: StatementEntry): TemplateResult {
  const words = texts().ledger;
  const reason = words.reason[entry.reason];
  return html`<div class="ledger-line" data-testid="statement-entry">
    <span class="line-text">
      <strong>${entry.description === '' ? reason : entry.description}</strong>
      <span class="faint"
        ><time datetime=${entry.at}>${moment(entry.at)}</time
        >${entry.description === '' ? nothing : ` · ${reason}`}</span
      >
    </span>
    <span class="ledger-amount">
      <strong class="figure" data-sign=${entry.amount < 0 ? 'out' : 'in'}>${signed(entry.amount)}</strong>
      <span class="faint">${words.balanceAfter(number(entry.balanceAfter))}</span>
    </span>
  </div>`;
}
