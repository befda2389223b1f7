import type { Hands, Served } from '../program/capability.js';
import {
  AdminDonationGiftFields,
  AdminDonationProjectNews,
  AdminMemberDonations,
} from './donation.admin.fields.js';
import { AdminDonationResolver } from './donation.admin.resolver.js';
import {
  DonationFields,
  DonationNewsFields,
  DonationProjectFields,
  MemberDonations,
} from './donation.fields.js';
import { donationJobs } from './donation.jobs.js';
import { DonationResolver, registerDonationNodes } from './donation.resolver.js';
import { DonationSubscription } from './donation.subscription.js';
import { DonationTopic } from './donation.topic.js';

/** Everything of donations that is served. */
export function donationCapability(parts: Hands): Served {
  registerDonationNodes(parts.nodes, parts.reads);
  return {
    storefront: [
      new DonationResolver(parts),
      new DonationProjectFields(parts.reads),
      new DonationNewsFields(parts.reads),
      new DonationFields(parts.reads),
      new MemberDonations(parts.reads),
      new DonationSubscription(),
    ],
    admin: [
      new AdminDonationResolver(parts),
      new AdminDonationGiftFields(parts.reads),
      new AdminDonationProjectNews(parts.reads),
      new AdminMemberDonations(parts.reads),
    ],
    topics: [new DonationTopic(parts.background)],
    jobs: donationJobs({ ...parts, database: parts.background }),
  };
}
