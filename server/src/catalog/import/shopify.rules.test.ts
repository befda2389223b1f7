import { describe, expect, it } from 'vitest';
import { categoryKey, columnsOf, parseProduct, pointsOf, type Row } from './shopify.rules.js';

const header = [
  'Handle',
  'Title',
  'Body (HTML)',
  'Vendor',
  'Type',
  'Tags',
  'Published',
  'Status',
  'Option1 Name',
  'Option1 Value',
  'Variant SKU',
  'Variant Inventory Tracker',
  'Variant Inventory Qty',
  'Variant Price',
  'Image Src',
  'Image Position',
  'Image Alt Text',
  'Gift Card',
];

function parse(...rows: Record<string, string>[]) {
  const columns = columnsOf(header);
  if ('missing' in columns) throw new Error('The header of this test is complete.');
  const cells = rows.map((row, at): Row => ({ line: at + 2, cells: header.map((name) => row[name] ?? '') }));
  return parseProduct(cells, columns.cell, 100);
}

const shirt = { Handle: 'shirt', Title: 'Shirt', 'Variant Price': '50', Published: 'true' };

describe('the columns of a file', () => {
  it('are found by name, in any order and case', () => {
    const columns = columnsOf(['variant price', ' Title', 'HANDLE']);
    if ('missing' in columns) throw new Error('All needed columns are there.');
    expect(columns.cell({ line: 2, cells: ['9', 'Tea', 'tea'] }, 'Handle')).toBe('tea');
    expect(columns.cell({ line: 2, cells: ['9', 'Tea', 'tea'] }, 'Tags')).toBe('');
  });

  it('are told when one is missing that nothing can do without', () => {
    expect(columnsOf(['Handle', 'Title'])).toEqual({ missing: ['Variant Price'] });
  });
});

describe('a product', () => {
  it('has one variant without options where there is nothing to choose', () => {
    const { product } = parse({ ...shirt, 'Option1 Name': 'Title', 'Option1 Value': 'Default Title' });
    expect(product?.draft.variants).toHaveLength(1);
    expect(product?.draft.variants[0]).toMatchObject({ title: { zh: '', en: '' }, options: [] });
    expect(product?.draft.variants[0]?.plans[0]?.points).toBe(5_000);
  });

  it('has a variant for every row, named by its options', () => {
    const { product } = parse(
      { ...shirt, 'Option1 Name': '尺码', 'Option1 Value': '大码', 'Variant SKU': 'A' },
      { Handle: 'shirt', 'Option1 Value': 'S', 'Variant Price': '60.5', 'Variant SKU': 'B' },
    );
    expect(product?.draft.variants.map(({ title, sku }) => [title.zh || title.en, sku])).toEqual([
      ['大码', 'A'],
      ['S', 'B'],
    ]);
    expect(product?.draft.variants[1]?.options).toEqual([
      { name: { zh: '尺码', en: '' }, value: { zh: '', en: 'S' } },
    ]);
  });

  it('takes pictures from all its rows in their order, each once', () => {
    const { product } = parse(
      { ...shirt, 'Image Src': 'https://a/2.jpg', 'Image Position': '2' },
      { Handle: 'shirt', 'Image Src': 'https://a/1.jpg', 'Image Position': '1', 'Image Alt Text': 'Front' },
      { Handle: 'shirt', 'Image Src': 'https://a/2.jpg', 'Image Position': '3' },
    );
    expect(product?.draft.images).toEqual([
      { url: 'https://a/1.jpg', alt: { zh: '', en: 'Front' } },
      { url: 'https://a/2.jpg', alt: { zh: '', en: '' } },
    ]);
    expect(product?.draft.variants).toHaveLength(1);
  });

  it('keeps its good variants when another row of it is bad', () => {
    const { product, problems } = parse(
      { ...shirt, 'Option1 Name': 'Size', 'Option1 Value': 'S' },
      { Handle: 'shirt', 'Option1 Value': 'M', 'Variant Price': 'free' },
      { Handle: 'shirt', 'Option1 Value': 'S', 'Variant Price': '1' },
      { Handle: 'shirt', 'Option1 Value': 'L', 'Variant Price': '1', 'Variant Inventory Qty': 'many' },
    );
    expect(product?.draft.variants).toHaveLength(1);
    expect(problems.map(({ line, reason }) => [line, reason.en])).toEqual([
      [3, 'The price "free" is not a number above zero.'],
      [4, 'This is the same variant as on line 2.'],
      [5, 'The inventory quantity "many" is not a whole number.'],
    ]);
  });

  it.each([
    ['without a title', { ...shirt, Title: '' }, 'There is no title.'],
    ['without a price', { ...shirt, 'Variant Price': '' }, 'There is no price.'],
    [
      'neither published nor not',
      { ...shirt, Published: 'maybe' },
      'Published is "maybe", not true or false.',
    ],
    [
      'of a status that is not known',
      { ...shirt, Status: 'Sleeping' },
      'Status is "sleeping", not active, draft or archived.',
    ],
  ])('%s is left out', (_what, row, reason) => {
    const { product, problems } = parse(row);
    expect(product).toBeNull();
    expect(problems.map((problem) => problem.reason.en)).toEqual([reason]);
  });

  it('counts its stock only where the shop does', () => {
    const stock = (quantity: string, tracker: string) =>
      parse({ ...shirt, 'Variant Inventory Qty': quantity, 'Variant Inventory Tracker': tracker }).product
        ?.draft.variants[0]?.stock.onHand;
    expect(stock('7', '')).toBe(7);
    expect(stock('-3', 'shopify')).toBe(0);
    expect(stock('', 'shopify')).toBe(0);
    expect(stock('', '')).toBeNull();
  });

  it('is virtual and without stock when it is a gift card', () => {
    const { product } = parse({ ...shirt, 'Gift Card': 'true', 'Variant Inventory Qty': '9' });
    expect(product?.draft.kind).toBe('virtual');
    expect(product?.draft.variants[0]?.stock.onHand).toBe(0);
  });

  it('is published or not as the file says, which may say neither', () => {
    const listed = (published: string) => parse({ ...shirt, Published: published }).product?.listed;
    expect(['TRUE', 'FALSE', ''].map(listed)).toEqual([true, false, null]);
  });

  it('is not published while it is a draft or archived, whatever else the file says', () => {
    const listed = (status: string, published: string) =>
      parse({ ...shirt, Status: status, Published: published }).product?.listed;
    expect(['draft', 'Archived'].map((status) => listed(status, 'true'))).toEqual([false, false]);
    expect(['TRUE', 'FALSE', ''].map((published) => listed('Active', published))).toEqual([
      true,
      false,
      null,
    ]);
  });

  it('splits its tags at commas of both kinds', () => {
    const tags = parse({ ...shirt, Tags: 'men, cotton，棉, men' }).product?.draft.tags;
    expect(tags?.map((tag) => tag.zh || tag.en)).toEqual(['men', 'cotton', '棉']);
  });
});

it.each([
  ['50', 5_000],
  ['0.004', 0],
  ['0.005', 1],
  ['19.99', 1_999],
  ['1.005', 101],
  ['-5', null],
  ['1,299.00', null],
  ['1e3', null],
  ['NaN', null],
  ['9'.repeat(40), null],
])('a price of %s is worth %s points', (price, points) => {
  expect(pointsOf(price, 100)).toBe(points === 0 ? null : points);
});

it.each([
  ['Home & Garden', 'home-garden'],
  ['咖啡 / 茶', '咖啡-茶'],
  ['!!!', null],
])('the type %s becomes the category %s', (type, key) => {
  expect(categoryKey(type)).toBe(key);
});
