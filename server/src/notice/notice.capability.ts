import type { Hands, Served } from '../program/capability.js';
import { MemberNotices } from './notice.resolver.js';

/** Everything of this capability that is served. */
export function noticeCapability({ reads }: Hands): Served {
  const notices = new MemberNotices(reads);
  return { storefront: [notices], admin: [notices], topics: [], jobs: [] };
}
