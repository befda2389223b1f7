import type { PoolProgress, PoolSummary } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { countUp } from '../views/count-up.js';
import { progressBar } from '../views/progress-bar.js';
import { picture } from '../views/reward-card.js';
import { titleLink } from '../views/title-link.js';
import { newestProgress, openPool } from './actions.js';

const hourMs = 3_600_000;

export function poolCards(): TemplateResult[] {
  return store.state.crowdfunding.pools.map((pool) => card(pool));
}

function card(pool: PoolSummary): TemplateResult {
  const { handle, title } = pool;
  const progress = newestProgress(pool);
  return html`<article class="card cause" data-testid=${`pool-card-${handle}`}>
    <div class="cause-picture">${picture(pool, true)}</div>
    <div class="cause-text">
      ${stateBadge(progress)} ${titleLink({ kind: 'pool', handle }, title, openPool)}
      ${bar(pool, `pool-bar-${handle}`)} ${figures(progress)}
      <p class="faint cause-next">${missing(progress)}</p>
    </div>
  </article>`;
}

export function stateBadge({ state }: PoolProgress): TemplateResult | typeof nothing {
  const text = texts().crowdfunding.state[state];
  return text === '' ? nothing : html`<span class="badge">${text}</span>`;
}

export function bar(pool: PoolSummary, testId: string): TemplateResult {
  const words = texts().crowdfunding;
  const { pledged, target, percent } = newestProgress(pool);
  return progressBar({
    value: pledged,
    most: target,
    label: words.progress(pool.title),
    text: words.said(`${number(percent)}%`, number(pledged), number(target)),
    testId,
  });
}

/** Told to the ears by the bar. */
export function figures({ pledged, target, backers }: PoolProgress): TemplateResult {
  const words = texts().crowdfunding;
  return html`<p class="cause-figures" aria-hidden="true">
    <span>${countUp(pledged, (shown) => words.pledged(number(shown), number(target)))}</span>
    <span class="faint">${words.backers(number(backers))}</span>
  </p>`;
}

/** What is missing, and for how long it may be; nothing once the pool is closed. */
export function missing({ state, left, deadline }: PoolProgress): string {
  if (state !== 'OPEN') return '';
  const words = texts().crowdfunding;
  const hours = Math.floor((Date.parse(deadline) - store.state.now) / hourMs);
  return `${words.left(number(left))} · ${words.time(Math.floor(hours / 24), hours)}`;
}
