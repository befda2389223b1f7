import type { Queryable } from '../platform/database.js';
import { MemberNotices } from './notice.resolver.js';

/** Everything of this capability that is served. */
export function noticeCapability({ reads }: { reads: Queryable }) {
  const notices = new MemberNotices(reads);
  return { storefront: [notices], admin: [notices], topics: [], jobs: [] };
}
