import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon } from './icons.js';
import { notRefreshed } from './not-refreshed.js';
import { pulse } from './pulse.js';
import { newestStock, picture, stockTone } from './reward-card.js';
import { chosenVariant, planChoice, quantityChoice, variantChoice } from './reward-choices.js';
import { rewardFoot } from './reward-foot.js';
import { message } from './shelf.js';
import { changeChoice, closeSheet, loadReward } from '../actions/sheets.js';
import { availability } from '../availability.js';
import { calendarDay, moment, number } from '../format.js';
import { store, type RewardSheet } from '../state.js';
import { stockText } from '../stock-text.js';
import { texts } from '../texts.js';
import { nextTierLine, shippingNote, tierNotes } from '../tier/terms.js';
import type { Reward, Stock } from '../types.js';

export function rewardSheet(sheet: RewardSheet): TemplateResult {
  const words = texts();
  const { reward } = sheet;
  if (reward === null) {
    if (sheet.phase === 'loading' || sheet.phase === 'retrying') return loading();
    const failed = sheet.phase === 'failed';
    const title = failed ? words.trouble.listFailed : words.reward.missing;
    return html`<h2 id="sheet-title" class="visually-hidden" tabindex="-1">${title}</h2>
      <div class="sheet-scroll">
        ${
          failed
            ? message(title, words.shelf.failedText, words.shelf.retry, () => void loadReward())
            : message(title, words.reward.missingText, words.cart.browse, closeSheet)
        }
      </div>`;
  }
  return html`${notRefreshed(sheet.phase, loadReward)}
    <div class="sheet-scroll reward">
      ${gallery(sheet, reward)}
      <div class="reward-text">
        ${facts(sheet, reward)} ${variantChoice(sheet, reward)} ${planChoice(sheet, reward)}
        ${quantityChoice(sheet, reward)}
        <section class="about">
          <h3>${words.reward.about}</h3>
          ${reward.description.split(/\n+/u).map((paragraph) => html`<p>${paragraph}</p>`)}
          ${reward.supplier === null ? nothing : html`<p class="faint">${words.reward.supplier(reward.supplier)}</p>`}
          ${
            reward.videoUrl === null
              ? nothing
              : html`<p>
                  <a href=${reward.videoUrl} target="_blank" rel="noreferrer">${words.reward.video}</a>
                </p>`
          }
        </section>
      </div>
    </div>
    ${rewardFoot(sheet, reward)}`;
}

function loading(): TemplateResult {
  return html`<h2 id="sheet-title" class="visually-hidden" tabindex="-1">${texts().reward.loading}</h2>
    <div class="sheet-scroll reward" aria-hidden="true">
      <div class="gallery skeleton"></div>
      <div class="reward-text">
        <span class="skeleton line"></span><span class="skeleton line short"></span>
        <span class="skeleton line"></span><span class="skeleton line"></span>
      </div>
    </div>`;
}

function gallery(sheet: RewardSheet, reward: Reward): TemplateResult {
  const words = texts().reward;
  return html`<div class="gallery">
    ${picture(reward, true, sheet.picture)}
    ${
      reward.images.length < 2
        ? nothing
        : html`<div class="gallery-dots">
            ${reward.images.map(
              (_, index) =>
                html`<button
                  type="button"
                  aria-label=${words.picture(index + 1, reward.images.length)}
                  aria-pressed=${index === sheet.picture ? 'true' : 'false'}
                  @click=${() => changeChoice({ picture: index })}
                ></button>`,
            )}
          </div>`
    }
  </div>`;
}

function facts(sheet: RewardSheet, reward: Reward): TemplateResult {
  const words = texts();
  const state = availability(reward, newestStock(reward.variants), store.state.now);
  const tags = [reward.category?.title, words.kinds[reward.kind], ...reward.zones.map((zone) => zone.title)];
  const notes = [
    ...tierNotes(reward),
    words.reward.deliver[reward.kind],
    shippingNote(reward.kind),
    reward.limit === null
      ? ''
      : words.limit(words.period[reward.limit.period], number(reward.limit.quantity)),
    reward.limitLeft === null ? '' : words.limitLeft(number(reward.limitLeft)),
    reward.onSaleUntil === null ? '' : words.until(moment(reward.onSaleUntil)),
  ].filter((note) => note !== '');
  const variant = chosenVariant(sheet, reward);
  const batches = newestStock(variant === null ? [] : [variant]).flatMap((stock) => batchText(stock) ?? []);
  return html`<p class="tags">${tags.filter((tag) => tag !== undefined).join(' · ')}</p>
    <h2 id="sheet-title" tabindex="-1">${reward.title}</h2>
    ${reward.summary === '' ? nothing : html`<p class="summary">${reward.summary}</p>`}
    <p class="reward-stock">
      <span
        class="stock big"
        data-state=${stockTone(state)}
        data-testid="sheet-stock"
        ${pulse(stockText(state))}
        >${stockText(state)}</span
      >
      ${batches.map((text) => html`<span class="faint">${text}</span>`)}
    </p>
    ${nextTierLine(reward)}
    <ul class="notes">
      ${notes.map((note) => html`<li>${icon('check')}${note}</li>`)}
    </ul>`;
}

function batchText(stock: Stock): string | null {
  if (stock.batch === null) return null;
  const { period, left, size, renewsOn } = stock.batch;
  const words = texts();
  return words.stock.batch(words.periodNow[period], number(left), number(size), calendarDay(renewsOn));
}
