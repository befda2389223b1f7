import { NoticesDocument, type NoticesQuery } from '../generated/storefront.js';
import type { PageInput } from '../points/points.js';
import type { Client, RequestOptions } from '../transport/fetch.js';

/** One page of what the member was told, newest first; `pageInfo.endCursor` goes into the next call's `after`. */
export type NoticePage = NonNullable<NoticesQuery['me']>['notices'];
/** Something a member is told, once, in the language of the mall; ids sort by age. */
export type Notice = NoticePage['nodes'][number];

/** What the member was told, newest first, or null while nobody is signed in. */
export async function notices(
  client: Client,
  input: PageInput = {},
  options?: RequestOptions,
): Promise<NoticePage | null> {
  return (await client.request(NoticesDocument, input, options)).me?.notices ?? null;
}
