import type { DemoReward } from './demo.types.js';
import { choice, picture, points, pointsAndCash, tags, text, variant } from './wording.js';

const amount = text('数量', 'Amount');

/** Points of other programmes; the partner never runs out of them. */
export const partnerRewards: readonly DemoReward[] = [
  {
    handle: 'cloudgull-miles',
    kind: 'partner_points',
    category: 'partners',
    zones: [],
    title: text('云鸥航空里程', 'Cloudgull Air miles'),
    summary: text('把每天的咖啡，攒成一张靠窗的票', 'Turn daily coffees into a window seat'),
    description: text(
      '里程在三个工作日内存入你的云鸥账户。请在兑换前到会员中心绑定航空会员号。',
      'Miles reach your Cloudgull account within three working days. Link your frequent-flyer number in the member centre first.',
    ),
    supplier: '云鸥航空 Cloudgull Air',
    tags: [text('旅行', 'Travel'), tags.bestseller],
    picture: picture('plane', 'sky', 'sun'),
    variants: [
      variant('CG-MILES-200', [choice(amount, '200 里程', '200 miles')], null, points(1600)),
      variant(
        'CG-MILES-1000',
        [choice(amount, '1,000 里程', '1,000 miles')],
        null,
        points(7900),
        pointsAndCash(2900, 49),
      ),
      variant('CG-MILES-5000', [choice(amount, '5,000 里程', '5,000 miles')], null, points(38000)),
    ],
    limit: { quantity: 4, period: 'month' },
    featured: 72,
  },
  {
    handle: 'nestridge-points',
    kind: 'partner_points',
    category: 'partners',
    zones: [],
    title: text('栖山酒店积分', 'Nestridge hotel points'),
    summary: text('山里住一晚，早餐多要一份', 'A night in the hills, seconds at breakfast'),
    description: text(
      '转入栖山会员账户，可换房晚、升级与早餐。每满 3,000 酒店积分可住一晚山景房。',
      'Moves into your Nestridge account for nights, upgrades and breakfasts. Three thousand of theirs is a night with a view.',
    ),
    supplier: '栖山酒店 Nestridge Hotels',
    tags: [text('旅行', 'Travel')],
    picture: picture('key', 'dawn', 'arch', 'moon'),
    variants: [
      variant('NR-500', [choice(amount, '500 分', '500 points')], null, points(2500)),
      variant('NR-3000', [choice(amount, '3,000 分', '3,000 points')], null, points(14800)),
    ],
    featured: 34,
  },
  {
    handle: 'slow-rail-points',
    kind: 'partner_points',
    category: 'partners',
    zones: [],
    title: text('慢行铁路积分', 'Slow Rail points'),
    summary: text('下一站，随便哪一站', 'Next stop: any stop'),
    description: text(
      '100 铁路积分抵 1 元票款，绿皮车、动车都能用。转入后两年有效。',
      'A hundred rail points take one yuan off any ticket, slow train or fast. Good for two years after transfer.',
    ),
    supplier: '慢行铁路 Slow Rail',
    tags: [text('旅行', 'Travel')],
    picture: picture('train', 'forest', 'hills'),
    variants: [
      variant('SR-500', [choice(amount, '500 分', '500 points')], null, points(520)),
      variant('SR-2000', [choice(amount, '2,000 分', '2,000 points')], null, points(2050)),
    ],
    featured: 16,
  },
  {
    handle: 'ride-minutes',
    kind: 'partner_points',
    category: 'partners',
    zones: ['one-cup'],
    title: text('拐角单车骑行分', 'Corner Bike credits'),
    summary: text('从地铁口到咖啡店，正好一首歌', 'From the station to the café: about one song'),
    description: text(
      '每 10 分可骑 30 分钟，存入拐角单车账户，一年内有效。',
      'Ten credits buy thirty minutes in the saddle. Good for a year in your Corner Bike account.',
    ),
    supplier: '拐角单车 Corner Bikes',
    tags: [tags.green],
    picture: picture('bicycle', 'dawn', 'sun'),
    variants: [variant('CB-40', [choice(amount, '40 分', '40 credits')], null, points(580))],
    limit: { quantity: 2, period: 'week' },
    featured: 22,
  },
];
