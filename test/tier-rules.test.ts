import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { changeTierRules, stand } from './tier-stage.js';

shareMall();

let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-22T04:00:00Z');
  shopper = await mall.shopper();
});

const bookFields = `{
  effectiveFrom windowMonths validityMonths weights { spend interaction } units { checkIn donation pledge ballot }
  sprint { days multiplier } tiers { key } sentences
}`;
async function book(language: 'zh' | 'en' = 'en') {
  const document = `{ tierRules { current ${bookFields} announced { rules ${bookFields} changes { sentence couldLose } } } }`;
  return at(await mall.server.storefront(document, {}, { language }), 'tierRules');
}
async function told(of: Shopper): Promise<string[]> {
  const answer = await of.ask('{ me { notices { nodes { kind message } } } }');
  const nodes = z
    .array(z.object({ kind: z.string(), message: z.string() }))
    .parse(at(answer, 'me', 'notices', 'nodes'));
  return nodes.filter(({ kind }) => kind === 'TIER_RULES').map(({ message }) => message);
}
const tell = () => mall.server.runJob('tier-rules-told');

const ladder = (goldGets: object) => [
  { key: 'silver', title: { zh: '银卡', en: 'Silver' }, from: 1_000 },
  { key: 'gold', title: { zh: '金卡', en: 'Gold' }, from: 5_000, benefits: goldGets },
  { key: 'diamond', title: { zh: '钻石', en: 'Diamond' }, from: 20_000 },
];

describe('the rules of the ladder', () => {
  it('are read by everybody, with their numbers and in plain words of their language', async () => {
    expect(await book()).toMatchObject({
      current: {
        effectiveFrom: null,
        windowMonths: 12,
        validityMonths: 12,
        weights: { spend: 60, interaction: 40 },
        units: { checkIn: 10, donation: 50, pledge: 50, ballot: 20 },
        sprint: { days: 30, multiplier: 2 },
        tiers: [{ key: 'silver' }, { key: 'gold' }, { key: 'diamond' }],
      },
      announced: null,
    });
    expect(JSON.stringify(await book('en'))).toContain('Your score is 60% of what you spend');
    expect(JSON.stringify(await book('zh'))).toContain('成长值是最近 12 个自然月');
  });

  it('have a sprint of at least a day, so that nobody steps down unwarned', async () => {
    expect(await changeTierRules(mall, { rules: { sprint: { days: 0 } } })).toMatchObject({
      version: null,
      userErrors: [{ code: 'INVALID_INPUT', path: ['rules', 'sprint', 'days'] }],
    });
  });

  it.each([{}, { windowMonths: 12 }])('make no new version when they change nothing: %j', async (rules) => {
    expect(await changeTierRules(mall, { rules })).toMatchObject({
      version: null,
      userErrors: [{ code: 'INVALID_INPUT', path: ['rules'] }],
    });
  });

  it('are seen by operators with all their numbers, contacts included', async () => {
    const answer = await mall.server.admin(`{ tierRules { version rules {
      windowMonths weights { spend } sprint { days }
      tiers { key title { en } benefits { discountPercent serviceContact { zh en } } }
    } } }`);
    expect(at(answer, 'tierRules', 0)).toMatchObject({
      version: 1,
      rules: {
        windowMonths: 12,
        weights: { spend: 60 },
        sprint: { days: 30 },
        tiers: [
          { key: 'silver', title: { en: 'Silver' } },
          { key: 'gold', benefits: { discountPercent: 3, serviceContact: { zh: '', en: '' } } },
          { key: 'diamond' },
        ],
      },
    });
  });
});

describe('a change by which members could lose', () => {
  // One story: the announcement stands until it is replaced.
  it('is shown at once and told each member with a tier once, those who rise meanwhile too', async () => {
    const [gold, none, late] = [shopper, await mall.shopper(), await mall.shopper()];
    await stand(mall, gold, 'gold');
    const less = { freeShipping: false, birthdayPoints: 400 };
    expect(await changeTierRules(mall, { rules: { tiers: ladder(less), windowMonths: 6 } })).toMatchObject({
      version: { version: 2, inForce: false },
    });
    const changes = [
      { sentence: 'The score counts 6 months instead of 12.', couldLose: true },
      { sentence: 'The birthday gift of Gold is 400 points instead of 300 points.', couldLose: false },
      { sentence: 'Physical rewards no longer ship free for Gold.', couldLose: true },
    ];
    expect(await book()).toMatchObject({
      current: { windowMonths: 12 },
      announced: { rules: { effectiveFrom: '2026-11-29T04:00:00.000Z', windowMonths: 6 }, changes },
    });
    for (let times = 0; times < 2; times += 1) await tell();
    const message =
      '会员等级规则自 2026年11月29日起调整：成长值统计的自然月由 12 个改为 6 个。“金卡”不再包邮。“金卡”生日礼由 300 积分改为 400 积分。';
    expect([await told(gold), await told(none)]).toEqual([[message], []]);
    await stand(mall, late, 'silver');
    await tell();
    expect([await told(gold), await told(late)]).toEqual([[message], [message]]);
  });

  it('is told anew when another takes its place, and not when it is in force', async () => {
    await stand(mall, shopper, 'gold');
    await tell();
    mall.server.clock.set('2026-11-23T04:00:00Z');
    const rules = { validityMonths: 6, sprint: { days: 20 }, units: { checkIn: 1, ballot: 1 } };
    const change = { rules, effectiveFrom: '2026-12-01T04:00:00Z' };
    expect(await changeTierRules(mall, { ...change, replacesAnnounced: false })).toEqual({
      version: null,
      userErrors: [{ code: 'INVALID_INPUT', path: ['replacesAnnounced'] }],
    });
    await changeTierRules(mall, change);
    await tell();
    const [newest, before] = await told(shopper);
    expect(newest).toContain('2026年12月1日');
    expect(newest).toContain('另有 1 项变化');
    expect(before).toContain('2026年11月29日');
    const other = await mall.shopper();
    await stand(mall, other, 'gold');
    mall.server.clock.set('2026-12-01T04:00:00Z');
    await tell();
    expect(await told(other)).toEqual([]);
    expect(await book()).toMatchObject({
      current: { effectiveFrom: '2026-12-01T04:00:00.000Z', validityMonths: 6 },
      announced: null,
    });
  });

  it('is the only change that members are told of one by one', async () => {
    await stand(mall, shopper, 'gold');
    mall.server.clock.set('2026-12-02T04:00:00Z');
    const effectiveFrom = '2026-12-09T04:00:00Z';
    await changeTierRules(mall, { rules: { validityMonths: 24 }, effectiveFrom });
    await tell();
    expect(await told(shopper)).toEqual([]);
    expect(await book()).toMatchObject({ announced: { changes: [{ couldLose: false }] } });
  });
});

describe('dedicated service', () => {
  const contactOf = async (of: Shopper, language: 'zh' | 'en' = 'zh') => {
    const asking = { token: await of.token(), language };
    const answer = await mall.server.storefront('{ me { tier { serviceContact } } }', {}, asking);
    return at(answer, 'me', 'tier', 'serviceContact');
  };
  /** Silver has a text, and no service that it would be of. */
  const goldContact = (zh: string, en: string) => {
    const [silver, ...above] = ladder({ dedicatedService: true, serviceContact: { zh, en } });
    const benefits = { serviceContact: { zh: '无', en: 'none' } };
    return changeTierRules(mall, { rules: { tiers: [{ ...silver, benefits }, ...above] } });
  };

  it('is reached by members who have it, by nobody else, and by the way that operators tell', async () => {
    mall.server.clock.set('2026-12-20T04:00:00Z');
    const silver = await mall.shopper();
    await stand(mall, shopper, 'gold');
    await stand(mall, silver, 'silver');
    expect(await goldContact('微信 a', 'WeChat a')).toMatchObject({ version: { inForce: true } });
    expect([await contactOf(shopper), await contactOf(shopper, 'en')]).toEqual(['微信 a', 'WeChat a']);
    expect(await contactOf(silver)).toBeNull();
    expect(await goldContact('电话 b', '')).toMatchObject({ version: { inForce: true } });
    expect(await contactOf(shopper, 'en')).toBe('电话 b');
    expect(await goldContact('', '')).toMatchObject({ version: { inForce: true } });
    expect(await contactOf(shopper)).toBeNull();
    expect(await goldContact('长'.repeat(501), '')).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
  });
});

describe('shipping', () => {
  it('is paid as the mall tells it, in the language of the request', async () => {
    const terms = async (language: 'zh' | 'en') =>
      at(await mall.server.storefront('{ program { shippingTerms } }', {}, { language }), 'program');
    expect(await terms('zh')).toEqual({ shippingTerms: null });
    await mall.server.database.query(
      `UPDATE program SET rules = rules || '{"shippingTerms": {"zh": "运费到付", "en": "Paid on delivery"}}'`,
    );
    // An operator's change makes the server read the program anew.
    await changeTierRules(mall, { rules: { windowMonths: 18 } });
    expect([await terms('zh'), await terms('en')]).toEqual([
      { shippingTerms: '运费到付' },
      { shippingTerms: 'Paid on delivery' },
    ]);
  });
});
