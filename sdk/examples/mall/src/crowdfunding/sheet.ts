import type { PoolDetail } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { closeSheet, openMembers } from '../actions/sheets.js';
import { moment, number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { icon } from '../views/icons.js';
import { picture } from '../views/reward-card.js';
import { message } from '../views/shelf.js';
import {
  choosePoints,
  fitting,
  held,
  loadPool,
  newestProgress,
  pledge,
  stepOf,
  verify,
  withdraw,
} from './actions.js';
import { bar, figures, missing, stateBadge } from './card.js';
import type { PoolSheet } from './state.js';

const shownOfHash = 12;

export function poolSheet(sheet: PoolSheet): TemplateResult {
  const { pool } = sheet;
  if (pool === null) return absent(sheet);
  const words = texts().crowdfunding;
  const progress = newestProgress(pool);
  return html`<div class="sheet-scroll reward cause-sheet">
      <div class="gallery">${picture(pool, true)}</div>
      <div class="reward-text">
        ${stateBadge(progress)}
        <h2 id="sheet-title" tabindex="-1">${pool.title}</h2>
        ${pool.summary === '' ? nothing : html`<p class="summary">${pool.summary}</p>`}
        <div class="cause-progress">
          ${bar(pool, 'pool-sheet-bar')} ${figures(progress)}
          <p class="faint">${missing(progress)}</p>
        </div>
        ${choice(sheet, pool)}
        <ul class="notes">
          ${isOpen(pool) ? html`<li>${icon('clock')}${words.until(moment(pool.deadline))}</li>` : nothing}
          ${mine(pool)}
        </ul>
        ${sheet.problem === null ? nothing : html`<p class="problem" role="alert">${sheet.problem}</p>`}
        <section class="about">
          <h3>${words.terms} · ${words.kind[pool.allotment]}</h3>
          <p>${pool.terms}</p>
        </section>
        ${end(pool)} ${draw(sheet, pool)} ${story(pool)}
      </div>
    </div>
    ${foot(sheet, pool)}`;
}

/** Why it was called off, or what became of the points. */
function end({ cancelled, settlement }: PoolDetail): TemplateResult | typeof nothing {
  const words = texts().crowdfunding;
  if (cancelled !== null) {
    return html`<section class="about" data-testid="pool-cancelled">
      <h3>${words.cancelled}</h3>
      <p>${cancelled}</p>
    </section>`;
  }
  if (settlement === null) return nothing;
  return html`<section class="about" data-testid="pool-settlement">
    <h3>${words.settled}</h3>
    <p>${settlement.statement}</p>
  </section>`;
}

function story(pool: PoolDetail): TemplateResult | typeof nothing {
  if (pool.story === '') return nothing;
  return html`<section class="about">
    <h3>${texts().crowdfunding.story}</h3>
    ${pool.story.split(/\n+/u).map((paragraph) => html`<p>${paragraph}</p>`)}
  </section>`;
}

function absent({ phase }: PoolSheet): TemplateResult {
  const { crowdfunding: words, shelf, cart } = texts();
  const title = phase === 'loading' ? words.loading : words.missing;
  return html`<h2 id="sheet-title" class="visually-hidden" tabindex="-1">${title}</h2>
    <div class="sheet-scroll reward" aria-busy=${phase === 'loading' ? 'true' : 'false'}>
      ${
        phase === 'loading'
          ? html`<div class="gallery skeleton"></div>`
          : phase === 'failed'
            ? message(shelf.failedTitle, shelf.failedText, shelf.retry, () => void loadPool())
            : message(words.missing, words.missingText, cart.browse, closeSheet)
      }
    </div>`;
}

const isOpen = (pool: PoolDetail) => newestProgress(pool).state === 'OPEN';
/** Whether the pool takes more of this member than they have in it. */
const takesMore = (pool: PoolDetail) => isOpen(pool) && fitting(pool, Infinity) > held(pool);

function choice({ points }: PoolSheet, pool: PoolDetail): TemplateResult | typeof nothing {
  if (!takesMore(pool)) return nothing;
  const words = texts().crowdfunding;
  const step = stepOf(pool);
  const press = (label: string, change: number, sign: string) =>
    html`<button
      class="button slim"
      type="button"
      aria-label=${label}
      ?disabled=${fitting(pool, points + change) === points}
      @click=${() => choosePoints(points + change)}
    >
      ${sign}
    </button>`;
  return html`<fieldset class="gift">
    <legend>${words.amount}</legend>
    <div class="gift-amounts">
      ${press(words.less, -step, '−')}
      <output class="figure" aria-live="polite">${number(points)}</output>
      ${press(words.more, step, '+')}
    </div>
    <p class="faint">${words.held}</p>
  </fieldset>`;
}

function mine({ pledge: own }: PoolDetail): TemplateResult | typeof nothing {
  if (own === null || own.state === 'WITHDRAWN') return nothing;
  const words = texts().crowdfunding;
  return html`<li data-testid="own-pledge">
    ${icon('check')}${words.mine(number(own.points), String(own.number))}${own.allotted ? ` · ${words.allotted}` : nothing}
  </li>`;
}

function draw({ verified }: PoolSheet, pool: PoolDetail): TemplateResult | typeof nothing {
  if (pool.allotment !== 'DRAW') return nothing;
  const words = texts().crowdfunding;
  const { seedHash, winners } = pool.draw;
  return html`<section class="about">
    <h3>${words.draw}</h3>
    <p class="faint" title=${seedHash}>${words.fingerprint(`${seedHash.slice(0, shownOfHash)}…`)}</p>
    ${
      winners.length === 0
        ? nothing
        : html`<p><strong>${words.winners(winners.map((one) => one.number).join(', '))}</strong></p>
            <button class="button slim" type="button" data-testid="verify-draw" @click=${() => void verify()}>
              ${words.verify}
            </button>`
    }
    ${
      verified === null
        ? nothing
        : html`<p role="status" data-testid="draw-verified">
              ${
                verified.fault === null
                  ? html`${icon('check')}${words.verified(verified.winners.join(', '))}`
                  : words.faults[verified.fault]
              }
            </p>
            <p class="faint">${verified.kept ? words.kept : words.notKept}</p>`
    }
  </section>`;
}

function foot(sheet: PoolSheet, pool: PoolDetail): TemplateResult | typeof nothing {
  if (!isOpen(pool)) return nothing;
  const words = texts().crowdfunding;
  if (store.state.customerId === null) {
    return html`<div class="sheet-foot">
      <div class="foot-buttons">
        <button class="button honey grow" type="button" @click=${openMembers}>${words.signIn}</button>
      </div>
    </div>`;
  }
  const { points, working, withdrawing } = sheet;
  const told = held(pool) > 0 ? words.raise(number(points)) : words.pledge(number(points));
  return html`<div class="sheet-foot">
    <div class="foot-buttons">
      ${
        held(pool) === 0
          ? nothing
          : html`<button
              class="button"
              type="button"
              data-testid="withdraw-button"
              ?disabled=${working}
              @click=${() => void withdraw()}
            >
              ${withdrawing ? words.withdrawSure : words.withdraw}
            </button>`
      }
      ${
        takesMore(pool)
          ? html`<button
              class="button solid grow"
              type="button"
              data-testid="pledge-button"
              ?disabled=${working}
              @click=${() => void pledge()}
            >
              ${working ? words.working : told}
            </button>`
          : nothing
      }
    </div>
  </div>`;
}
