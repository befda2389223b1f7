import { html, type TemplateResult } from 'lit/html.js';
import { tell } from '../actions/notices.js';
import { texts } from '../texts.js';

export function codeList(codes: readonly string[]): TemplateResult {
  const words = texts().codes;
  return html`<ul class="codes" aria-label=${words.label}>
    ${codes.map(
      (code) =>
        html`<li>
          <code data-testid="code">${code}</code>
          <button
            class="text"
            type="button"
            data-testid="copy-code"
            aria-label=${words.copyLabel(code)}
            @click=${(event: MouseEvent) => void copy(code, event.currentTarget)}
          >
            ${words.copy}
          </button>
        </li>`,
    )}
  </ul>`;
}

/** Without the clipboard (an insecure page, a refused permission) the code is selected, ready to be copied. */
async function copy(code: string, button: EventTarget | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(code);
    tell(texts().codes.copied);
  } catch {
    const text = button instanceof HTMLElement ? button.previousElementSibling : null;
    if (text !== null) getSelection()?.selectAllChildren(text);
  }
}
