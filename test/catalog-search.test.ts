import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogStage, connectionShape, variant } from './catalog-stage.js';
import { at, startTestServer, type TestServer } from './start-server.js';

let server: TestServer;
// More than the newest blocks a search begins with and the further ones it goes on to, so that every way is taken.
const rewards = 36_000;

/** In blocks of 512, as the server makes them: the newest have the highest numbers. */
const found = {
  often: (nth: number) => nth % 3 === 0,
  middling: (nth: number) => nth % 1_000 === 7,
  long_ago: (nth: number) => nth < 30,
  once: (nth: number) => nth === 20_000,
};
type Word = keyof typeof found;
const words: Word[] = ['often', 'middling', 'long_ago', 'once'];
const spoken = (word: Word) => word.replace('_', '');
/** Every other time in the title. */
const inTitle = (nth: number) => nth % 2 === 0;

beforeAll(async () => {
  server = await startTestServer();
  const lexemes = words.map(
    (word) =>
      `CASE WHEN ${sqlOf(word)} THEN '''${spoken(word)}'':' || CASE WHEN n % 2 = 0 THEN '1A ' ELSE '3C ' END ELSE '' END`,
  );
  await server.database.query(
    `INSERT INTO reward (id, program_id, handle, kind, state, title, summary, description, featured, search, created_at, updated_at)
     SELECT (lpad(to_hex(n), 12, '0') || '70008000000000000000')::uuid, $1, 'r' || n, 'physical', 'listed', '{"zh": "", "en": "r"}',
            '{"zh": "", "en": ""}', '{"zh": "", "en": ""}', n % 5, (${lexemes.join(' || ')})::tsvector, now(), now()
       FROM generate_series(0, $2::int - 1) AS n`,
    [server.programs.first, rewards],
  );
});
afterAll(() => server.close());

function sqlOf(word: Word): string {
  const conditions = { often: 'n % 3 = 0', middling: 'n % 1000 = 7', long_ago: 'n < 30', once: 'n = 20000' };
  return conditions[word];
}

async function pages(query: string, sort: string, most: number, first = 20): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const answer = await server.storefront(
      `query ($query: String, $after: String) { rewards(first: ${first}, query: $query, sort: ${sort}, after: $after) {
        nodes { handle } pageInfo { hasNextPage endCursor } } }`,
      { query, after },
    );
    const { nodes, pageInfo } = connectionShape.parse(answer.data).rewards;
    seen.push(...nodes.map((node) => node.handle));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null && seen.length < most);
  return seen;
}

/** What a search must give, by looking at every reward. */
function expected(word: Word, order: (a: number, b: number) => number): string[] {
  return Array.from({ length: rewards }, (_, nth) => nth)
    .filter(found[word])
    .toSorted(order)
    .map((nth) => `r${nth}`);
}

const newest = (a: number, b: number) => b - a;

describe('a search of a large catalog', () => {
  it.each(words)('by relevance finds every "%s" once, titles first, the newest first', async (word) => {
    const byRelevance = (a: number, b: number) => Number(inTitle(b)) - Number(inTitle(a)) || newest(a, b);
    expect(await pages(spoken(word), 'RELEVANCE', 200)).toEqual(expected(word, byRelevance).slice(0, 200));
  });

  it('by relevance goes on with all others behind a page that ends among the titles', async () => {
    const byRelevance = (a: number, b: number) => Number(inTitle(b)) - Number(inTitle(a)) || newest(a, b);
    expect(await pages('longago', 'RELEVANCE', 200, 10)).toEqual(expected('long_ago', byRelevance));
  });

  it.each(words)('by age finds every "%s" once', async (word) => {
    expect(await pages(spoken(word), 'NEWEST', 200)).toEqual(expected(word, newest).slice(0, 200));
  });

  it.each(words)('in another order finds every "%s" once', async (word) => {
    const byFeatured = (a: number, b: number) => (b % 5) - (a % 5) || newest(a, b);
    expect(await pages(spoken(word), 'FEATURED', 200)).toEqual(expected(word, byFeatured).slice(0, 200));
  });

  it('goes on with what is found elsewhere when the titles are used up', async () => {
    expect(await pages('longago', 'RELEVANCE', 200)).toHaveLength(30);
  });

  it('finds by the beginning of a word, also of many words', async () => {
    expect(await pages('mid', 'NEWEST', 20)).toEqual(expected('middling', newest).slice(0, 20));
    expect(await pages('often o', 'NEWEST', 20)).toEqual(expected('often', newest).slice(0, 20));
  });

  it('finds nothing of another program', async () => {
    const answer = await server.storefront(
      '{ rewards(query: "often") { nodes { id } } }',
      {},
      { key: 'pk_demo2' },
    );
    expect(at(answer, 'rewards', 'nodes')).toEqual([]);
  });
});

describe('a page that was asked for before', () => {
  const ask = async () => {
    const { token } = await server.memberToken('customer-1', 'sk_demo2');
    const answer = await server.storefront(
      '{ rewards(first: 5) { nodes { id title variants { id stock { available } pricePlans { price { points } } } } } }',
      {},
      { key: 'pk_demo2', token, language: 'en' },
    );
    expect(answer.errors).toBeUndefined();
    return answer;
  };

  it('shows what exchanges and operators have changed since', async () => {
    const stage = catalogStage(server);
    stage.operator.program.id = server.programs.second;
    const made = await stage.reward('changing', { variants: [variant(100), variant(200)] });
    const rewardId = 'rewardId' in made ? made.rewardId : null;
    await ask();
    await server.database.query(
      `UPDATE stock s SET on_hand = 3 FROM variant v WHERE v.id = s.variant_id AND v.reward_id = $1 AND v.position = 1`,
      [rewardId],
    );
    const sold = await ask();
    expect(
      [0, 1].map((nth) => at(sold, 'rewards', 'nodes', 0, 'variants', nth, 'stock', 'available')),
    ).toEqual([10, 3]);
    const update = `mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { userErrors { code } } }`;
    const changed = await server.admin(
      update,
      { input: { id: at(sold, 'rewards', 'nodes', 0, 'id'), title: { zh: '', en: 'Another title' } } },
      'sk_demo2',
    );
    expect(at(changed, 'rewardUpdate', 'userErrors')).toEqual([]);
    const shown = await ask();
    expect(at(shown, 'rewards', 'nodes', 0, 'title')).toBe('Another title');
    expect(at(shown, 'rewards', 'nodes', 0, 'variants', 1, 'stock', 'available')).toBe(3);
  });
});
