import { describe, expect, it } from 'vitest';
import { demoContent, pictured } from './content.js';
import type { DemoPricePlan, DemoProgram, DemoReward, DemoVariant, Text } from './demo.types.js';
import type { DemoProject } from './donation.demo.js';
import { renderPicture } from './picture.js';
import { demoPrograms } from './programs.js';
import type { DemoCampaign } from './voting.demo.js';

const rewards = demoPrograms.flatMap((program) => program.rewards);
const pools = demoPrograms.flatMap((program) => program.pools);
const projects = demoPrograms.flatMap((program) => program.projects);
const campaigns = demoPrograms.flatMap((program) => program.campaigns);
const [first, second] = demoPrograms;
const variantsOf = (list: readonly DemoReward[]) => list.flatMap((reward) => reward.variants);
const plansOf = (list: readonly DemoReward[]) => variantsOf(list).flatMap((variant) => variant.pricePlans);
const twice = (list: readonly string[]) => list.filter((one, index) => list.indexOf(one) !== index);
const han = /\p{Script=Han}/u;

function programTexts(program: DemoProgram): Text[] {
  return [
    program.name,
    program.tagline,
    ...program.categories.map((category) => category.title),
    ...program.zones.flatMap((zone) => [zone.title, zone.description]),
    ...program.members.flatMap((member) => [
      member.displayName,
      member.note,
      ...member.grants.map((grant) => grant.note),
    ]),
  ];
}

function projectTexts({ title, summary, story, recipient, ...told }: DemoProject): Text[] {
  const steps = told.milestones.map((milestone) => milestone.title);
  const news = told.news.flatMap((one) => [one.title, one.body]);
  return [title, summary, story, recipient, ...steps, ...news];
}

function campaignTexts({ title, summary, story, candidates }: DemoCampaign): Text[] {
  return [title, summary, story, ...candidates.flatMap((one) => [one.title, one.summary, one.description])];
}

function variantTexts(reward: DemoReward): Text[] {
  return reward.variants.flatMap((variant) => [
    variant.title,
    ...variant.options.flatMap((option) => [option.name, option.value]),
    ...variant.pricePlans.flatMap((plan) => (plan.label ? [plan.label] : [])),
  ]);
}

/** The handles of the things that do not keep a rule. */
const handlesBreaking = <Thing extends { handle: string }>(
  list: readonly Thing[],
  keeps: (one: Thing) => boolean,
) => list.filter((one) => !keeps(one)).map((one) => one.handle);
const breaking = (keeps: (reward: DemoReward) => boolean, list: readonly DemoReward[] = rewards) =>
  handlesBreaking(list, keeps);

const sum = ({ gifts }: { gifts: readonly { points: number }[] }) =>
  gifts.reduce((total, gift) => total + gift.points, 0);

/** The tags that are opened and never closed, or closed and never opened. */
function unbalanced(svg: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, closing, name = '', selfClosing] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)(?:\s[a-zA-Z-]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (closing) {
      if (open.pop() !== name) wrong.push(name);
    } else if (!selfClosing) open.push(name);
  }
  return [...open, ...wrong];
}

describe('the words', () => {
  it('every reward has a title, a summary and a description in both languages', () => {
    const written = (words: Text) => han.test(words.zh) && /[a-z]{2}/.test(words.en) && !han.test(words.en);
    expect(breaking((one) => [one.title, one.summary, one.description].every(written))).toEqual([]);
  });

  it('every other text is written in both languages and English has no Chinese in it', () => {
    const texts = [
      ...demoPrograms.flatMap(programTexts),
      ...projects.flatMap(projectTexts),
      ...campaigns.flatMap(campaignTexts),
      ...pools.flatMap(({ title, summary, story, terms }) => [title, summary, story, terms]),
      ...rewards.flatMap((reward) => [...reward.tags, ...variantTexts(reward)]),
    ];
    for (const words of texts) {
      expect(words.zh.trim()).not.toBe('');
      expect(words.en.trim()).not.toBe('');
      expect(words.en).not.toMatch(han);
    }
  });

  it('no two rewards share a title or a summary', () => {
    expect(twice(rewards.flatMap((reward) => [reward.title.zh, reward.summary.zh]))).toEqual([]);
    expect(twice(rewards.flatMap((reward) => [reward.title.en, reward.summary.en]))).toEqual([]);
  });
});

describe('the goods', () => {
  it('handles and SKUs are unique over both brands', () => {
    expect(twice(pictured.map((one) => one.handle))).toEqual([]);
    expect(twice(variantsOf(rewards).map((variant) => variant.sku))).toEqual([]);
    expect(breaking(({ handle }) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(handle))).toEqual([]);
  });

  it('each brand offers every kind of reward', () => {
    for (const program of demoPrograms) {
      expect([...new Set(program.rewards.map((reward) => reward.kind))].toSorted()).toEqual([
        'event_seat',
        'partner_points',
        'physical',
        'service',
        'virtual',
      ]);
    }
  });

  it('categories and zones of a reward exist, and none of them is empty', () => {
    for (const { rewards: offered, categories, zones } of demoPrograms) {
      expect(new Set(offered.map((reward) => reward.category))).toEqual(
        new Set(categories.map((one) => one.key)),
      );
      expect(new Set(offered.flatMap((reward) => reward.zones))).toEqual(
        new Set(zones.map((one) => one.key)),
      );
    }
  });

  it('a virtual reward has exactly as many codes as stock, and nothing else has codes', () => {
    const keeps = (reward: DemoReward) =>
      reward.variants.every(({ stock, codes }) =>
        reward.kind === 'virtual' ? codes !== undefined && codes === stock : codes === undefined,
      );
    expect(breaking(keeps)).toEqual([]);
  });

  it('stock, limits and prices are whole numbers that make sense', () => {
    const whole = (amount: number, least: number) => Number.isInteger(amount) && amount >= least;
    expect(breaking((one) => one.limit === undefined || whole(one.limit.quantity, 1))).toEqual([]);
    expect(breaking((one) => one.variants.every(({ stock }) => stock === null || whole(stock, 0)))).toEqual(
      [],
    );
    expect(
      breaking((one) => one.variants.every(({ stock, batch }) => !batch || batch.size === stock)),
    ).toEqual([]);
    expect(breaking((one) => one.variants.every(({ pricePlans }) => pricePlans.length > 0))).toEqual([]);
    const sensible = ({ points, cashMinor }: DemoPricePlan) =>
      whole(points, 1) && (cashMinor === null || whole(cashMinor, 1));
    expect(breaking((one) => plansOf([one]).every(sensible))).toEqual([]);
  });

  it('the price plans of one variant are worth about the same money', () => {
    for (const program of demoPrograms) {
      const anchor = program.rules.pointsPerCurrencyUnit ?? 100;
      const fair = ({ pricePlans }: DemoVariant) => {
        const worth = pricePlans.map((plan) => plan.points / anchor + (plan.cashMinor ?? 0) / 100);
        return Math.max(...worth) / Math.min(...worth) < 1.1;
      };
      expect(breaking((one) => one.variants.every(fair), program.rewards)).toEqual([]);
    }
  });

  it('newcomers find several rewards under 200 points, and one cup means under 2,000', () => {
    const cheapest = (reward: DemoReward) => Math.min(...plansOf([reward]).map((plan) => plan.points));
    const inZone = (zone: string) => rewards.filter((reward) => reward.zones.includes(zone));
    expect(inZone('newcomer').length).toBeGreaterThanOrEqual(4);
    expect(breaking((one) => cheapest(one) < 200, inZone('newcomer'))).toEqual([]);
    expect(breaking((one) => cheapest(one) < 2_000, inZone('one-cup'))).toEqual([]);
  });
});

describe('the first brand', () => {
  const offered = first?.rewards ?? [];

  it('sells the drip coffee gift box for points, or for 500 points and 49 yuan', () => {
    const box = offered.find((reward) => reward.handle === 'drip-coffee-gift-box');
    expect(box?.title).toEqual({ zh: '挂耳咖啡礼盒', en: 'Drip coffee gift box' });
    expect(plansOf(box ? [box] : [])).toMatchObject([{ cashMinor: null }, { points: 500, cashMinor: 4_900 }]);
  });

  it('has a limited edition of 100, a monthly batch of 100, and goods that cannot be had today', () => {
    expect(
      offered.some((one) => one.limit?.period === 'ever' && one.variants.every((v) => v.stock === 100)),
    ).toBe(true);
    expect(variantsOf(offered).some((variant) => variant.batch?.size === 100)).toBe(true);
    expect(offered.some((one) => one.variants.every((variant) => variant.stock === 0))).toBe(true);
    expect(offered.some((one) => one.onSaleFrom?.days === 3)).toBe(true);
    expect(offered.some((one) => (one.onSaleUntil?.days ?? 1) < 0)).toBe(true);
  });

  it('has several rewards in every band of points, and some that take cash as well', () => {
    const lowest = offered.map((reward) => Math.min(...plansOf([reward]).map((plan) => plan.points)));
    const between = (from: number, to: number) => lowest.filter((points) => points >= from && points < to);
    expect(between(0, 200).length).toBeGreaterThanOrEqual(4);
    expect(between(100, 500).length).toBeGreaterThanOrEqual(4);
    expect(between(500, 2_000).length).toBeGreaterThanOrEqual(4);
    expect(between(2_000, Infinity).length).toBeGreaterThanOrEqual(4);
    const cashOnly = offered.filter((reward) => plansOf([reward]).every((plan) => plan.cashMinor !== null));
    expect(cashOnly.length).toBeGreaterThanOrEqual(3);
  });

  it('has members with nothing, with 80 points, with 60,000, and with points about to expire', () => {
    const totals = (first?.members ?? []).map((member) =>
      member.grants.reduce((sum, grant) => sum + grant.points, 0),
    );
    expect(totals).toEqual(expect.arrayContaining([0, 80, 60_000]));
    expect(
      first?.members.flatMap((member) => member.grants).some((grant) => (grant.expires?.days ?? 99) <= 7),
    ).toBe(true);
  });
});

describe('the pools', () => {
  const total = ({ pledges }: { pledges: readonly number[] }) => pledges.reduce((all, one) => all + one, 0);

  it('of the first brand are one of each kind: one full, two on their way', () => {
    const own = first?.pools ?? [];
    expect(own.map((pool) => pool.allotment).toSorted()).toEqual(['draw', 'shared', 'volume']);
    expect(own.map((pool) => total(pool) === pool.target)).toEqual([true, false, false]);
  });

  it('take what is pledged: never more than the target, each within its bounds', () => {
    expect(handlesBreaking(pools, (pool) => total(pool) <= pool.target)).toEqual([]);
    const fits = ({ pledges, least, most }: (typeof pools)[number]) =>
      pledges.every((one) => one >= least && (most === null || one <= most));
    expect(handlesBreaking(pools, fits)).toEqual([]);
  });

  it('have one in each brand with a draw that anyone can verify or wait for', () => {
    for (const program of demoPrograms) {
      expect(program.pools.filter((pool) => pool.winners !== null).length).toBeGreaterThan(0);
    }
  });
});

describe('the good causes', () => {
  it('each brand has one that is open and not there yet, and one of the first is settled', () => {
    for (const program of demoPrograms) {
      const given = program.projects.filter((one) => one.settled === undefined && sum(one) < one.goal);
      expect(given.length).toBeGreaterThan(0);
    }
    const settled = first?.projects.filter((project) => project.settled !== undefined) ?? [];
    expect(settled.length).toBeGreaterThan(0);
    expect(handlesBreaking(settled, (project) => sum(project) === project.goal)).toEqual([]);
  });

  it('are given to by members of their own brand, each once', () => {
    for (const { projects: own, members } of demoPrograms) {
      const known = new Set(members.map((member) => member.customerId));
      const donors = (project: (typeof own)[number]) => project.gifts.map((gift) => gift.customerId);
      expect(handlesBreaking(own, (project) => donors(project).every((id) => known.has(id)))).toEqual([]);
      expect(handlesBreaking(own, (project) => twice(donors(project)).length === 0)).toEqual([]);
    }
  });
});

describe('the campaigns', () => {
  it('each brand has one that is open, and all ways to weigh a ballot are shown', () => {
    for (const program of demoPrograms) {
      expect(program.campaigns.some((campaign) => campaign.closed !== true)).toBe(true);
    }
    expect(new Set(campaigns.map((campaign) => campaign.weighting)).size).toBe(3);
  });

  it('are voted in by members of their own brand, each once, for a candidate there is', () => {
    for (const { campaigns: own, members } of demoPrograms) {
      const known = new Set(members.map((member) => member.customerId));
      const voters = (campaign: DemoCampaign) => campaign.ballots.map((ballot) => ballot.customerId);
      expect(handlesBreaking(own, (campaign) => voters(campaign).every((id) => known.has(id)))).toEqual([]);
      expect(handlesBreaking(own, (campaign) => twice(voters(campaign)).length === 0)).toEqual([]);
      const places = ({ ballots, candidates }: DemoCampaign) =>
        ballots.every(({ place }) => place < candidates.length);
      expect(handlesBreaking(own, places)).toEqual([]);
    }
  });
});

describe('the brands', () => {
  it('are two, with different keys, handles and members', () => {
    expect(demoPrograms).toHaveLength(2);
    expect(first?.keys).toEqual({ publishable: 'pk_demo', secret: 'sk_demo', partner: 'pt_demo' });
    expect(second?.keys).toEqual({ publishable: 'pk_demo2', secret: 'sk_demo2', partner: 'pt_demo2' });
    expect(
      twice(demoPrograms.flatMap((program) => program.members.map((member) => member.customerId))),
    ).toEqual([]);
    expect(
      twice(demoPrograms.flatMap((one) => one.members.flatMap((m) => m.purchases.map((p) => p.orderId)))),
    ).toEqual([]);
  });

  it('show their own members and no others', () => {
    expect(demoContent.members('sparrow-eave')).toHaveLength(6);
    expect(demoContent.members('ridgeleaf')).toHaveLength(2);
    expect(demoContent.members('another-brand')).toEqual([]);
  });
});

describe('the pictures', () => {
  it('every picture is well-formed: each tag closed, each number a number', () => {
    // Whatever is left after taking out whole tags must be the title alone.
    const tag = /<\/?[a-zA-Z]+(?:\s[a-zA-Z-]+="[^"<]*")*\s*\/?>/g;
    const wellFormed = (svg: string) =>
      unbalanced(svg).length === 0 && !/[<>"]/.test(svg.replaceAll(tag, ''));
    expect(handlesBreaking(pictured, (one) => wellFormed(renderPicture(one)))).toEqual([]);
    const numbers = (svg: string) => !/NaN|undefined|null|Infinity/.test(svg);
    expect(handlesBreaking(pictured, (one) => numbers(renderPicture(one)))).toEqual([]);
  });

  it('every picture is self-contained: no script, no font, no address but its own gradient', () => {
    for (const reward of pictured) {
      const svg = renderPicture(reward);
      expect(svg).not.toMatch(/<(script|style|image|use|foreignObject|text|a)\b|\shref=|\son\w+=/);
      expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
      expect(new Set(svg.match(/url\([^)]*\)/g))).toEqual(new Set([`url(#light-${reward.handle})`]));
      expect(svg.length).toBeLessThan(12_000);
    }
  });

  it('the same reward always gives the same picture, and no two rewards look alike', () => {
    const drawn = pictured.map((one) => JSON.stringify(one.picture));
    expect(twice(drawn)).toEqual([]);
    for (const reward of rewards) expect(renderPicture({ ...reward })).toBe(renderPicture(reward));
  });

  it('a title with signs of its own cannot break out of its picture', () => {
    const [reward] = rewards;
    if (!reward) throw new Error('The demo has no rewards.');
    const svg = renderPicture({ ...reward, title: { zh: '<script>', en: '"A" & B</title>' } });
    expect(svg).toContain('&lt;script&gt; · &quot;A&quot; &amp; B&lt;/title&gt;');
    expect(unbalanced(svg)).toEqual([]);
  });

  it('a picture is found by the handle of its reward, and unknown handles have none', () => {
    expect(demoContent.picture('drip-coffee-gift-box')).toMatch(/^<svg /);
    expect(demoContent.picture('no-such-reward')).toBeNull();
  });
});
