import { html, type TemplateResult } from 'lit/html.js';
import { store } from '../state.js';

/**
 * What screen readers say without being led there. It stands on the page and on the sheet, because an open sheet silences the
 * whole page beside it, and either stands there before it has anything to say, because what appears with its words may not be heard.
 */
export function spoken(): TemplateResult {
  return html`<p class="visually-hidden" role="status" aria-live="polite">${store.state.announcement}</p>`;
}
