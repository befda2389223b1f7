import type { Row } from './row.js';
import { catalogCached } from './rows/catalog.cached.js';
import { catalogMember, catalogSearch } from './rows/catalog.member.js';
import { donationHot } from './rows/donation.hot.js';
import { exchangeHot } from './rows/exchange.hot.js';
import { exchangeLatency } from './rows/exchange.latency.js';
import { exchangeSpread } from './rows/exchange.spread.js';
import { growthAccounts } from './rows/growth.accounts.js';
import { growthCatalog } from './rows/growth.catalog.js';
import { growthLots } from './rows/growth.lots.js';
import { liveFanout } from './rows/live.fanout.js';
import { liveLatency } from './rows/live.latency.js';
import { liveMemory } from './rows/live.memory.js';
import { voteHot } from './rows/vote.hot.js';

/** Every row, in the order in which they are measured. */
export const rows: readonly Row[] = [
  exchangeHot,
  donationHot,
  voteHot,
  exchangeSpread,
  exchangeLatency,
  catalogCached,
  catalogMember,
  catalogSearch,
  liveFanout(2_000),
  liveFanout(10_000),
  liveMemory,
  liveLatency,
  growthAccounts,
  growthLots,
  growthCatalog,
];
