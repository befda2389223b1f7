import { html, nothing, type TemplateResult } from 'lit/html.js';
import { coin } from './icons.js';
import { money, number } from '../format.js';
import { texts } from '../texts.js';
import type { Price } from '../types.js';

/** `instead` stands right behind the points, because it is about them and not about the cash. */
export function priceTag(price: Price, instead: TemplateResult | typeof nothing = nothing): TemplateResult {
  const cash = price.cash === null ? nothing : html`<span class="cash">+ ${money(price.cash)}</span>`;
  return html`<span class="price"
    >${coin}<span class="figure">${number(price.points)}</span
    ><span class="unit">${texts().pointsUnit}</span>${instead}${cash}</span
  >`;
}
