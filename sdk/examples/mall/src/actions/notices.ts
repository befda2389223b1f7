import { store, type Notice, type NoticeAction } from '../state.js';

const shownFor = 4000;
/** Long enough to be read and then reached with the keyboard. */
const offeredFor = 20_000;
let hiding: ReturnType<typeof setTimeout> | undefined;
let fading: ReturnType<typeof setTimeout> | undefined;

/** A short line over the page that goes by itself; bad news stays until it is read or something else is told. */
export function tell(text: string, tone: Notice['tone'] = 'good', offer: NoticeAction | null = null): void {
  clearTimeout(hiding);
  const action = offer === null ? null : { ...offer, act: () => (hush(), offer.act()) };
  store.update({ notice: { text, tone, action } });
  announce(text);
  if (tone === 'good') hiding = setTimeout(hush, action === null ? shownFor : offeredFor);
}

/** What an answer tells is for whoever asked: where somebody else has signed in meanwhile, it tells nobody. */
export function teller(): typeof tell {
  const { customerId } = store.state;
  return (...told) => {
    if (store.state.customerId === customerId) tell(...told);
  };
}

export function hush(): void {
  clearTimeout(hiding);
  store.update({ notice: null });
}

/** Only for ears: a change that eyes can already see somewhere on the page. It fades, or the same could not be told again. */
export function announce(text: string): void {
  clearTimeout(fading);
  store.update({ announcement: text });
  fading = setTimeout(() => store.update({ announcement: '' }), shownFor);
}
