import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon } from './icons.js';
import type { Phase } from '../state.js';
import { texts } from '../texts.js';

/** Above an earlier answer that stays readable: that a later one did not come. */
export function notRefreshed(phase: Phase, again: () => Promise<void>): TemplateResult | typeof nothing {
  if (phase !== 'failed' && phase !== 'retrying') return nothing;
  const { trouble, shelf } = texts();
  const retrying = phase === 'retrying';
  return html`<p class="not-refreshed" data-testid="not-refreshed">
    ${icon('clock')}<span role="status">${retrying ? trouble.refreshing : trouble.notRefreshed}</span>
    <button
      class="text"
      type="button"
      data-testid="refresh-again"
      aria-disabled=${retrying ? 'true' : nothing}
      @click=${() => {
        if (!retrying) void again();
      }}
    >
      ${shelf.retry}
    </button>
  </p>`;
}
