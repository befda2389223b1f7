import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogStage } from './catalog-stage.js';
import type { StageReward } from './mall-stage.js';
import { codesOf } from './seen-exchange.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { listed, membersOnSteps } from './tier-price-stage.js';

shareMall();

type Kind = 'category' | 'zone';

const typeOf = (kind: Kind) => (kind === 'category' ? 'Category' : 'Zone');
const fieldsOf = (kind: Kind) =>
  `id key position title { zh en } ${kind === 'zone' ? 'description { zh en } tier' : ''}`;
const version = () => catalogStage(mall.server).version();

async function create(kind: Kind, input: object): Promise<string> {
  const answer = await mall.server.admin(
    `mutation ($input: ${typeOf(kind)}CreateInput!) {
      ${kind}Create(input: $input) { ${kind} { id } userErrors { code message } }
    }`,
    { input },
  );
  return z.string().parse(at(answer, `${kind}Create`, kind, 'id'));
}

async function update(kind: Kind, input: object, key?: string) {
  const answer = await mall.server.admin(
    `mutation ($input: ${typeOf(kind)}UpdateInput!) {
      ${kind}Update(input: $input) { ${kind} { ${fieldsOf(kind)} } userErrors { code path } }
    }`,
    { input },
    key,
  );
  return {
    shelf: at(answer, `${kind}Update`, kind),
    userErrors: at(answer, `${kind}Update`, 'userErrors'),
  };
}

const title = (zh: string, en: string) => ({ zh, en });
const kinds: [Kind][] = [['category'], ['zone']];

describe.each(kinds)('a %s', (kind) => {
  const list = kind === 'category' ? 'categories' : 'zones';
  const keys = z.array(z.object({ key: z.string() })).transform((rows) => rows.map(({ key }) => key));

  it('is put right where it was mistyped, with a trail of what was before, and what is not named stays', async () => {
    const key = mall.name();
    const id = await create(kind, { key, title: title('咖非', 'Cofee'), position: 4 });
    const before = await version();
    const more = kind === 'zone' ? { description: null, tier: null } : {};
    const right = { key, title: title('咖啡', 'Coffee'), position: 4, ...more };
    const changed = await update(kind, { id, title: title(' 咖啡 ', 'Coffee') });
    expect(changed).toEqual({ shelf: { id, ...right }, userErrors: [] });
    expect(await version()).toBeGreaterThan(before);
    expect(await mall.trail(id)).toMatchObject([{ action: `${kind}Update` }, { action: `${kind}Create` }]);
    const [entry] = await catalogStage(mall.server).audits(`${kind}Update`);
    expect(entry).toMatchObject({
      subject: id,
      before: { ...right, title: title('咖非', 'Cofee') },
      after: right,
    });
    const seen = await mall.server.storefront(`{ ${list} { key title } }`, {}, { language: 'zh' });
    expect(at(seen, list)).toContainEqual({ key, title: '咖啡' });
  });

  it('moves to another place, which operators read again', async () => {
    const [first, second] = [mall.name(), mall.name()];
    await create(kind, { key: first, title: title('一', 'One'), position: -20 });
    const id = await create(kind, { key: second, title: title('二', 'Two'), position: -10 });
    const order = async () => {
      const [shown, kept] = await Promise.all([
        mall.server.storefront(`{ ${list} { key } }`),
        mall.server.admin(`{ ${list} { key position } }`),
      ]);
      const own = (all: string[]) => all.filter((key) => key === first || key === second);
      expect(at(kept, list)).toEqual(
        expect.arrayContaining([expect.objectContaining({ key: first, position: -20 })]),
      );
      return [own(keys.parse(at(shown, list))), own(keys.parse(at(kept, list)))];
    };
    expect(await order()).toEqual([
      [first, second],
      [first, second],
    ]);
    await update(kind, { id, position: -30 });
    expect(await order()).toEqual([
      [second, first],
      [second, first],
    ]);
    // A place cannot be empty, nor can a title.
    await update(kind, { id, position: null, title: null });
    expect(await order()).toEqual([
      [second, first],
      [second, first],
    ]);
    await update(kind, { id, position: 0 });
    expect(await order()).toEqual([
      [first, second],
      [first, second],
    ]);
  });

  it('is said the same of twice without a trail or a new version of the catalog', async () => {
    const id = await create(kind, { key: mall.name(), title: title('茶', 'Tea') });
    const input = { id, title: title('好茶', 'Fine tea'), position: 7 };
    await update(kind, input);
    const [before, trail] = [await version(), await mall.trail(id)];
    expect((await update(kind, input)).userErrors).toEqual([]);
    expect((await update(kind, { id })).userErrors).toEqual([]);
    expect(await version()).toBe(before);
    expect(await mall.trail(id)).toEqual(trail);
  });

  it('keeps what two operators change of it at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const key = mall.name();
      const id = await create(kind, { key, title: title('茶', 'Tea') });
      await Promise.all([
        update(kind, { id, title: title('好茶', 'Fine tea') }),
        update(kind, { id, position: 9 }),
      ]);
      const { shelf } = await update(kind, { id });
      expect(shelf).toMatchObject({ title: title('好茶', 'Fine tea'), position: 9 });
    }
  });

  it('is refused what a new one is refused, and whatever is not of this brand', async () => {
    const id = await create(kind, { key: mall.name(), title: title('茶', 'Tea') });
    const before = await version();
    const refusals = [
      await update(kind, { id, title: title(' ', '') }),
      await update(kind, { id, title: title('长'.repeat(301), '') }),
      await update(kind, { id, title: title('\u0000', '') }),
      await update(kind, { id, position: 1 }, 'sk_demo2'),
      await update(kind, { id: mall.nameless(id), position: 1 }),
      await update(kind, { id: 'nothing', position: 1 }),
    ];
    const wrong = { shelf: null, userErrors: [{ code: 'INVALID_INPUT', path: ['title'] }] };
    const missing = { shelf: null, userErrors: [{ code: 'NOT_FOUND', path: ['id'] }] };
    expect(refusals).toEqual([wrong, wrong, wrong, missing, missing, missing]);
    expect(await version()).toBe(before);
  });
});

describe('rewards in a category', () => {
  const found = async (words: string): Promise<unknown> => {
    const answer = await mall.server.storefront(
      'query ($words: String!) { rewards(query: $words) { nodes { id category { title } } } }',
      { words },
      { language: 'en' },
    );
    return at(answer, 'rewards', 'nodes');
  };

  it('are found by its new title at once and no more by the old one, and by all else as before', async () => {
    const key = mall.name();
    const id = await create('category', { key, title: title('瓷气', 'Porcelaine') });
    const vase = await mall.reward({ category: key, title: title('花瓶', 'Vase') });
    const other = await mall.reward({ title: title('花篮', 'Basket') });
    const shown = [{ id: vase.id, category: { title: 'Porcelaine' } }];
    expect([await found('Porcelaine'), await found('瓷气'), await found('vase')]).toEqual([
      shown,
      shown,
      shown,
    ]);
    await update('category', { id, title: title('瓷器', 'Porcelain') });
    const now = { id: vase.id, category: { title: 'Porcelain' } };
    expect(await found('porcelaine')).toEqual([]);
    for (const words of ['porcelain', '瓷器', 'vase']) expect(await found(words)).toContainEqual(now);
    expect(await found('花')).toEqual([{ id: other.id, category: null }, now]);
  });
});

describe('a zone', () => {
  it('loses its description where null is said', async () => {
    const id = await create('zone', {
      key: mall.name(),
      title: title('新', 'New'),
      description: title('新人专享', 'For newcomers'),
    });
    const { shelf } = await update('zone', { id, position: 1 });
    expect(shelf).toMatchObject({ description: title('新人专享', 'For newcomers'), position: 1 });
    const { shelf: emptied } = await update('zone', { id, description: null });
    expect(emptied).toMatchObject({ description: null, position: 1 });
    // Nothing but spaces is nothing, too.
    const trail = await mall.trail(id);
    expect(await update('zone', { id, description: title(' ', '') })).toMatchObject({
      shelf: { description: null },
    });
    expect(await mall.trail(id)).toEqual(trail);
  });

  it('closes to those below the tier that it is given, from the next exchange on, and opens again', async () => {
    const [none, , gold] = await membersOnSteps(mall);
    const key = mall.name();
    const id = await create('zone', { key, title: title('馆', 'Salon') });
    const cup: StageReward = await mall.reward({ points: 1, zones: [key] });
    await none.redeemed(cup.variantId);
    expect(await listed(mall, cup, none)).toMatchObject({ tierRequired: null });
    const refused = await update('zone', { id, tier: 'ruby' });
    expect(refused).toEqual({ shelf: null, userErrors: [{ code: 'INVALID_INPUT', path: ['tier'] }] });

    expect((await update('zone', { id, tier: 'gold' })).shelf).toMatchObject({ tier: 'gold' });
    expect(await listed(mall, cup, none)).toMatchObject({ tierRequired: 'gold', memberPrice: null });
    expect(codesOf(await none.redeem(cup.variantId))).toEqual(['TIER_REQUIRED']);
    await gold.redeemed(cup.variantId);

    expect((await update('zone', { id, tier: null })).shelf).toMatchObject({ tier: null });
    expect(await listed(mall, cup, none)).toMatchObject({ tierRequired: null });
    await none.redeemed(cup.variantId);
  });
});
