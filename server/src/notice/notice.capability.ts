import type { Hands, Served } from '../program/capability.js';
import {
  MemberNotices,
  NoticeConnectionFields,
  NoticeFields,
  NoticeResolver,
  registerNoticeNode,
} from './notice.resolver.js';

/** Everything of this capability that is served. */
export function noticeCapability({ database, reads, nodes }: Hands): Served {
  registerNoticeNode(nodes, reads);
  const notices = [new MemberNotices(reads), new NoticeConnectionFields(reads)];
  return {
    storefront: [...notices, new NoticeFields(nodes), new NoticeResolver(database)],
    admin: notices,
    topics: [],
    jobs: [],
  };
}
