import { html, nothing, type TemplateResult } from 'lit/html.js';
import { poolCards } from '../crowdfunding/card.js';
import { projectCards } from '../donation/card.js';
import { campaignCards } from '../voting/card.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { awaitedCard } from './awaited.js';
import { icon, type IconName } from './icons.js';

/** What members do together, before what everybody takes home; another capability adds its own cards. */
export function together(): TemplateResult | typeof nothing {
  const { donations, crowdfunding, voting } = store.state;
  const cards = inTurn([
    donations.awaited ? [awaitedCard()] : projectCards(),
    crowdfunding.awaited ? [awaitedCard()] : poolCards(),
    voting.awaited ? [awaitedCard()] : campaignCards(),
  ]);
  if (cards.length === 0) return nothing;
  return html`<section class="together" aria-labelledby="together-title">
    <div class="together-head">
      <h2 id="together-title">${texts().together}</h2>
      ${turner(-1, 'back', texts().turnBack)} ${turner(1, 'next', texts().turnOn)}
    </div>
    <ul class="together-cards">
      ${cards.map((card) => html`<li>${card}</li>`)}
    </ul>
  </section>`;
}

/** A mouse pushes no row sideways: on a wide page it turns to the cards before and behind. */
function turner(direction: 1 | -1, name: IconName, label: string): TemplateResult {
  return html`<button
    class="round outlined turner"
    type="button"
    aria-label=${label}
    @click=${() => {
      const row = document.querySelector('.together-cards');
      row?.scrollBy({ left: direction * row.clientWidth, behavior: 'smooth' });
    }}
  >
    ${icon(name)}
  </button>`;
}

/** One of each kind before the second of any, so that every kind is seen without scrolling far. */
function inTurn<Card>(kinds: readonly (readonly Card[])[]): Card[] {
  const most = Math.max(...kinds.map((cards) => cards.length));
  return Array.from({ length: most }, (_, at) => kinds.flatMap((cards) => cards.slice(at, at + 1))).flat();
}
