import { html, nothing, type TemplateResult } from 'lit/html.js';
import { awaitedWords } from './awaited.js';
import { checkInCard } from './check-in.js';
import { goToShelf } from './finder.js';
import { coin, icon } from './icons.js';
import { countUp } from './count-up.js';
import { openHeld } from '../actions/held.js';
import { openExchanges, ownStatement } from '../actions/lists.js';
import { openMembers } from '../actions/sheets.js';
import { ownWall } from '../achievement/wall.js';
import { ownPledges } from '../crowdfunding/pledges.js';
import { ownDonations } from '../donation/actions.js';
import { ownBallots } from '../voting/ballots.js';
import { changeSearch } from '../actions/shelf.js';
import { openTier } from '../tier/actions.js';
import { standing } from '../tier/standing.js';
import { lastDay, money, number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { Balance, Program } from '../types.js';

export function welcome(): TemplateResult {
  const { customerId } = store.state;
  return html`<section class="welcome">
    <div class="welcome-inner">${customerId === null ? guest() : member()}</div>
  </section>`;
}

function guest(): TemplateResult {
  const words = texts();
  return html`<div class="hello">
    <h1 tabindex="-1">${words.guestGreeting}</h1>
    <p class="hello-hint">${words.guestHint}</p>
    <p class="hello-ways">
      <button class="button honey" type="button" @click=${openMembers}>${words.signIn}</button>
      <button class="quiet" type="button" data-testid="tier-open" @click=${() => void openTier()}>
        ${icon('star')}${words.tier.title}
      </button>
    </p>
    ${earning()}
  </div>`;
}

function earning(): TemplateResult | typeof nothing {
  const { program, shelf } = store.state;
  const words = texts();
  if (program !== null) {
    return html`<p class="hello-rate" data-testid="earning">
      ${words.earning(program.name, rate(program))}
    </p>`;
  }
  if (shelf.phase === 'failed') return nothing;
  const likely = words.earning('Jifen Jifen', rate({ pointsPerCurrencyUnit: 100, currencyCode: 'CNY' }));
  return html`<p class="hello-rate">${awaitedWords(likely)}</p>`;
}

type Rate = Pick<Program, 'pointsPerCurrencyUnit' | 'currencyCode'>;

function rate({ pointsPerCurrencyUnit, currencyCode }: Rate): string {
  return texts().footer.rate(number(pointsPerCurrencyUnit), money({ amount: '1', currencyCode }));
}

function member(): TemplateResult {
  const { balance, customerId, demoMembers, language, now } = store.state;
  const words = texts();
  const name = demoMembers.find((one) => one.customerId === customerId)?.displayName[language] ?? '';
  return html`<div class="hello">
      <h1 tabindex="-1">${words.greeting(name, new Date(now).getHours())}</h1>
      <div class="worth">
        <span class="worth-label">${words.yourPoints}</span>
        ${
          balance === null
            ? html`<span class="skeleton figure-skeleton"></span>`
            : html`<span class="worth-figure">${coin}${countUp(balance.available, number)}</span>`
        }
      </div>
      ${balance === null ? awaitedAside() : aside(balance)} ${standing()}
      <nav class="hello-links" aria-label=${words.memberMenu}>
        <button class="quiet" type="button" data-testid="my-exchanges" @click=${() => void openExchanges()}>
          ${icon('gift')}${words.myExchanges}
        </button>
        <button class="quiet" type="button" data-testid="statement" @click=${() => void ownStatement.open()}>
          ${icon('receipt')}${words.statement}
        </button>
        <button class="quiet" type="button" data-testid="achievements" @click=${() => void ownWall.open()}>
          ${icon('star')}${words.achievement.title}
        </button>
        <button
          class="quiet"
          type="button"
          data-testid="my-donations"
          @click=${() => void ownDonations.open()}
        >
          ${icon('heart')}${words.donation.mine}
        </button>
        <button class="quiet" type="button" data-testid="my-pledges" @click=${() => void ownPledges.open()}>
          ${icon('together')}${words.crowdfunding.own.title}
        </button>
        <button class="quiet" type="button" data-testid="my-ballots" @click=${() => void ownBallots.open()}>
          ${icon('ballot')}${words.voting.own.title}
        </button>
        ${withinReach()}
      </nav>
    </div>
    ${checkInCard()}`;
}

/** Most members have points that expire; who has none sees the rest move up by a line. */
function awaitedAside(): TemplateResult {
  const { now } = store.state;
  const likely = texts().expiring(number(1_000), lastDay(new Date(now).toISOString()));
  return html`<p class="expiring" aria-hidden="true">${icon('clock')}${awaitedWords(likely)}</p>`;
}

function aside(balance: Balance): TemplateResult {
  const words = texts();
  const notes = [
    balance.pending > 0 ? words.pending(number(balance.pending)) : '',
    balance.owed > 0 ? words.owed(number(balance.owed)) : '',
  ].filter((note) => note !== '');
  return html`
    ${
      notes.length === 0 && balance.held === 0
        ? nothing
        : html`<p class="worth-notes">
            ${balance.held > 0 ? held(balance.held) : nothing}${notes.map((note) => html`<span>${note}</span>`)}
          </p>`
    }
    ${
      balance.expiringSoon > 0 && balance.expiringSoonAt !== null
        ? html`<p class="expiring" data-testid="expiring">
            ${icon('clock')}${words.expiring(number(balance.expiringSoon), lastDay(balance.expiringSoonAt))}
          </p>`
        : nothing
    }
  `;
}

function held(points: number): TemplateResult {
  return html`<button class="worth-held" type="button" data-testid="held" @click=${() => void openHeld()}>
    ${texts().held(number(points))}${icon('next')}
  </button>`;
}

function withinReach(): TemplateResult | typeof nothing {
  const { shelf, search } = store.state;
  if (shelf.facets === null && shelf.phase === 'loading') {
    return html`<span class="quiet" aria-hidden="true">
      ${icon('check')}${awaitedWords(texts().withinReach(number(10)))}
    </span>`;
  }
  const count = shelf.facets?.affordable ?? 0;
  if (count === 0 || search.affordable) return nothing;
  return html`<button class="quiet" type="button" @click=${showWithinReach}>
    ${icon('check')}${texts().withinReach(number(count))}
  </button>`;
}

function showWithinReach(): void {
  changeSearch({ affordable: true });
  goToShelf();
}
