import { Allocation1795000021000 } from './0021-allocation.js';
import { Benefits1795000014000 } from './0014-benefits.js';
import { Catalog1795000002000 } from './0002-catalog.js';
import { Crowdfunding1795000012000 } from './0012-crowdfunding.js';
import { DonationRecord1795000016000 } from './0016-donation-record.js';
import { Donation1795000009000 } from './0009-donation.js';
import { Escrow1795000007000 } from './0007-escrow.js';
import { Exchange1795000004000 } from './0004-exchange.js';
import { FeedRuns1795000022000 } from './0022-feed-runs.js';
import { SingleLine1795000023000 } from './0023-single-line.js';
import { Keys1795000020000 } from './0020-keys.js';
import { Ledger1795000003000 } from './0003-ledger.js';
import { OpenLots1795000005000 } from './0005-open-lots.js';
import { Program1795000001000 } from './0001-program.js';
import { Lists1795000028000 } from './0028-lists.js';
import { Notice1795000010000 } from './0010-notice.js';
import { NoticeRead1795000027000 } from './0027-notice-read.js';
import { PoolEnds1795000018000 } from './0018-pool-ends.js';
import { PricedUntil1795000026000 } from './0026-priced-until.js';
import { LotsInOrder1795000029000 } from './0029-lots-in-order.js';
import { ReleasedBy1795000024000 } from './0024-released-by.js';
import { Search1795000006000 } from './0006-search.js';
import { Tier1795000008000 } from './0008-tier.js';
import { Purchases1795000031000 } from './0031-purchases.js';
import { TierReview1795000030000 } from './0030-tier-review.js';
import { Trail1795000032000 } from './0032-trail.js';
import { TierWords1795000015000 } from './0015-tier-words.js';
import { TierPrice1795000013000 } from './0013-tier-price.js';
import { TierUndone1795000017000 } from './0017-tier-undone.js';
import { Voting1795000011000 } from './0011-voting.js';
import { Windows1795000025000 } from './0025-windows.js';
import { WritePath1795000019000 } from './0019-write-path.js';

/** In the order they run; a landed migration is never edited. */
export const migrations = [
  Program1795000001000,
  Catalog1795000002000,
  Ledger1795000003000,
  Exchange1795000004000,
  OpenLots1795000005000,
  Search1795000006000,
  Escrow1795000007000,
  Tier1795000008000,
  Donation1795000009000,
  Notice1795000010000,
  Voting1795000011000,
  Crowdfunding1795000012000,
  TierPrice1795000013000,
  Benefits1795000014000,
  TierWords1795000015000,
  DonationRecord1795000016000,
  TierUndone1795000017000,
  PoolEnds1795000018000,
  WritePath1795000019000,
  Keys1795000020000,
  Allocation1795000021000,
  FeedRuns1795000022000,
  SingleLine1795000023000,
  ReleasedBy1795000024000,
  Windows1795000025000,
  PricedUntil1795000026000,
  NoticeRead1795000027000,
  Lists1795000028000,
  LotsInOrder1795000029000,
  TierReview1795000030000,
  Purchases1795000031000,
  Trail1795000032000,
];
