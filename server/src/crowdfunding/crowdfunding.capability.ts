import type { Hands, Served } from '../program/capability.js';
import { AdminMemberPledges, AdminPledgeFields } from './pool.admin.fields.js';
import { AdminPoolResolver } from './pool.admin.resolver.js';
import { MemberPledges, PledgeFields, PoolDrawFields, PoolFields } from './pool.fields.js';
import { poolJobs } from './pool.jobs.js';
import { PoolResolver, registerPoolNodes } from './pool.resolver.js';
import { PoolSubscription } from './pool.subscription.js';
import { PoolTopic } from './pool.topic.js';

/** Everything of crowdfunding that is served. */
export function crowdfundingCapability(parts: Hands): Served {
  registerPoolNodes(parts.nodes, parts.reads);
  return {
    storefront: [
      new PoolResolver(parts),
      new PoolFields(parts.reads),
      new PoolDrawFields(parts.reads),
      new PledgeFields(parts.reads),
      new MemberPledges(parts.reads),
      new PoolSubscription(),
    ],
    admin: [
      new AdminPoolResolver(parts),
      new AdminPledgeFields(parts.reads),
      new AdminMemberPledges(parts.reads),
      new PoolDrawFields(parts.reads),
    ],
    topics: [new PoolTopic(parts.background)],
    jobs: poolJobs({ ...parts, database: parts.background }),
  };
}
