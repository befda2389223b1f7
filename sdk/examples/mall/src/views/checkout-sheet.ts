import { ownPrice } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { exchangeLine, variantText } from './exchange-line.js';
import { coin, icon } from './icons.js';
import { priceTag } from './price-tag.js';
import { picture } from './reward-card.js';
import { backFromCheckout, confirm, giveUp, pay } from '../actions/checkout.js';
import { openExchanges } from '../actions/lists.js';
import { closeSheet, openMembers } from '../actions/sheets.js';
import { countdown, money, number } from '../format.js';
import { timesQuantity, totalOf } from '../price.js';
import { store, type CheckoutSheet, type Line } from '../state.js';
import { shippedFree } from '../tier/benefits.js';
import { texts } from '../texts.js';
import { ownPriceTag, shippingNote } from '../tier/terms.js';
import type { Exchange, Price } from '../types.js';

export function checkoutSheet(sheet: CheckoutSheet): TemplateResult {
  const { exchange } = sheet;
  if (exchange === null) return confirmation(sheet);
  const { state } = exchange;
  if (state === 'AWAITING_PAYMENT') return payment(sheet, exchange);
  if (state === 'CONFIRMED' || state === 'FULFILLED') return success(exchange);
  return ended(exchange, texts().checkout.ended[state]);
}

function confirmation(sheet: CheckoutSheet): TemplateResult {
  const words = texts().checkout;
  const total = totalOf(sheet.lines);
  const { balance } = store.state;
  return html`<h2 id="sheet-title" class="sheet-title" tabindex="-1">${words.title}</h2>
    <div class="sheet-scroll padded">
      <ul class="lines">
        ${sheet.lines.map(orderLine)}
      </ul>
      <dl class="sums">
        <div>
          <dt>${words.total}</dt>
          <dd data-testid="confirm-total">${priceTag(total)}</dd>
        </div>
        ${
          balance === null
            ? nothing
            : html`<div class="faint">
                <dt>${words.after}</dt>
                <dd>${coin}<span class="figure">${number(balance.available - total.points)}</span></dd>
              </div>`
        }
      </dl>
      ${shipping(sheet.lines)}
      ${total.cash === null ? nothing : html`<p class="hint">${words.cashFirst(money(total.cash))}</p>`}
      ${problem(sheet.problem)}
    </div>
    <div class="sheet-foot">
      <button class="button" type="button" ?disabled=${sheet.working} @click=${() => void backFromCheckout()}>
        ${words.back}
      </button>
      ${balance === null ? signInButton() : confirmButton(sheet)}
    </div>`;
}

function confirmButton({ working }: CheckoutSheet): TemplateResult {
  const words = texts().checkout;
  return html`<button
    class="button solid grow"
    type="button"
    data-testid="confirm-button"
    data-then="[data-testid='confirm-sign-in']"
    aria-disabled=${working ? 'true' : nothing}
    @click=${() => void confirm()}
  >
    ${working ? words.working : words.confirm}
  </button>`;
}

/** For whoever is signed in no longer. */
function signInButton(): TemplateResult {
  return html`<button
    class="button solid grow"
    type="button"
    data-testid="confirm-sign-in"
    @click=${openMembers}
  >
    ${texts().reward.signIn}
  </button>`;
}

/** Once for all goods that are sent. */
function shipping(lines: readonly Line[]): TemplateResult | typeof nothing {
  const sent = lines.find(({ reward }) => reward.kind === 'PHYSICAL');
  const note = sent === undefined ? '' : shippingNote(sent.reward.kind);
  return note === '' ? nothing : html`<p class="hint" data-testid="shipping">${note}</p>`;
}

function orderLine(line: Line): TemplateResult {
  return html`<li class="line">
    <span class="thumb">${picture(line.reward, true)}</span>
    <span class="line-text"
      ><strong>${line.reward.title}</strong
      ><span class="faint"
        >${variantText(line.variant.title, line.reward.title)} × ${line.quantity}</span
      ></span
    >
    ${ownPriceTag(timesQuantity(ownPrice(line.plan), line.quantity), timesQuantity(line.plan.price, line.quantity))}
  </li>`;
}

function payment(sheet: CheckoutSheet, exchange: Exchange): TemplateResult {
  const words = texts().checkout;
  const due = exchange.paymentDueAt === null ? null : Date.parse(exchange.paymentDueAt) - store.state.now;
  const cash = exchange.total.cash === null ? '' : money(exchange.total.cash);
  return html`<h2 id="sheet-title" class="sheet-title" tabindex="-1">${words.payTitle}</h2>
    <div class="sheet-scroll padded centred">
      <p class="cash-figure figure">${cash}</p>
      <p class="kept">${keptText(exchange.total)}</p>
      ${
        due === null
          ? nothing
          : html`<p class="countdown" role="timer" data-testid="hold-countdown">
              ${icon('clock')}${due > 0 ? words.heldFor(countdown(due)) : words.holdOver}
            </p>`
      }
      <p class="hint">${words.payHint}</p>
      ${problem(sheet.problem)}
      <div class="stack">
        <button
          class="button solid wide"
          type="button"
          data-testid="pay-button"
          aria-disabled=${sheet.working ? 'true' : nothing}
          @click=${() => void pay('test_ok')}
        >
          ${sheet.working ? words.paying : words.payAction(cash)}
        </button>
        <button
          class="button wide"
          type="button"
          data-testid="decline-button"
          aria-disabled=${sheet.working ? 'true' : nothing}
          @click=${() => void pay('test_declined')}
        >
          ${words.payDecline}
        </button>
        <button
          class="text"
          type="button"
          aria-disabled=${sheet.working ? 'true' : nothing}
          @click=${() => void giveUp()}
        >
          ${words.giveUp}
        </button>
      </div>
    </div>`;
}

function keptText(total: Price): TemplateResult {
  return html`+ ${priceTag({ points: total.points, cash: null })}`;
}

function success(exchange: Exchange): TemplateResult {
  const words = texts();
  return html`<div class="sheet-scroll padded centred" data-testid="exchange-success">
    <span class="seal" aria-hidden="true">${icon('check')}</span>
    <h2 id="sheet-title" class="sheet-title" tabindex="-1">${words.checkout.doneTitle}</h2>
    <p class="faint">${words.checkout.doneText(number(exchange.total.points))}</p>
    <ul class="lines">
      ${exchange.lines.map((line) => exchangeLine(line, exchange.state))}
    </ul>
    ${shippedFree(exchange)}
    <div class="stack">
      <button class="button solid wide" type="button" data-testid="done-button" @click=${closeSheet}>
        ${words.checkout.done}
      </button>
      <button class="text" type="button" @click=${() => void openExchanges()}>
        ${words.checkout.seeExchanges}
      </button>
    </div>
  </div>`;
}

function ended(exchange: Exchange, text: string): TemplateResult {
  const words = texts();
  return html`<h2 id="sheet-title" class="sheet-title" tabindex="-1">
      ${words.exchanges.state[exchange.state]}
    </h2>
    <div class="sheet-scroll padded centred">
      <p>${text}</p>
      <button class="button solid wide" type="button" data-testid="done-button" @click=${closeSheet}>
        ${words.checkout.done}
      </button>
    </div>`;
}

function problem(text: string | null): TemplateResult | typeof nothing {
  return text === null ? nothing : html`<p class="problem" role="alert" data-testid="problem">${text}</p>`;
}
