import { ownPrice } from '@jifen/sdk';
import { html, type TemplateResult } from 'lit/html.js';
import { icon } from './icons.js';
import { priceTag } from './price-tag.js';
import { newestStock, picture } from './reward-card.js';
import { stepper } from './reward-choices.js';
import { message } from './shelf.js';
import { variantText } from './exchange-line.js';
import { changeQuantity, removeFromCart } from '../actions/cart.js';
import { startCheckout } from '../actions/checkout.js';
import { closeSheet, openMembers, openReward } from '../actions/sheets.js';
import { mostAtOnce } from '../availability.js';
import { number } from '../format.js';
import { timesQuantity, totalOf } from '../price.js';
import { store, type Line } from '../state.js';
import { texts } from '../texts.js';
import { ownPriceTag } from '../tier/terms.js';

export function cartSheet(): TemplateResult {
  const { cart } = store.state;
  const words = texts().cart;
  const heading = html`<h2 id="sheet-title" class="sheet-title" tabindex="-1">${words.title}</h2>`;
  if (cart.length === 0) {
    return html`${heading}
      <div class="sheet-scroll padded">
        ${message(words.empty, words.emptyText, words.browse, closeSheet)}
      </div>`;
  }
  return html`${heading}
    <div class="sheet-scroll padded">
      <ul class="lines">
        ${cart.map(cartLine)}
      </ul>
      ${cart.length > 1 ? html`<p class="hint">${words.together}</p>` : ''}
    </div>
    ${foot()}`;
}

function cartLine(line: Line): TemplateResult {
  const stock = newestStock([line.variant])[0] ?? line.variant.stock;
  return html`<li class="line cart-line">
    <span class="thumb">${picture(line.reward, true)}</span>
    <span class="line-text">
      <button class="line-link" type="button" @click=${() => void openReward(line.reward.handle)}>
        ${line.reward.title}
      </button>
      <span class="faint">${variantText(line.variant.title, line.reward.title)}</span>
      ${ownPriceTag(timesQuantity(ownPrice(line.plan), line.quantity), timesQuantity(line.plan.price, line.quantity))}
    </span>
    <span class="line-actions">
      ${stepper(line.quantity, mostAtOnce(stock, null), (quantity) => changeQuantity(line, quantity))}
      <button
        class="round small"
        type="button"
        aria-label=${texts().cart.remove(line.reward.title)}
        @click=${() => removeFromCart(line)}
      >
        ${icon('trash')}
      </button>
    </span>
  </li>`;
}

function foot(): TemplateResult {
  const { cart, balance } = store.state;
  const words = texts();
  const total = totalOf(cart);
  const short = balance === null ? 0 : total.points - balance.available;
  return html`<div class="sheet-foot">
    <p class="foot-total"><span class="faint">${words.reward.total}</span>${priceTag(total)}</p>
    <div class="foot-buttons">
      <button
        class="button solid grow"
        type="button"
        data-testid="cart-checkout"
        ?disabled=${short > 0}
        @click=${() => (balance === null ? openMembers() : startCheckout(cart, true))}
      >
        ${
          balance === null
            ? words.reward.signIn
            : short > 0
              ? words.reward.short(number(short))
              : words.cart.checkout
        }
      </button>
    </div>
  </div>`;
}
