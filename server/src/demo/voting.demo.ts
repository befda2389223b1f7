import type { RelativeDay, Text } from './demo.types.js';
import type { Picture } from './picture.js';
import { picture, text } from './wording.js';

export type DemoCandidate = {
  readonly handle: string;
  readonly title: Text;
  readonly summary: Text;
  readonly description: Text;
  readonly picture: Picture;
  readonly points: number;
  readonly stock: number;
  readonly category: string;
  readonly zones: readonly string[];
};

/** A campaign of the demo, with the ballots of a handful of members. */
export type DemoCampaign = {
  readonly handle: string;
  readonly title: Text;
  readonly summary: Text;
  readonly story: Text;
  readonly picture: Picture;
  readonly weighting: 'ballot' | 'counted' | 'spent';
  readonly changeable: boolean;
  readonly hidden: boolean;
  readonly asksQuantity: boolean;
  /** The lowest tier that may vote; absent: everybody. */
  readonly tier?: string;
  readonly ends: RelativeDay;
  readonly launches: RelativeDay;
  readonly candidates: readonly DemoCandidate[];
  /** For the candidate in this place; points where they are put in. */
  readonly ballots: readonly {
    readonly customerId: string;
    readonly place: number;
    readonly points: number;
    readonly quantity: number;
  }[];
  /** Ended by its operator, with the winner on the shelf. */
  readonly closed?: boolean;
};

const ballot = (customerId: string, place: number, more: { points?: number; quantity?: number } = {}) => ({
  customerId,
  place,
  points: more.points ?? 0,
  quantity: more.quantity ?? 0,
});

const coffee = { points: 3600, stock: 120, category: 'coffee', zones: ['new-arrivals'] };

const winterBean: DemoCampaign = {
  handle: 'winter-bean',
  title: text('冬天喝哪支豆？', 'Which bean for winter?'),
  summary: text('票数最多的那支，十二月开烘', 'The one with the most ballots is roasted in December'),
  story: text(
    '烘豆师阿默试了九支，留下三支拿不定主意。\n每人一票，结束前都可以改投；顺便告诉我们你会换几包，好决定烘多少。',
    'Our roaster Mo tried nine and could not decide between the last three.\nOne ballot each, and you may change it until the end. Tell us how many bags you would like, so that we know how much to roast.',
  ),
  picture: picture('grinder', 'dusk', 'hills', 'star'),
  weighting: 'ballot',
  changeable: true,
  hidden: false,
  asksQuantity: true,
  ends: { days: 6 },
  launches: { days: 16 },
  candidates: [
    {
      ...coffee,
      handle: 'yunnan-natural',
      title: text('云南日晒', 'Yunnan natural'),
      summary: text('红糖、话梅、一点酒香', 'Brown sugar, dried plum, a hint of wine'),
      description: text(
        '孟连的日晒豆，中浅烘，二百克。冷下来像一杯话梅茶。',
        'A sun-dried bean from Menglian, roasted medium-light, 200 g. As it cools it turns into plum tea.',
      ),
      picture: picture('coffeeBag', 'ember', 'hills', 'sun'),
    },
    {
      ...coffee,
      handle: 'yirgacheffe-washed',
      title: text('耶加雪菲', 'Yirgacheffe'),
      summary: text('茉莉、柠檬、红茶尾韵', 'Jasmine, lemon, a finish of black tea'),
      description: text(
        '水洗耶加，浅烘，二百克。适合不加班的上午。',
        'A washed Yirgacheffe, lightly roasted, 200 g. For mornings without meetings.',
      ),
      picture: picture('coffeeBag', 'mint', 'window', 'flower'),
    },
    {
      ...coffee,
      handle: 'sumatra-dark',
      title: text('苏门答腊', 'Sumatra'),
      summary: text('可可、雪松，厚得像毛衣', 'Cocoa, cedar, and as thick as a jumper'),
      description: text(
        '湿刨法曼特宁，深烘，二百克。加奶不会输。',
        'A wet-hulled Mandheling, dark, 200 g. Stands up to any amount of milk.',
      ),
      picture: picture('coffeeBag', 'forest', 'arch', 'leaf'),
    },
  ],
  ballots: [
    ballot('guyu', 0, { quantity: 2 }),
    ballot('aju', 0, { quantity: 3 }),
    ballot('lizi', 2, { quantity: 1 }),
    ballot('bailu', 1, { quantity: 1 }),
  ],
};

const cup = { points: 5200, stock: 60, category: 'gear', zones: ['limited'] };

const cupGlaze: DemoCampaign = {
  handle: 'cup-glaze',
  title: text('新杯子烧什么釉？', 'Which glaze for the new cup?'),
  summary: text(
    '投入积分为喜欢的釉色加票，结果最后揭晓',
    'Put points behind the glaze you love; told at the end',
  ),
  story: text(
    '景德镇的窑只排到一天，只能烧一种釉。\n投入的积分就是票数，不退还；结束之前谁也看不到比分，我们也一样忍着不看。',
    'The kiln in Jingdezhen has one day for us, and one day is one glaze.\nThe points you put in are your votes and are not given back. Nobody sees the score before the end, and we try not to look either.',
  ),
  picture: picture('mendedCup', 'teal', 'rings', 'drop'),
  weighting: 'spent',
  changeable: true,
  hidden: true,
  asksQuantity: false,
  ends: { days: 12 },
  launches: { days: 40 },
  candidates: [
    {
      ...cup,
      handle: 'cup-celadon',
      title: text('梅子青', 'Plum celadon'),
      summary: text('雨过天青那一点点绿', 'The green that is left after rain'),
      description: text('梅子青釉手捏杯，二百毫升。', 'A pinched cup in plum celadon, 200 ml.'),
      picture: picture('mug', 'sage', 'rings', 'leaf'),
    },
    {
      ...cup,
      handle: 'cup-tenmoku',
      title: text('油滴天目', 'Oil-spot tenmoku'),
      summary: text('夜里有星星', 'A night with stars in it'),
      description: text('油滴天目釉手捏杯，二百毫升。', 'A pinched cup in oil-spot tenmoku, 200 ml.'),
      picture: picture('mug', 'night', 'rings', 'star'),
    },
  ],
  ballots: [ballot('guyu', 1, { points: 800 }), ballot('aju', 0, { points: 500 })],
};

const pastry = { points: 980, stock: 80, category: 'treats', zones: ['festival'] };

const autumnPastry: DemoCampaign = {
  handle: 'autumn-pastry',
  title: text('秋天的点心选哪样？', 'Which pastry for autumn?'),
  summary: text('已经选好了：谢谢投票的每一位', 'It has been chosen: thank you, everybody'),
  story: text(
    '点心师傅做了两样，请大家尝过再投。选中的那一样，下周起可以兑换。',
    'Our baker made two, you tasted, you voted. The one you chose can be exchanged from next week.',
  ),
  picture: picture('cookies', 'ochre', 'sun', 'leaf'),
  weighting: 'ballot',
  changeable: true,
  hidden: false,
  asksQuantity: true,
  ends: { days: 2 },
  launches: { days: 9 },
  candidates: [
    {
      ...pastry,
      handle: 'osmanthus-rice-cake',
      title: text('桂花米糕', 'Osmanthus rice cake'),
      summary: text('蒸出来的软，桂花蜜的甜', 'Steamed soft, sweet with osmanthus honey'),
      description: text(
        '水磨米粉现蒸，淋一勺桂花蜜，四块一盒。当天吃完最好。',
        'Stone-ground rice, steamed to order, with a spoon of osmanthus honey. Four to a box, best on the day.',
      ),
      picture: picture('carton', 'honey', 'sun', 'flower'),
    },
    {
      ...pastry,
      handle: 'walnut-tart',
      title: text('核桃小挞', 'Walnut tart'),
      summary: text('脆的壳，粘牙的馅', 'A crisp shell and a filling that sticks'),
      description: text('云南核桃与红糖，六枚一盒。', 'Yunnan walnuts and brown sugar, a box of six.'),
      picture: picture('croissant', 'cocoa', 'hills', 'moon'),
    },
  ],
  ballots: [
    ballot('xiaoman', 0, { quantity: 2 }),
    ballot('guyu', 0, { quantity: 1 }),
    ballot('lizi', 1, { quantity: 1 }),
  ],
  closed: true,
};

const tea = { points: 880, stock: 90, category: 'tea', zones: ['picked-now'] };

const ridgeTea: DemoCampaign = {
  handle: 'ridge-tea',
  title: text('明年春茶留哪一座山？', 'Which ridge for next spring’s tea?'),
  summary: text('按现有积分计权，不扣积分', 'Weighs as much as the points you have; none are taken'),
  story: text(
    '两座山的茶农都愿意为我们留一片。走得越多的人，说话越有分量：有多少积分就算多少票，投票不会扣掉它们。',
    'Growers on two ridges would keep a plot for us. Whoever has walked more has more to say: your points are your votes, and voting takes none of them.',
  ),
  picture: picture('trailhead', 'moss', 'hills', 'leaf'),
  weighting: 'counted',
  changeable: true,
  hidden: false,
  asksQuantity: false,
  ends: { days: 9 },
  launches: { days: 120 },
  candidates: [
    {
      ...tea,
      handle: 'cloud-ridge-tea',
      title: text('云上坪', 'Cloud terrace'),
      summary: text('海拔一千二，雾重，茶甜', 'At 1,200 m: heavy mist, sweet tea'),
      description: text('云上坪头春绿茶，五十克。', 'First spring green tea of the cloud terrace, 50 g.'),
      picture: picture('tin', 'mist', 'hills', 'mountain'),
    },
    {
      ...tea,
      handle: 'stone-ridge-tea',
      title: text('石门坎', 'Stone gate'),
      summary: text('石缝里长的，香气硬朗', 'Grown between rocks, with a firm scent'),
      description: text('石门坎头春绿茶，五十克。', 'First spring green tea of the stone gate, 50 g.'),
      picture: picture('tin', 'slate', 'sun', 'mountain'),
    },
  ],
  ballots: [ballot('songguo', 0), ballot('yunduo', 1)],
};

const tasting = { points: 1600, stock: 24, category: 'coffee', zones: ['limited'] };

const goldTasting: DemoCampaign = {
  handle: 'gold-tasting',
  title: text('金卡品鉴夜喝什么？', 'What shall the gold evening taste?'),
  summary: text('金卡和钻石会员来定', 'For gold and diamond members to decide'),
  story: text(
    '一月有一晚只为老朋友留灯，十二个座位，一支平时不卖的豆。\n喝哪一支，由金卡及以上的会员投票决定。',
    'One evening in January the lights stay on for old friends: twelve seats and a bean that is never on sale.\nWhich one it will be is for gold members and above to decide.',
  ),
  picture: picture('mug', 'honey', 'rings', 'star'),
  weighting: 'ballot',
  changeable: true,
  hidden: false,
  asksQuantity: false,
  tier: 'gold',
  ends: { days: 15 },
  launches: { days: 45 },
  candidates: [
    {
      ...tasting,
      handle: 'geisha-evening',
      title: text('巴拿马瑰夏', 'Panama Geisha'),
      summary: text('茉莉花和佛手柑', 'Jasmine and bergamot'),
      description: text('瑰夏品鉴一席，三种冲法。', 'A seat at the Geisha tasting, brewed three ways.'),
      picture: picture('tin', 'night', 'window', 'flower'),
    },
    {
      ...tasting,
      handle: 'aged-pu-erh-evening',
      title: text('老班章古树咖啡', 'Old-tree coffee of Banzhang'),
      summary: text('木香，回甘很长', 'Cedar, and a long sweet finish'),
      description: text('古树咖啡品鉴一席，三种冲法。', 'A seat at the old-tree tasting, brewed three ways.'),
      picture: picture('tin', 'forest', 'hills', 'mountain'),
    },
  ],
  ballots: [ballot('guyu', 0)],
};

export const sparrowCampaigns: readonly DemoCampaign[] = [winterBean, cupGlaze, goldTasting, autumnPastry];
export const ridgeleafCampaigns: readonly DemoCampaign[] = [ridgeTea];
