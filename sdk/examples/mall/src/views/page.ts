import { html, nothing, type TemplateResult } from 'lit/html.js';
import { filters } from './filters.js';
import { finder, zoneChips } from './finder.js';
import { header } from './header.js';
import { notice } from './notice.js';
import { spoken } from './spoken.js';
import { sheet } from './sheet.js';
import { shelf } from './shelf.js';
import { icon } from './icons.js';
import { together } from './together.js';
import { welcome } from './welcome.js';
import { store } from '../state.js';
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
    ${sheet()} ${store.state.sheet === null ? notice() : nothing} ${spoken()}
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
