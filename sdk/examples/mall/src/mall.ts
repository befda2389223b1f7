import { createMall } from '@jifen/sdk';
import { askInTime } from './clock.js';
import { demoToken, endpoint, publishableKey } from './demo.js';
import { remembered } from './remembered.js';
import { store } from './state.js';

/** The one client of this page. It asks for a token when it needs one and again when that has expired. */
export const mall = createMall({
  endpoint,
  publishableKey,
  language: remembered.language(),
  fetch: askInTime,
  getMemberToken: async () => {
    const { customerId } = store.state;
    if (customerId === null) return null;
    const token = await demoToken(customerId);
    if (token === null && store.state.customerId === customerId) forgetMember();
    return token;
  },
});

/** A member remembered from an earlier demo may no longer exist: the page then goes on signed out. */
function forgetMember(): void {
  remembered.keepMember(null);
  store.update({ customerId: null, balance: null, checkIn: null, tier: null, cart: [] });
}
