import type { SocketClient } from '../socket-client.js';
import type { TwoMalls } from '../two-malls.js';

/** One operation of one schema, called by the first brand with everything it could know of the second. */
export interface TenancyCase {
  document: string;
  variables?: (malls: TwoMalls) => object;
  /** What the data must be; the general rules of the test hold besides. */
  data: (malls: TwoMalls) => unknown;
}

export const refused = (...path: string[]) => ({ userErrors: [{ code: 'NOT_FOUND', path }] });
export const done = { userErrors: [] };

/** A mutation whose input names something foreign and must be told "not found". */
export function notFound(
  field: string,
  type: string,
  input: (malls: TwoMalls) => object,
  path: string[],
): TenancyCase {
  return { ...mutation(field, type, input), data: () => ({ [field]: refused(...path) }) };
}

/** A mutation whose input uses names that the second brand uses too: they are the first brand’s own. */
export function own(field: string, type: string, input: (malls: TwoMalls) => object): TenancyCase {
  return { ...mutation(field, type, input), data: () => ({ [field]: done }) };
}

export function mutation(field: string, type: string, input: (malls: TwoMalls) => object) {
  return {
    document: `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code path } } }`,
    variables: (malls: TwoMalls) => ({ input: input(malls) }),
  };
}

/** A subscription that names something foreign, and how it must end. */
export type LiveCase = (malls: TwoMalls, client: SocketClient) => Promise<void>;

/** The cases of one capability, by the name of the operation. */
export interface TenancyCases {
  storefrontQueries: Record<string, TenancyCase>;
  storefrontMutations: Record<string, TenancyCase>;
  subscriptions: Record<string, LiveCase>;
  adminQueries: Record<string, TenancyCase>;
  adminMutations: Record<string, TenancyCase>;
}
