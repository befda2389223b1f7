import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { NewId } from '../platform/ids.js';
import { AdminTierResolver } from './tier.admin.resolver.js';
import { tierJobs } from './tier.jobs.js';
import { MemberTierResolver, TierResolver } from './tier.resolver.js';

interface TierParts {
  database: Database;
  reads: Database;
  background: Database;
  groups: GroupCommit;
  newId: NewId;
  clock: Clock;
  forget(): void;
  onCommit(): void;
}

/** Everything of membership tiers that is served. */
export function tierCapability(parts: TierParts) {
  return {
    storefront: [new TierResolver(), new MemberTierResolver(parts.reads)],
    admin: [new AdminTierResolver(parts), new MemberTierResolver(parts.reads)],
    topics: [],
    jobs: tierJobs({ ...parts, database: parts.background }),
  };
}
