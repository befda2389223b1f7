import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon } from './icons.js';
import { moment } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { Exchange } from '../types.js';

/** Until when an exchange waits for its payment. */
export function paymentDue({ state, paymentDueAt }: Exchange): TemplateResult | typeof nothing {
  if (state !== 'AWAITING_PAYMENT' || paymentDueAt === null) return nothing;
  const { exchanges: words, checkout } = texts();
  const isOver = Date.parse(paymentDueAt) <= store.state.now;
  return html`<p class="payment-due" data-testid="payment-due">
    ${icon('clock')}${isOver ? checkout.holdOver : words.payUntil(moment(paymentDueAt))}
  </p>`;
}
