import type { Request } from '../load/load.js';
import { operation } from '../load/load.js';
import type { SeededCatalog } from '../seed/catalog.js';

/** More than the server has cores and fewer than it would refuse: what is measured is work, not waiting. */
export const connections = 16;
/** In every answer there is a whole page. */
export const aReward = '"handle":"reward-';

/** What a list shows of a reward: text, price, stock, picture, and for members what is their own. */
const fields = `nodes {
  id handle title summary kind status images { url alt } limit { quantity period } limitLeft affordable
  priceFrom { points cash { amount currencyCode } }
  variants { id title stock { available unlimited } pricePlans { id label price { points } } }
} pageInfo { hasNextPage endCursor }`;

/** The first page; of the field `rewards`, or of one with the same type. */
export const firstPage = (field = 'rewards') => `query { rewards: ${field}(first: 20) { ${fields} } }`;
const search = `query ($words: String) { rewards(first: 20, query: $words) { ${fields} } }`;

export function anonymous(catalog: SeededCatalog, document: string): Request[][] {
  const headers = { 'x-jifen-key': catalog.publishableKey };
  return Array.from({ length: connections }, () => [operation('/graphql', headers, document)]);
}

/** Every connection is another member. */
export function signedIn(catalog: SeededCatalog, document: string): Request[][] {
  return Array.from({ length: connections }, (_, nth) => [
    operation('/graphql', memberOf(catalog, nth), document),
  ]);
}

/** As many frequent as rare and as Chinese as English words; every connection begins somewhere else. */
export function searches(catalog: SeededCatalog): Request[][] {
  const words = wordsOf(catalog);
  return Array.from({ length: connections }, (_, nth) =>
    words.map((_word, at) =>
      operation('/graphql', memberOf(catalog, nth), search, { words: words[(at + nth) % words.length] }),
    ),
  );
}

/**
 * The same words, but no two searches alike, and more of them than the server remembers pages: each has to be found.
 * What makes them different are marks behind the word, which a search passes over.
 */
export function newSearches(catalog: SeededCatalog): Request[][] {
  const words = wordsOf(catalog);
  return Array.from({ length: connections }, (_, nth) =>
    words.map((word, at) => {
      const marks = (nth * words.length + at)
        .toString(4)
        .replace(/\d/g, (digit) => '.!?,'[Number(digit)] ?? '');
      return operation('/graphql', memberOf(catalog, nth), search, { words: `${word}${marks}` });
    }),
  );
}

function wordsOf({ words: { frequent, middling, rare } }: SeededCatalog): string[] {
  return Array.from({ length: 16 }, (_, nth) => [
    frequent[nth % frequent.length] ?? '',
    middling[nth % middling.length] ?? '',
    rare[nth % rare.length] ?? '',
  ]).flat();
}

function memberOf(catalog: SeededCatalog, nth: number): Record<string, string> {
  return { authorization: `Bearer ${catalog.tokens[nth % catalog.tokens.length] ?? ''}` };
}
