import { MemberDocument, type MemberFragment } from '../generated/storefront.js';
import type { Client, RequestOptions } from '../transport/fetch.js';

/** The signed-in member: the mall's id, the brand's own `customerId`, the name to greet them by, and their birthday. */
export type Member = MemberFragment;

/** Who is signed in, or null. */
export async function member(client: Client, options?: RequestOptions): Promise<Member | null> {
  return (await client.request(MemberDocument, {}, options)).me;
}
