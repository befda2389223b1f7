import { html, type TemplateResult } from 'lit/html.js';

/** The place of words that are still to come: as wide and as high as words of their kind are, neither seen nor heard. */
export function awaitedWords(likely: string): TemplateResult {
  return html`<span class="skeleton words" aria-hidden="true">${likely}</span>`;
}

/** The place of one of the cards that are still to come; it says nothing of what will be on it. */
export function awaitedCard(): TemplateResult {
  return html`<article class="card cause awaited" aria-hidden="true">
    <div class="cause-picture skeleton"></div>
    <div class="cause-text">
      <span class="skeleton line"></span><span class="skeleton line"></span>
      <span class="skeleton line short"></span>
    </div>
  </article>`;
}

export function awaitedChips(): TemplateResult {
  return html`<div class="zones" aria-hidden="true">
    ${Array.from({ length: 4 }, () => html`<span class="chip skeleton"></span>`)}
  </div>`;
}
