import type { PoolDetail } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { openMembers } from '../actions/sheets.js';
import { moment, number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { absentSheet } from '../views/absent-sheet.js';
import { amountChoice, problemText } from '../views/amount-choice.js';
import { icon } from '../views/icons.js';
import { notRefreshed } from '../views/not-refreshed.js';
import { picture } from '../views/reward-card.js';
import {
  askToWithdraw,
  choosePoints,
  held,
  loadPool,
  newestProgress,
  offeredPledges,
  pledge,
  pledgeRange,
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
  return html`${notRefreshed(sheet.phase, loadPool)}
    <div class="sheet-scroll reward cause-sheet">
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
  const awaited = html`<div class="gallery skeleton"></div>`;
  return absentSheet({ phase, words: texts().crowdfunding, layout: 'reward', awaited, again: loadPool });
}

const isOpen = (pool: PoolDetail) => newestProgress(pool).state === 'OPEN';
/** Whether the pool takes more of this member than they have in it. */
function takesMore(pool: PoolDetail): boolean {
  const { least, most } = pledgeRange(pool);
  return isOpen(pool) && most >= Math.max(1, least);
}

function choice(sheet: PoolSheet, pool: PoolDetail): TemplateResult | typeof nothing {
  if (!takesMore(pool)) return nothing;
  const words = texts().crowdfunding;
  const range = pledgeRange(pool);
  return html`<fieldset class="gift" ?disabled=${sheet.working}>
    ${amountChoice({
      legend: held(pool) === 0 ? words.amount : words.raiseAmount,
      offered: offeredPledges(pool),
      range,
      chosen: sheet,
      choose: choosePoints,
      problem: sheet.problem,
      testId: 'pledge',
    })}
    <p class="faint">${words.held}</p>
  </fieldset>`;
}

function mine({ pledge: own }: PoolDetail): TemplateResult | typeof nothing {
  if (own === null || own.state === 'WITHDRAWN') return nothing;
  const words = texts().crowdfunding;
  return html`<li data-testid="own-pledge" tabindex="-1">
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
        : html`<p><strong>${words.winners(winners.map((one) => one.number))}</strong></p>
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
                  ? html`${icon('check')}${words.verified(verified.winners)}`
                  : words.faults[verified.fault]
              }
            </p>
            <p class="faint">${verified.kept ? words.kept : words.notKept}</p>`
    }
  </section>`;
}

function foot(sheet: PoolSheet, pool: PoolDetail): TemplateResult | typeof nothing {
  // Whoever was refused because it has just closed is told so too.
  if (!isOpen(pool) && sheet.problem === null) return nothing;
  const asking = sheet.withdrawing && isOpen(pool);
  return html`<div class="sheet-foot stacked">
    ${
      sheet.problem !== null
        ? problemText(sheet.problem, 'pledge-problem')
        : asking
          ? html`<p role="alert">${texts().crowdfunding.withdrawAsk}</p>`
          : nothing
    }
    ${isOpen(pool) ? html`<div class="foot-buttons">${asking ? withdrawButtons(sheet) : buttons(sheet, pool)}</div>` : nothing}
  </div>`;
}

function withdrawButtons({ working }: PoolSheet): TemplateResult {
  const words = texts().crowdfunding;
  return html`<button
      class="button grow"
      type="button"
      data-testid="withdraw-keep"
      @click=${() => askToWithdraw(false)}
    >
      ${words.withdrawKeep}
    </button>
    <button
      class="button solid grow"
      type="button"
      data-testid="withdraw-confirm"
      aria-disabled=${working ? 'true' : nothing}
      @click=${() => void withdraw()}
    >
      ${working ? words.working : words.withdraw}
    </button>`;
}

function buttons(sheet: PoolSheet, pool: PoolDetail): TemplateResult {
  const words = texts().crowdfunding;
  if (store.state.customerId === null) {
    return html`<button class="button solid grow" type="button" @click=${openMembers}>
      ${words.signIn}
    </button>`;
  }
  const { points, working } = sheet;
  const act = held(pool) > 0 ? words.raise : words.pledge;
  const told = points === null ? texts().amount.missing : act(number(points));
  return html`${
    held(pool) === 0
      ? nothing
      : html`<button
          class="button"
          type="button"
          data-testid="withdraw-button"
          @click=${() => askToWithdraw(true)}
        >
          ${words.withdraw}
        </button>`
  }
  ${
    takesMore(pool)
      ? html`<button
          class="button solid grow"
          type="button"
          data-testid="pledge-button"
          ?disabled=${points === null}
          aria-disabled=${working ? 'true' : nothing}
          @click=${() => void pledge()}
        >
          ${working ? words.working : told}
        </button>`
      : nothing
  }`;
}
