import { html, nothing, type TemplateResult } from 'lit/html.js';
import { coin, icon } from './icons.js';
import { countUp } from './count-up.js';
import { speak } from '../actions/language.js';
import { openCart, openMembers } from '../actions/sheets.js';
import { number } from '../format.js';
import { bell } from '../notice/bell.js';
import { store } from '../state.js';
import { texts } from '../texts.js';

export function header(): TemplateResult {
  const { program } = store.state;
  return html`
    <header class="bar">
      <div class="bar-inner">
        <div class="bar-lead">
          <a class="brand" href=${`${location.pathname}${keptParameters()}`}>
            <span class="brand-mark" aria-hidden="true"></span>
            <span class="brand-name">${program?.name ?? ''}</span>
          </a>
          ${balancePill()}
        </div>
        ${languageSwitch()} ${bell()} ${cartButton()} ${memberButton()}
      </div>
    </header>
  `;
}

/** Going home clears the search but stays with the same brand and in the language that a link has chosen. */
function keptParameters(): string {
  const from = new URLSearchParams(location.search);
  const kept = new URLSearchParams();
  for (const name of ['key', 'lang']) {
    const value = from.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept.size === 0 ? '' : `?${kept.toString()}`;
}

function balancePill(): TemplateResult | typeof nothing {
  const { balance } = store.state;
  if (balance === null) return nothing;
  return html`<p class="pill" title=${texts().yourPoints}>
    ${coin}<span class="visually-hidden">${texts().yourPoints} </span
    ><span class="figure" data-testid="balance" data-value=${balance.available}
      >${countUp(balance.available, number)}</span
    >
  </p>`;
}

function languageSwitch(): TemplateResult {
  const { language } = store.state;
  const other = language === 'zh' ? 'en' : 'zh';
  return html`<button
    class="language"
    type="button"
    data-testid="language-switch"
    @click=${() => void speak(other)}
  >
    <span class="visually-hidden">${texts().switchLanguage} </span
    ><span lang="zh-CN" ?data-on=${language === 'zh'}>中</span
    ><span lang="en" ?data-on=${language === 'en'}>EN</span>
  </button>`;
}

function cartButton(): TemplateResult {
  const { cart } = store.state;
  const count = cart.reduce((sum, line) => sum + line.quantity, 0);
  return html`<button
    class="round"
    type="button"
    data-testid="cart-button"
    aria-label=${texts().cart.open(count)}
    @click=${openCart}
  >
    ${icon('bag')}${count > 0 ? html`<span class="dot">${count}</span>` : nothing}
  </button>`;
}

function memberButton(): TemplateResult {
  const { customerId, demoMembers, language } = store.state;
  const member = demoMembers.find((one) => one.customerId === customerId);
  const name = member?.displayName[language];
  return html`<button
    class="round member"
    type="button"
    data-testid="member-picker"
    aria-label=${name === undefined ? texts().signIn : texts().memberIs(name)}
    @click=${openMembers}
  >
    ${name === undefined ? icon('person') : html`<span aria-hidden="true">${initial(name)}</span>`}
  </button>`;
}

/** Chinese names are known by the given name's last character, others by their first letter. */
export function initial(name: string): string {
  const characters = Array.from(name);
  return (/\p{Script=Han}/u.test(name) ? characters.at(-1) : characters[0]) ?? '';
}
