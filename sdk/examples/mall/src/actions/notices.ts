import { store, type Notice } from '../state.js';

const shownFor = 4000;
let hiding: ReturnType<typeof setTimeout> | undefined;

/** A short line at the foot of the page that goes by itself. */
export function tell(text: string, tone: Notice['tone'] = 'good'): void {
  clearTimeout(hiding);
  store.update({ notice: { text, tone } });
  hiding = setTimeout(() => store.update({ notice: null }), shownFor);
}

/** Only for ears: a change that eyes can already see somewhere on the page. */
export function announce(text: string): void {
  store.update({ announcement: text });
}
