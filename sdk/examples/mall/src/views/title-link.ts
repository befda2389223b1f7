import { html, type TemplateResult } from 'lit/html.js';
import { addressOf } from '../address.js';
import type { Opened } from '../state.js';

/** The title of a card: a press opens the sheet here, in a new tab where that is what was asked for. */
export function titleLink(
  { kind, handle }: Opened,
  title: string,
  open: (handle: string) => Promise<void>,
): TemplateResult {
  return html`<h3>
    <a
      href=${addressOf(kind, handle)}
      @click=${(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void open(handle);
      }}
      >${title}</a
    >
  </h3>`;
}
