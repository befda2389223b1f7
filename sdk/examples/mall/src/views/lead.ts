import { html, type TemplateResult } from 'lit/html.js';
import { icon } from './icons.js';

/** Where something leads; null where the mall has no place for it. */
export type Way = (() => Promise<void>) | null;

/** What is told, as a button with an arrow where it leads somewhere. */
export function lead(text: string | TemplateResult, way: Way): TemplateResult {
  if (way === null) return html`<strong>${text}</strong>`;
  return html`<button class="line-link leading" type="button" @click=${() => void way()}>
    ${text}${icon('next')}
  </button>`;
}
