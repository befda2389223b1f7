import { ProgramDocument, type ProgramFragment } from '../generated/storefront.js';
import type { Client, RequestOptions } from '../transport/fetch.js';

/** The brand's mall: its name, languages, currency, how many points one currency unit is worth, how shipping is paid, and points bands. */
export type Program = ProgramFragment;

/** The settings of the mall the key belongs to. */
export async function program(client: Client, options?: RequestOptions): Promise<Program> {
  return (await client.request(ProgramDocument, {}, options)).program;
}
