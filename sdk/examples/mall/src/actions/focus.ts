import { store } from '../state.js';

let wanted: readonly string[] = [];

/**
 * Leads the focus to the first of some places that the next drawing has. Where an act takes away what had the focus, nobody
 * should fall back to the top of the page.
 */
export function leadFocus(...selectors: readonly string[]): void {
  wanted = selectors;
  // An empty change still draws: what is wanted may be there already.
  store.update({});
}

/** After each drawing. */
export function settleFocus(root: HTMLElement): void {
  for (const selector of wanted) {
    const place = root.querySelector<HTMLElement>(selector);
    if (place === null) continue;
    place.focus();
    break;
  }
  wanted = [];
}
