interface Pressed {
  readonly place: Element | null;
  /** A button that says something else is another button, though it may be the same element. */
  readonly words: string;
}

let first: Pressed = { place: null, words: '' };

/**
 * Whoever presses twice by habit means one thing, once: the second press is not for what the first one has put under the
 * finger. A button that still says the same, as that for one more, may be pressed as fast as anybody can.
 */
export function ignoreSecondPress(event: MouseEvent): void {
  const pressed = whatIsUnder(event.target);
  if (event.detail < 2) {
    first = pressed;
    return;
  }
  if (pressed.place === first.place && pressed.words === first.words) return;
  event.preventDefault();
  event.stopPropagation();
}

function whatIsUnder(target: EventTarget | null): Pressed {
  const place = target instanceof Element ? target.closest('a, button, label, dialog') : null;
  return { place, words: place instanceof HTMLButtonElement ? place.textContent : '' };
}
