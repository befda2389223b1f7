import { html, type TemplateResult } from 'lit/html.js';
import { message } from './shelf.js';
import { closeSheet } from '../actions/sheets.js';
import type { Phase } from '../state.js';
import { texts } from '../texts.js';

interface AbsentSheet {
  readonly phase: Phase;
  readonly words: { readonly loading: string; readonly missing: string; readonly missingText: string };
  /** How what is awaited is laid out, and its place until it is there. */
  readonly layout: 'reward' | 'padded';
  readonly awaited: TemplateResult;
  readonly again: () => Promise<void>;
}

/** A sheet without what it is to show: still to come, or why it does not. */
export function absentSheet({ phase, words, layout, awaited, again }: AbsentSheet): TemplateResult {
  const { shelf, cart, trouble } = texts();
  const isAwaited = phase === 'loading' || phase === 'retrying';
  const title = isAwaited ? words.loading : phase === 'failed' ? trouble.listFailed : words.missing;
  return html`<h2 id="sheet-title" class="visually-hidden" tabindex="-1">${title}</h2>
    <div class=${`sheet-scroll ${layout}`} aria-busy=${isAwaited ? 'true' : 'false'}>
      ${
        isAwaited
          ? awaited
          : phase === 'failed'
            ? message(title, shelf.failedText, shelf.retry, () => void again())
            : message(title, words.missingText, cart.browse, closeSheet)
      }
    </div>`;
}
