import { html, nothing, type TemplateResult } from 'lit/html.js';
import { filters } from './filters.js';
import { finder, zoneChips } from './finder.js';
import { header } from './header.js';
import { spoken } from './spoken.js';
import { sheet } from './sheet.js';
import { shelf } from './shelf.js';
import { icon } from './icons.js';
import { together } from './together.js';
import { welcome } from './welcome.js';
import { store, type NoticeAction } from '../state.js';
import { texts } from '../texts.js';

export function page(): TemplateResult {
  const words = texts();
  return html`
    <a class="skip" href="#rewards">${words.skipToRewards}</a>
    ${header()} ${connection()}
    <main>
      ${welcome()}
      <div class="floor">
        <div class="floor-inner">
          ${together()}<span class="floor-start"></span>${finder()} ${zoneChips()} ${filters()} ${shelf()}
        </div>
      </div>
    </main>
    <footer class="foot"><p>${words.footer.made}</p></footer>
    ${sheet()} ${notice()} ${spoken()}
  `;
}

function connection(): TemplateResult | typeof nothing {
  const { online, liveInterrupted } = store.state;
  if (online && !liveInterrupted) return nothing;
  const words = texts().connection;
  return html`<p class="connection" role="status" data-testid="connection">
    ${icon('wifi')}${online ? words.reconnecting : words.offline}
  </p>`;
}

/** In the top layer, because an open dialog would otherwise cover it. */
function notice(): TemplateResult {
  const { notice } = store.state;
  return html`<div class="notice-place" popover="manual">
    ${
      notice === null
        ? nothing
        : html`<p class="notice" data-tone=${notice.tone} data-testid="notice">
            ${notice.text}${offer(notice.action)}
          </p>`
    }
  </div>`;
}

/** While a sheet is open, the browser lets nobody press anything beside it. */
function offer(action: NoticeAction | null): TemplateResult | typeof nothing {
  if (action === null || store.state.sheet !== null) return nothing;
  return html` <button class="notice-action" type="button" data-testid="notice-action" @click=${action.act}>
    ${action.label}
  </button>`;
}

let shown = false;

export function settleNotice(root: HTMLElement): void {
  const place = root.querySelector<HTMLElement>('.notice-place');
  const wanted = store.state.notice !== null;
  if (place === null || wanted === shown) return;
  shown = wanted;
  if (wanted) place.showPopover();
  else place.hidePopover();
}
