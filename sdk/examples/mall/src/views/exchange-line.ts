import { html, nothing, type TemplateResult } from 'lit/html.js';
import { codeList } from './codes.js';
import { picture } from './reward-card.js';
import { texts } from '../texts.js';
import type { Exchange } from '../types.js';

type ExchangedLine = Exchange['lines'][number];

/** What was exchanged, as it was then: the reward itself may have left the mall since. */
export function exchangeLine(line: ExchangedLine, state: Exchange['state']): TemplateResult {
  const images = line.variant?.reward.images ?? [];
  const variant = variantText(line.variant?.title ?? '', line.title);
  return html`<li class="line tall">
    <span class="thumb">${picture({ title: line.title, images }, false)}</span>
    <span class="line-text"
      ><strong>${line.title}</strong><span class="faint">${variant} × ${line.quantity}</span></span
    >
    ${line.codes.length > 0 ? codeList(line.codes) : delivery(line, state)}
  </li>`;
}

/** A title may already name its variant, and a reward of one variant often repeats its own name there. */
export function variantText(variant: string, reward: string): string {
  return reward.includes(variant) ? '' : variant;
}

function delivery(line: ExchangedLine, state: Exchange['state']): TemplateResult | typeof nothing {
  const words = texts();
  const { shipment } = line;
  // What was cancelled promises nothing any more.
  const promise = state === 'CONFIRMED' || state === 'FULFILLED' ? words.reward.deliver[line.kind] : '';
  const text =
    shipment === null
      ? promise
      : words.exchanges.shipped(shipment.carrier ?? '', shipment.trackingNumber ?? '');
  return text === '' ? nothing : html`<p class="faint line-note">${text}</p>`;
}
