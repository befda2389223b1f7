import { store } from './state.js';

/** How many milliseconds the mall's clock is ahead of this device's. */
let ahead = 0;

/** The time by which things begin and end: a device may be wrong by hours and must not count by its own. */
export function mallTime(): number {
  return Date.now() + ahead;
}

/** Asks, and learns from the answer what time it is in the mall; from another origin no answer says so. */
export const askInTime: typeof fetch = async (...request) => {
  const askedAt = Date.now();
  const response = await fetch(...request);
  heed(response.headers.get('date'), askedAt, Date.now());
  return response;
};

/** What an answer says is taken only where it cannot be right otherwise: it tells whole seconds and may be long on its way. */
function heed(told: string | null, askedAt: number, answeredAt: number): void {
  const second = Date.parse(told ?? '');
  if (Number.isNaN(second)) return;
  const agrees = second + 1_000 >= askedAt + ahead && second <= answeredAt + ahead;
  if (agrees) return;
  ahead = second + 500 - (askedAt + answeredAt) / 2;
  store.update({ now: mallTime() });
}
