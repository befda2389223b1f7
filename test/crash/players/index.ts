import type { Player } from '../operation.js';
import { ballots } from './ballots.js';
import { checkIns } from './check-ins.js';
import { donations } from './donations.js';
import { exchanges } from './exchanges.js';
import { pools } from './pools.js';
import { purchases } from './purchases.js';
import { sleepers } from './sleepers.js';
import { stock } from './stock.js';
import { tiers } from './tiers.js';
import { windows } from './windows.js';

/** Everybody who takes part in a round; another capability adds its own file here. */
export const players: readonly Player[] = [
  exchanges,
  purchases,
  checkIns,
  stock,
  ballots,
  donations,
  pools,
  tiers,
  sleepers,
  windows,
];
