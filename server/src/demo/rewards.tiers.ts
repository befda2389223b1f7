import type { DemoReward } from './demo.types.js';
import { forTier, picture, points, pointsAndCash, single, tags, text } from './wording.js';

const shops = '檐雀咖啡门店 Sparrow & Eave shops';

/** What the membership ladder opens: a salon for gold and above, and a mug that they may have a day before everybody. */
export const tierRewards: readonly DemoReward[] = [
  {
    handle: 'supper-under-the-eaves',
    kind: 'event_seat',
    category: 'events',
    zones: ['gold-salon'],
    title: text('檐下小宴', 'Supper under the eaves'),
    summary: text('打烊之后，十二个人，一张长桌', 'Twelve seats at one long table, after closing time'),
    description: text(
      '主厨和烘焙师一起写的菜单，五道小菜配五杯咖啡，最后一杯由你来选豆子。每月一席，只为金卡与钻石会员留座。',
      'A menu written by our chef and our roaster: five small plates with five small cups, and you choose the beans for the last one. Once a month, kept for gold and diamond members.',
    ),
    supplier: shops,
    tags: [tags.limited],
    picture: picture('cookies', 'night', 'hills', 'moon'),
    variants: [single('SX-SUPPER', text('一席', 'One seat'), 12, points(5200), pointsAndCash(2000, 32))],
    limit: { quantity: 2, period: 'month' },
    featured: 79,
  },
  {
    handle: 'cellar-no-7',
    kind: 'physical',
    category: 'coffee',
    zones: ['gold-salon'],
    title: text('七号豆窖 · 陈放咖啡豆', 'Cellar No. 7, rested beans'),
    summary: text('放了七个月才开封，木香很深', 'Seven months in the dark, and worth every one of them'),
    description: text(
      '生豆在橡木桶里睡了七个月，再由主烘焙师浅烘。入口是雪松和红枣，凉了像一点点黑巧克力。250 克，钻石会员另有专价。',
      'Green beans that slept in oak for seven months, then roasted lightly by our head roaster. Cedar and dates at first, dark chocolate as it cools. 250 g, with a price of its own for diamond members.',
    ),
    supplier: '檐雀烘焙所 Sparrow & Eave Roastery',
    tags: [tags.limited, tags.fresh],
    picture: picture('coffeeBag', 'slate', 'plinth', 'moon'),
    variants: [
      single(
        'SE-CELLAR-7',
        text('250 克', '250 g'),
        40,
        points(9800),
        forTier('diamond', 9000, text('钻石价', 'Diamond price')),
      ),
    ],
    featured: 77,
  },
  {
    handle: 'first-frost-mug',
    kind: 'physical',
    category: 'gear',
    zones: ['new-arrivals'],
    title: text('初霜对杯', 'First frost mugs'),
    summary: text('釉里有一层薄霜，金卡提前一天开兑', 'Frost in the glaze; yours a day early with gold'),
    description: text(
      '一深一浅两只杯子，窑里多待了半天，釉面结出细细的霜花。每一窑的花都不同，拿到的那一对只有你有。',
      'One dark, one light, and half a day longer in the kiln than usual, until the glaze grew frost. No two firings look alike, so the pair you get is yours alone.',
    ),
    supplier: '檐雀器物 Sparrow & Eave Goods',
    tags: [tags.handmade, tags.gift],
    picture: picture('mug', 'mist', 'confetti', 'flower'),
    variants: [single('HA-FROST-2', text('一对', 'A pair'), 60, points(4800), pointsAndCash(1800, 30))],
    onSaleFrom: { days: 1 },
    featured: 85,
  },
];
