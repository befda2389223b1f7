import type { NodeRegistry } from '../graphql/node.js';
import type { Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { NewId } from '../platform/ids.js';
import { AdminDonationGiftFields, AdminDonationResolver } from './donation.admin.resolver.js';
import { DonationFields, DonationProjectFields, MemberDonations } from './donation.fields.js';
import { DonationResolver, registerDonationNodes } from './donation.resolver.js';
import { DonationSubscription } from './donation.subscription.js';
import { DonationTopic } from './donation.topic.js';

interface DonationParts {
  database: Database;
  reads: Database;
  background: Database;
  groups: GroupCommit;
  newId: NewId;
  nodes: NodeRegistry;
  onCommit(): void;
}

/** Everything of donations that is served. The end of a project is asked with every gift, so the clock has no job here. */
export function donationCapability(parts: DonationParts) {
  registerDonationNodes(parts.nodes, parts.reads);
  return {
    storefront: [
      new DonationResolver(parts),
      new DonationProjectFields(parts.reads),
      new DonationFields(parts.reads),
      new MemberDonations(parts.reads),
      new DonationSubscription(),
    ],
    admin: [new AdminDonationResolver(parts), new AdminDonationGiftFields(parts.reads)],
    topics: [new DonationTopic(parts.background)],
    jobs: [],
  };
}
