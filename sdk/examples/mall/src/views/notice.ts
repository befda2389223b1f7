import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon } from './icons.js';
import { hush } from '../actions/notices.js';
import { store, type Notice, type NoticeAction } from '../state.js';
import { texts } from '../texts.js';

/** In the top layer, because an open sheet would otherwise cover it, and on the sheet, because nothing beside it can be pressed. */
export function notice(): TemplateResult {
  const { notice: told } = store.state;
  return html`<div class="notice-place" popover="manual">${told === null ? nothing : line(told)}</div>`;
}

function line({ text, tone, action }: Notice): TemplateResult {
  return html`<p class="notice" data-tone=${tone} data-testid="notice">
    <span>${text}</span>${action === null ? nothing : offer(action)}${tone === 'bad' ? dismissal() : nothing}
  </p>`;
}

function offer({ label, act }: NoticeAction): TemplateResult {
  return html`<button class="notice-action" type="button" data-testid="notice-action" @click=${act}>
    ${label}
  </button>`;
}

let cameFrom: HTMLElement | null = null;

/** Whoever comes by the keys goes on where they came from; a press moves the focus nowhere. */
function dismissal(): TemplateResult {
  return html`<button
    class="round notice-close"
    type="button"
    data-testid="notice-close"
    aria-label=${texts().reward.close}
    @mousedown=${(event: Event) => event.preventDefault()}
    @focus=${({ relatedTarget }: FocusEvent) => {
      cameFrom = relatedTarget instanceof HTMLElement ? relatedTarget : null;
    }}
    @click=${(event: Event) => {
      if (document.activeElement === event.currentTarget) cameFrom?.focus({ preventScroll: true });
      hush();
    }}
  >
    ${icon('close')}
  </button>`;
}

/** After each drawing. */
export function settleNotice(root: HTMLElement): void {
  for (const place of root.querySelectorAll<HTMLElement>('.notice-place')) {
    const wanted = store.state.notice !== null;
    if (wanted === place.matches(':popover-open')) continue;
    if (wanted) place.showPopover();
    else place.hidePopover();
  }
}
