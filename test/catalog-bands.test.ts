import { expect, it } from 'vitest';
import { z } from 'zod';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

const shape = z.array(z.object({ key: z.string(), count: z.number() }));

it('a reward that costs just the end of a band is counted in the next band alone, where it is found', async () => {
  for (const points of [499, 500, 1_999, 2_000]) await mall.reward({ points });
  const counted = await mall.server.storefront('{ rewards(first: 1) { facets { bands { key count } } } }');
  const bands = shape.parse(at(counted, 'rewards', 'facets', 'bands'));
  expect(bands.map(({ count }) => count)).toEqual([1, 2, 1]);
  for (const { key, count } of bands) {
    const listed = await mall.server.storefront(
      `{ rewards(first: 1, filter: { bands: ["${key}"] }) { totalCount } }`,
    );
    expect(at(listed, 'rewards', 'totalCount')).toBe(count);
  }
});
