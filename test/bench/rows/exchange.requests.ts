import type { Request } from '../load/load.js';
import { operation } from '../load/load.js';
import type { SeededMall } from '../seed/mall.js';

const redeem = `mutation ($input: ExchangeRedeemInput!) {
  exchangeRedeem(input: $input) { exchange { id state version } userErrors { code message } }
}`;
const nothing = 'mutation ($input: NothingInput!) { nothing(input: $input) { done } }';

export const redeemed = '"state":"CONFIRMED"';
export const didNothing = '"done":"yes"';

/** One list a connection: a member, or several by turns, who exchange one variant after the other. */
export function redeemRequests(
  mall: SeededMall,
  tokens: readonly string[],
  connections: number,
): Request[][] {
  const each = Math.ceil(Math.max(tokens.length, mall.variantIds.length) / connections);
  return Array.from({ length: connections }, (_, connection) =>
    Array.from({ length: each }, (_, turn) => {
      const nth = connection + turn * connections;
      const variantId = mall.variantIds[nth % mall.variantIds.length];
      const input = { idempotencyKey: 'bench-{{n}}', lines: [{ variantId }] };
      return operation('/graphql', signedIn(tokens[nth % tokens.length]), redeem, { input });
    }),
  );
}

export function nothingRequests(tokens: readonly string[], connections: number): Request[][] {
  return Array.from({ length: connections }, (_, connection) => [
    operation('/graphql', signedIn(tokens[connection % tokens.length]), nothing, {
      input: { idempotencyKey: 'bench-{{n}}' },
    }),
  ]);
}

function signedIn(token: string | undefined): Record<string, string> {
  return { authorization: `Bearer ${token ?? ''}` };
}
