import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { exchangeLine } from './exchange-line.js';
import { icon } from './icons.js';
import { notRefreshed } from './not-refreshed.js';
import { paymentDue } from './payment-due.js';
import { priceTag } from './price-tag.js';
import { shippedFree } from '../tier/benefits.js';
import { message } from './shelf.js';
import { resumeCheckout } from '../actions/checkout.js';
import {
  askExchangesAgain,
  askToCancel,
  backToStatement,
  cancelExchange,
  moreExchanges,
  openExchanges,
} from '../actions/lists.js';
import { closeSheet } from '../actions/sheets.js';
import { moment } from '../format.js';
import { store, type ExchangesSheet } from '../state.js';
import { texts } from '../texts.js';
import type { Exchange } from '../types.js';

export function exchangesSheet(sheet: ExchangesSheet): TemplateResult {
  const { myExchanges, exchanges } = texts();
  const title = sheet.only === null ? myExchanges : exchanges.one;
  return html`${sheet.items.length > 0 ? notRefreshed(sheet.phase, askExchangesAgain) : nothing}
    ${back(sheet)}
    <h2 id="sheet-title" class="sheet-title" tabindex="-1">${title}</h2>
    <div class="sheet-scroll padded">${body(sheet)}</div>`;
}

/** To where the one was opened from. */
function back({ from }: ExchangesSheet): TemplateResult | typeof nothing {
  if (from === null) return nothing;
  return html`<button
    class="round sheet-back"
    type="button"
    data-testid="sheet-back"
    aria-label=${texts().exchanges.back}
    @click=${() => void backToStatement(from)}
  >
    ${icon('back')}
  </button>`;
}

function body(sheet: ExchangesSheet): TemplateResult {
  const words = texts();
  const isAwaited = sheet.phase === 'loading' || sheet.phase === 'retrying';
  if (isAwaited && sheet.items.length === 0) return listSkeleton();
  if (sheet.phase === 'failed' && sheet.items.length === 0) {
    return message(
      words.trouble.listFailed,
      words.shelf.failedText,
      words.shelf.retry,
      () => void askExchangesAgain(),
    );
  }
  if (sheet.items.length === 0) {
    return message(words.exchanges.empty, words.exchanges.emptyText, words.cart.browse, closeSheet);
  }
  return html`<ul class="exchanges">
      ${repeat(
        sheet.items,
        (exchange) => exchange.id,
        (exchange) => html`<li>${entry(exchange, sheet.cancelling === exchange.id)}</li>`,
      )}
    </ul>
    ${following(sheet)}`;
}

/** What comes after those shown: earlier ones, or all beside the one. */
function following({ only, nextCursor }: ExchangesSheet): TemplateResult | typeof nothing {
  const words = texts().exchanges;
  if (only !== null) {
    return html`<button
      class="button wide"
      type="button"
      data-testid="all-exchanges"
      @click=${() => void openExchanges()}
    >
      ${words.all}
    </button>`;
  }
  if (nextCursor === null) return nothing;
  return html`<button class="button wide" type="button" @click=${() => void moreExchanges()}>
    ${words.more}
  </button>`;
}

export function listSkeleton(): TemplateResult {
  return html`<div aria-hidden="true">
    ${[1, 2, 3, 4].map(() => html`<span class="skeleton block"></span>`)}
  </div>`;
}

function entry(exchange: Exchange, cancelling: boolean): TemplateResult {
  const words = texts().exchanges;
  return html`<article class="exchange" data-testid=${`exchange-${exchange.id}`} data-state=${exchange.state}>
    <header>
      <span class="state" data-state=${exchange.state} role="status">${words.state[exchange.state]}</span>
      <time class="faint" datetime=${exchange.createdAt}>${moment(exchange.createdAt)}</time>
    </header>
    <ul class="lines">
      ${exchange.lines.map((line) => exchangeLine(line, exchange.state))}
    </ul>
    ${paymentDue(exchange)}
    <footer>${priceTag(exchange.total)} ${shippedFree(exchange)} ${actions(exchange, cancelling)}</footer>
  </article>`;
}

function cancelOf({ id }: Exchange): string {
  return `[data-testid="exchange-${id}"] [data-testid="cancel-button"]`;
}

function actions(exchange: Exchange, cancelling: boolean): TemplateResult {
  const words = texts().exchanges;
  if (exchange.cancellable && store.state.beingCancelled.includes(exchange.id)) {
    return html`<span class="entry-actions">
      <button class="text" type="button" data-testid="cancel-awaited" aria-disabled="true">
        ${words.cancelling}
      </button>
    </span>`;
  }
  if (cancelling) {
    return html`<span class="ask" role="alert">
      ${icon('clock')}<span>${words.cancelAsk}</span>
      <button
        class="text"
        type="button"
        data-testid="cancel-keep"
        data-then=${cancelOf(exchange)}
        @click=${() => askToCancel(null)}
      >
        ${words.cancelNo}
      </button>
      <button
        class="text danger"
        type="button"
        data-testid="cancel-confirm"
        data-then=${`[data-testid="exchange-${exchange.id}"] [data-testid="cancel-awaited"]`}
        @click=${() => void cancelExchange(exchange.id)}
      >
        ${words.cancelYes}
      </button>
    </span>`;
  }
  return html`<span class="entry-actions">
    ${
      exchange.cancellable
        ? html`<button
            class="text"
            type="button"
            data-testid="cancel-button"
            @click=${() => askToCancel(exchange.id)}
          >
            ${words.cancel}
          </button>`
        : nothing
    }
    ${
      exchange.state === 'AWAITING_PAYMENT'
        ? html`<button class="button solid slim" type="button" @click=${() => resumeCheckout(exchange)}>
            ${words.pay}
          </button>`
        : nothing
    }
  </span>`;
}
