import type { Hands, Served } from '../program/capability.js';
import { MemberNotices, NoticeFields, registerNoticeNode } from './notice.resolver.js';

/** Everything of this capability that is served. */
export function noticeCapability({ reads, nodes }: Hands): Served {
  registerNoticeNode(nodes, reads);
  const notices = new MemberNotices(reads);
  return { storefront: [notices, new NoticeFields(nodes)], admin: [notices], topics: [], jobs: [] };
}
