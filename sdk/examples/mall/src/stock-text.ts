import type { Availability } from './availability.js';
import { moment, number } from './format.js';
import { texts } from './texts.js';

export function stockText(state: Availability): string {
  const { stock } = texts();
  switch (state.kind) {
    case 'coming-soon':
      return state.from === null ? stock.comingSoonPlain : stock.comingSoon(moment(state.from));
    case 'ended':
      return stock.ended;
    case 'sold-out':
      return stock.soldOut;
    case 'unlimited':
      return stock.unlimited;
    case 'left':
    default:
      return state.low ? stock.low(number(state.count)) : stock.left(number(state.count));
  }
}
