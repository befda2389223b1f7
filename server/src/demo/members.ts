import type { DemoMember } from './demo.types.js';
import { text } from './wording.js';

const welcome = text('欢迎积分', 'Welcome points');
const anniversary = text('入会周年礼', 'Anniversary gift');

export const sparrowMembers: readonly DemoMember[] = [
  {
    customerId: 'xiaoman',
    displayName: text('小满', 'Xiaoman'),
    note: text('每天一杯拿铁，积分够换好几样小东西', 'A latte a day, and points for a few nice things'),
    past: { joined: { days: -210 }, checkIns: 6 },
    // 60 short of silver, with what the demo's gift and ballot count.
    standing: { tier: null, spendMinor: 100_000, units: 612 },
    birthday: { days: 40 },
    grants: [
      { points: 6800, note: anniversary, expires: null },
      { points: 1200, note: text('春日活动奖励', 'Spring campaign bonus'), expires: { days: 20 } },
      { points: 300, note: welcome, expires: { days: 6 } },
    ],
    purchases: [
      {
        orderId: 'DEMO-XM-0001',
        purchased: { days: -12 },
        lines: [
          { category: 'coffee', amountMinor: 5600 },
          { category: 'bakery', amountMinor: 2400 },
        ],
      },
      {
        orderId: 'DEMO-XM-0002',
        purchased: { days: -3 },
        lines: [{ category: 'coffee', amountMinor: 3200 }],
      },
    ],
  },
  {
    customerId: 'guyu',
    displayName: text('谷雨', 'Guyu'),
    note: text('攒了两年，什么都换得起', 'Two years of saving: can have anything here'),
    past: { joined: { days: -800 }, checkIns: 29 },
    // 86 % of the way to diamond, with what the demo's gifts and ballots count.
    standing: {
      tier: { key: 'gold', since: { days: -100 }, until: { days: 265 } },
      spendMinor: 2_500_000,
      units: 7_070,
    },
    birthday: { days: 0 },
    grants: [
      { points: 40000, note: text('年度心意回馈', 'Yearly thank-you'), expires: null },
      { points: 15000, note: anniversary, expires: { days: 200 } },
      { points: 5000, note: text('老朋友专享', 'For an old friend'), expires: { days: 25 } },
    ],
    purchases: [],
  },
  {
    customerId: 'douding',
    displayName: text('豆丁', 'Douding'),
    note: text(
      '刚来，只有 80 积分，先看看新人专区',
      'Just arrived with 80 points; the newcomer shelf awaits',
    ),
    grants: [{ points: 80, note: welcome, expires: null }],
    purchases: [],
  },
  {
    customerId: 'bailu',
    displayName: text('白露', 'Bailu'),
    note: text('还没有积分，从签到开始', 'No points yet; a check-in is a good start'),
    grants: [],
    purchases: [],
  },
  {
    customerId: 'lizi',
    displayName: text('栗子', 'Lizi'),
    note: text('大半积分这周到期，正在想换什么', 'Most of the points expire this week; decisions, decisions'),
    grants: [
      { points: 2600, note: text('秋日双倍奖励', 'Autumn double points'), expires: { days: 3 } },
      { points: 900, note: text('生日礼', 'Birthday gift'), expires: { days: 7 } },
      { points: 500, note: welcome, expires: null },
    ],
    purchases: [
      {
        orderId: 'DEMO-LZ-0001',
        purchased: { days: -8 },
        lines: [{ category: 'bakery', amountMinor: 8800 }],
      },
    ],
  },
  {
    customerId: 'aju',
    displayName: text('阿橘', 'Aju'),
    note: text('器具控，喜欢积分加现金', 'Loves gear, happiest paying part points, part cash'),
    past: { joined: { days: -380 }, checkIns: 2 },
    // In the keep-sprint, and not safe yet.
    standing: {
      tier: { key: 'silver', since: { days: -353 }, until: { days: 12 } },
      spendMinor: 80_000,
      units: 60,
    },
    birthday: { days: 3 },
    grants: [
      { points: 12000, note: text('咖啡学堂结业礼', 'Barista course graduation'), expires: { days: 120 } },
      { points: 1500, note: text('晒单奖励', 'Thanks for the photos'), expires: null },
    ],
    purchases: [
      {
        orderId: 'DEMO-AJ-0001',
        purchased: { days: -30 },
        lines: [
          { category: 'gear', amountMinor: 26800 },
          { category: 'coffee', amountMinor: 9600 },
        ],
      },
      {
        orderId: 'DEMO-AJ-0002',
        purchased: { days: -1 },
        lines: [{ category: 'coffee', amountMinor: 4800 }],
      },
    ],
  },
];

export const ridgeleafMembers: readonly DemoMember[] = [
  {
    customerId: 'songguo',
    displayName: text('松果', 'Songguo'),
    note: text('每个周末都在山上', 'On a mountain every weekend'),
    grants: [
      { points: 4200, note: text('百公里徽章', 'Hundred-kilometre badge'), expires: null },
      { points: 300, note: welcome, expires: { days: 14 } },
    ],
    purchases: [
      {
        orderId: 'DEMO-SG-0001',
        purchased: { days: -6 },
        lines: [
          { category: 'trail', amountMinor: 39900 },
          { category: 'tea', amountMinor: 12800 },
        ],
      },
    ],
  },
  {
    customerId: 'yunduo',
    displayName: text('云朵', 'Yunduo'),
    note: text('只喝茶，不爬山', 'Here for the tea, not the climbing'),
    grants: [{ points: 260, note: welcome, expires: null }],
    purchases: [
      { orderId: 'DEMO-YD-0001', purchased: { days: -2 }, lines: [{ category: 'tea', amountMinor: 6800 }] },
    ],
  },
];
