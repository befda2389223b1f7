import type { Hands, Served } from '../program/capability.js';
import { AdminBenefitResolver } from './benefit.admin.resolver.js';
import { AdminTierResolver } from './tier.admin.resolver.js';
import { tierJobs } from './tier.jobs.js';
import { BenefitUsageResolver, MemberTierResolver, TierResolver } from './tier.resolver.js';

/** Everything of membership tiers that is served. */
export function tierCapability(parts: Hands): Served {
  const fields = [new MemberTierResolver(parts.reads), new BenefitUsageResolver(parts.reads)];
  return {
    storefront: [new TierResolver(), ...fields],
    admin: [new AdminTierResolver(parts), new AdminBenefitResolver(parts), ...fields],
    topics: [],
    jobs: tierJobs({ ...parts, database: parts.background }),
  };
}
