import type { Hands, Served } from '../program/capability.js';
import { AdminTierResolver } from './tier.admin.resolver.js';
import { tierJobs } from './tier.jobs.js';
import { MemberTierResolver, TierResolver } from './tier.resolver.js';

/** Everything of membership tiers that is served. */
export function tierCapability(parts: Hands): Served {
  return {
    storefront: [new TierResolver(), new MemberTierResolver(parts.reads)],
    admin: [new AdminTierResolver(parts), new MemberTierResolver(parts.reads)],
    topics: [],
    jobs: tierJobs({ ...parts, database: parts.background }),
  };
}
