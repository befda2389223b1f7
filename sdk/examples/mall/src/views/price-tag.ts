import { html, nothing, type TemplateResult } from 'lit/html.js';
import { coin } from './icons.js';
import { money, number } from '../format.js';
import { texts } from '../texts.js';
import type { Price } from '../types.js';

export function priceTag(price: Price): TemplateResult {
  const cash = price.cash === null ? nothing : html`<span class="cash">+ ${money(price.cash)}</span>`;
  return html`<span class="price"
    >${coin}<span class="figure">${number(price.points)}</span
    ><span class="unit">${texts().pointsUnit}</span>${cash}</span
  >`;
}
