import {
  MarkNoticesReadDocument,
  type NoticeMarkReadInput,
  NoticesDocument,
  type NoticesQuery,
} from '../generated/storefront.js';
import type { PageInput } from '../points/points.js';
import type { Client, RequestOptions } from '../transport/fetch.js';
import { settled } from '../transport/mutation.js';

/**
 * One page of what the member was told, newest first; `pageInfo.endCursor` goes into the next call's `after`, and `unreadCount` is of
 * all pages, counted up to 100.
 */
export type NoticePage = NonNullable<NoticesQuery['me']>['notices'];
/** Something a member is told, once, in the language of the mall; `readAt` is null while it is unread, and ids sort by age. */
export type Notice = NoticePage['nodes'][number];

/** What the member was told, newest first, or null while nobody is signed in. */
export async function notices(
  client: Client,
  input: PageInput = {},
  options?: RequestOptions,
): Promise<NoticePage | null> {
  return (await client.request(NoticesDocument, input, options)).me?.notices ?? null;
}

/**
 * Marks a notice and every older one as read, and gives how many are unread still. Again is as good as once.
 *
 * @throws {RefusedError} `NOT_FOUND`: the member was not told that
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach
 */
export async function markNoticesRead(
  client: Client,
  input: NoticeMarkReadInput,
  options?: RequestOptions,
): Promise<number> {
  return settled((await client.request(MarkNoticesReadDocument, { input }, options)).payload);
}
