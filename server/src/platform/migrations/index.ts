import { Catalog1795000002000 } from './0002-catalog.js';
import { Exchange1795000004000 } from './0004-exchange.js';
import { Ledger1795000003000 } from './0003-ledger.js';
import { OpenLots1795000005000 } from './0005-open-lots.js';
import { Program1795000001000 } from './0001-program.js';
import { Search1795000006000 } from './0006-search.js';

/** In the order they run; a landed migration is never edited. */
export const migrations = [
  Program1795000001000,
  Catalog1795000002000,
  Ledger1795000003000,
  Exchange1795000004000,
  OpenLots1795000005000,
  Search1795000006000,
];
