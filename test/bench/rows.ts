import type { Row } from './row.js';
import { exchangeHot } from './rows/exchange.hot.js';
import { liveFanout } from './rows/live.fanout.js';
import { liveLatency } from './rows/live.latency.js';
import { liveMemory } from './rows/live.memory.js';

/** Every row, in the order in which they are measured. */
export const rows: readonly Row[] = [
  exchangeHot,
  liveFanout(2_000),
  liveFanout(10_000),
  liveMemory,
  liveLatency,
];
