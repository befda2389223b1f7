import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { notRefreshed } from './not-refreshed.js';
import { rewardCard } from './reward-card.js';
import { sorts } from '../address.js';
import { answersQuestion, changeSearch, clearSearch, loadMore, loadShelf } from '../actions/shelf.js';
import { loadProgram } from '../actions/language.js';
import { number } from '../format.js';
import { store, type Shelf } from '../state.js';
import { texts } from '../texts.js';

export function shelf(): TemplateResult {
  const { search, zones } = store.state;
  const words = texts().shelf;
  const zone = zones.find((one) => one.key === search.zone);
  return html`<section class="shelf" id="rewards" tabindex="-1" aria-labelledby="shelf-title">
    <div class="shelf-head">
      <div>
        <h2 id="shelf-title">${zone?.title ?? words.heading}</h2>
        <p class="shelf-count" role="status" data-testid="shelf-count">${countText()}</p>
      </div>
      ${sortMenu()}
    </div>
    ${zone?.description ? html`<p class="zone-about">${zone.description}</p>` : nothing} ${body()}
  </section>`;
}

function countText(): string {
  const { phase, rewards, totalCount } = store.state.shelf;
  const words = texts().shelf;
  const isThere = rewards.length > 0 && answersQuestion(store.state.shelf);
  if (phase === 'failed' && !isThere) return '';
  return isAwaited(store.state.shelf) ? words.loading : words.count(number(totalCount));
}

function sortMenu(): TemplateResult {
  const { search } = store.state;
  const words = texts().sort;
  const shown = search.sort ?? (search.query.trim() === '' ? 'FEATURED' : 'RELEVANCE');
  const offered = sorts.filter((sort) => sort !== 'RELEVANCE' || search.query.trim() !== '');
  return html`<label class="sort">
    <span class="visually-hidden">${words.label}</span>
    <select
      data-testid="sort"
      @change=${(event: Event) => {
        if (!(event.target instanceof HTMLSelectElement)) return;
        const { value } = event.target;
        changeSearch({ sort: sorts.find((sort) => sort === value) ?? null });
      }}
    >
      ${offered.map(
        (sort) => html`<option value=${sort} .selected=${sort === shown}>${words[sort]}</option>`,
      )}
    </select>
  </label>`;
}

function body(): TemplateResult {
  const { shelf } = store.state;
  const words = texts().shelf;
  const isThere = shelf.rewards.length > 0 && answersQuestion(shelf);
  if (shelf.phase === 'failed' && shelf.refused) return message(words.refusedTitle, words.refusedText);
  if (shelf.phase === 'failed' && !isThere)
    return message(words.failedTitle, words.failedText, words.retry, () => void again());
  if (isAwaited(shelf)) return skeletons();
  if (shelf.rewards.length === 0) {
    return message(words.emptyTitle, words.emptyText, words.emptyAction, clearSearch);
  }
  return html`
    ${notRefreshed(shelf.phase, again)}
    <ul class="grid" aria-busy=${shelf.phase === 'loading' ? 'true' : 'false'}>
      ${repeat(
        shelf.rewards,
        (reward) => reward.id,
        (reward, index) => html`<li>${rewardCard(reward, index)}</li>`,
      )}
    </ul>
    <p class="shelf-foot">
      ${
        shelf.nextCursor === null
          ? words.allSeen
          : html`<button
              class="button"
              type="button"
              data-testid="more"
              data-then=${`.grid > li:nth-child(${shelf.rewards.length + 1}) a`}
              aria-disabled=${shelf.loadingMore ? 'true' : nothing}
              @click=${() => void loadMore()}
            >
              ${shelf.loadingMore ? words.loadingMore : words.more}
            </button>`
      }
    </p>
  `;
}

/** Whether there is nothing yet to be seen of the answer: another list may stand until it comes, but not in the place of a failure. */
function isAwaited(shelf: Shelf): boolean {
  if (shelf.phase === 'retrying') return shelf.rewards.length === 0 || !answersQuestion(shelf);
  return shelf.phase === 'loading' && shelf.rewards.length === 0;
}

/** What is around the rewards may not have come either. */
async function again(): Promise<void> {
  await Promise.all([loadShelf(), loadProgram()]);
}

function skeletons(): TemplateResult {
  return html`<div class="grid" aria-hidden="true">
    ${Array.from(
      { length: 8 },
      () =>
        html`<div class="card">
          <div class="card-picture skeleton"></div>
          <div class="card-text">
            <span class="skeleton line"></span><span class="skeleton line short"></span>
          </div>
        </div>`,
    )}
  </div>`;
}

export function message(title: string, text: string, action?: string, onAction?: () => void): TemplateResult {
  return html`<div class="message">
    <span class="message-mark" aria-hidden="true"></span>
    <p class="message-title">${title}</p>
    <p>${text}</p>
    ${
      action === undefined
        ? nothing
        : html`<button class="button" type="button" @click=${() => onAction?.()}>${action}</button>`
    }
  </div>`;
}
