import type { NodeRegistry } from '../graphql/node.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { NewId } from '../platform/ids.js';
import type { Random } from '../platform/random.js';
import { AdminPledgeFields, AdminPoolResolver } from './pool.admin.resolver.js';
import { MemberPledges, PledgeFields, PoolDrawFields, PoolFields } from './pool.fields.js';
import { poolJobs } from './pool.jobs.js';
import { PoolResolver, registerPoolNodes } from './pool.resolver.js';
import { PoolSubscription } from './pool.subscription.js';
import { PoolTopic } from './pool.topic.js';

interface CrowdfundingParts {
  database: Database;
  reads: Database;
  background: Database;
  groups: GroupCommit;
  newId: NewId;
  random: Random;
  clock: Clock;
  nodes: NodeRegistry;
  onCommit(): void;
}

/** Everything of crowdfunding that is served. */
export function crowdfundingCapability(parts: CrowdfundingParts) {
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
      new PoolDrawFields(parts.reads),
    ],
    topics: [new PoolTopic(parts.background)],
    jobs: poolJobs({ ...parts, database: parts.background }),
  };
}
