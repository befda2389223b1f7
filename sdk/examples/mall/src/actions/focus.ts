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

/** What had the focus before a drawing, and where one goes on if the drawing takes it away. */
export interface HeldFocus {
  readonly place: Element | null;
  readonly onwards: readonly string[];
}

/** Before each drawing. Where a place cannot say itself what comes after it (`data-then`), it is the title of what it is in. */
export function heldFocus(): HeldFocus {
  const { activeElement: place } = document;
  const then = place instanceof HTMLElement ? place.dataset['then'] : undefined;
  const around = place?.closest('dialog') ? '#sheet-title' : place?.closest('#rewards') ? '#rewards' : 'h1';
  return { place, onwards: then === undefined ? [around] : [then, around] };
}

/** After each drawing. */
export function settleFocus(root: HTMLElement, held: HeldFocus): void {
  const places = isLost(held) ? [...wanted, ...held.onwards] : wanted;
  wanted = [];
  for (const selector of places) {
    const place = root.querySelector<HTMLElement>(selector);
    if (place === null) continue;
    place.focus();
    break;
  }
}

function isLost({ place }: HeldFocus): boolean {
  const { activeElement: now } = document;
  return place !== null && !place.isConnected && (now === null || now === document.body);
}
