import type { Row } from './row.js';
import { exchangeHot } from './rows/exchange.hot.js';

/** Every row, in the order in which they are measured. */
export const rows: readonly Row[] = [exchangeHot];
