import type { RelativeDay, Text } from './demo.types.js';
import type { Picture } from './picture.js';
import { picture, text } from './wording.js';

export type DemoNews = {
  readonly told: RelativeDay;
  readonly title: Text;
  readonly body: Text;
  /** Where there is one, it has an address of its own. */
  readonly shown?: { readonly handle: string; readonly picture: Picture };
};

/** A good cause of the demo; who gets what is given is invented. */
export type DemoProject = {
  readonly handle: string;
  readonly title: Text;
  readonly summary: Text;
  readonly story: Text;
  readonly recipient: Text;
  readonly picture: Picture;
  readonly goal: number;
  readonly overFunding: 'accept' | 'stop';
  readonly least: number;
  readonly endsIn?: RelativeDay;
  readonly milestones: readonly { readonly points: number; readonly title: Text }[];
  /** In the order in which they came; each member is granted just as much before. */
  readonly gifts: readonly {
    readonly customerId: string;
    readonly points: number;
    readonly anonymous: boolean;
  }[];
  readonly news: readonly DemoNews[];
  /** Paid out, with this statement. */
  readonly settled?: Text;
};

const gift = (customerId: string, points: number, anonymous = false) => ({ customerId, points, anonymous });

const readingRooms: DemoProject = {
  handle: 'spring-reading-rooms',
  title: text('山里的春天阅览室', 'Reading rooms for the hills'),
  summary: text(
    '给三所乡村小学各建一间看得见窗外的阅览室',
    'A reading room with a view for each of three village schools',
  ),
  story: text(
    '青禾、石桥、半坡三所小学加起来不到两百个孩子，书放在教室后面的纸箱里。\n每攒够一段，就先把那一段做完：先打书架，再添书，最后把三间空教室刷白、装灯、摆上坐垫。\n积分由檐雀按面值换成现金，直接付给木工和书店，每一笔都会在这里说清楚。',
    'The three schools of Qinghe, Stone Bridge and Halfway have fewer than two hundred children between them, and keep their books in boxes at the back of class.\nWe build in steps: shelves first, then books, and at last three empty classrooms are painted, lit and given cushions.\nSparrow & Eave pays the carpenter and the bookshop what the points are worth, and every payment is told here.',
  ),
  recipient: text('青禾、石桥、半坡三所乡村小学', 'Three village schools: Qinghe, Stone Bridge and Halfway'),
  picture: picture('lamp', 'sky', 'window', 'star'),
  goal: 100_000,
  overFunding: 'accept',
  least: 10,
  milestones: [
    { points: 30_000, title: text('三面书架', 'Shelves') },
    { points: 60_000, title: text('第一千册书', 'The thousandth book') },
    { points: 100_000, title: text('三间阅览室', 'All three rooms') },
  ],
  gifts: [gift('guyu', 30_000), gift('xiaoman', 8_400, true), gift('aju', 12_000), gift('lizi', 18_000)],
  news: [
    {
      told: { days: -9 },
      title: text('书架上墙了', 'The shelves are up'),
      body: text(
        '半坡小学的孩子帮着扶了梯子，木工师傅说这是他装过最热闹的一面墙。',
        'The children of Halfway held the ladder. The carpenter says no wall of his was ever so loud.',
      ),
      shown: { handle: 'reading-rooms-shelves', picture: picture('notebook', 'honey', 'window', 'book') },
    },
    {
      told: { days: -2 },
      title: text('第一千册是一本《昆虫记》', 'Book one thousand is about insects'),
      body: text(
        '书单由三所学校的孩子自己投票选出，科普排在童话前面。',
        'The children chose the list themselves, and put science before fairy tales.',
      ),
    },
  ],
};

const swallowsNest: DemoProject = {
  handle: 'swallows-nest',
  title: text('给燕子留个窝', 'Nests for swallows'),
  summary: text('老街换屋檐，燕窝先安好', 'The old street gets new eaves, and the nests come first'),
  story: text(
    '店所在的老街要翻修屋檐，四十二个燕窝没有地方去。\n我们请社区的护鸟小队量好尺寸，在新檐下先钉好木托和人工巢，等燕子春天回来。',
    'The eaves of our street are being renewed, and forty-two nests had nowhere to go.\nThe neighbourhood bird wardens measured each and put up ledges and nest cups under the new eaves, ready for spring.',
  ),
  recipient: text('柳岸街护鸟小队', 'The bird wardens of Willowbank Street'),
  picture: picture('plant', 'honey', 'sun', 'bird'),
  goal: 8_000,
  overFunding: 'stop',
  least: 10,
  milestones: [{ points: 4_000, title: text('二十一个木托', 'Twenty-one ledges') }],
  gifts: [gift('guyu', 3_000), gift('aju', 2_000, true), gift('lizi', 3_000)],
  news: [
    {
      told: { days: -20 },
      title: text('四十二个，一个不少', 'All forty-two are up'),
      body: text('最后一个装在我们自己店门口。', 'The last one hangs over our own door.'),
    },
  ],
  settled: text(
    '已向柳岸街护鸟小队支付材料费 80 元，用于木托与人工巢。',
    'We paid the bird wardens 80 yuan for ledges and nest cups.',
  ),
};

const trailRepair: DemoProject = {
  handle: 'trail-repair',
  title: text('修一段山路', 'Mend the trail'),
  summary: text(
    '雨季冲坏的三百级石阶，一级一级补回来',
    'Three hundred steps the rains took, put back one by one',
  ),
  story: text(
    '去年雨季，北坡的石阶被冲掉了三百级。\n护林队的老乡农闲时来修，石料就地取，积分换成工钱和茶饭。',
    'Last year the rains took three hundred stone steps from the north slope.\nThe rangers mend them when the fields are quiet, with stone from the slope; the points become their wages and their meals.',
  ),
  recipient: text('北坡护林队', 'The rangers of the north slope'),
  picture: picture('trailhead', 'pine', 'rings', 'leaf'),
  goal: 30_000,
  overFunding: 'accept',
  least: 10,
  milestones: [
    { points: 10_000, title: text('一百级', 'A hundred steps') },
    { points: 20_000, title: text('两百级', 'Two hundred steps') },
    { points: 30_000, title: text('走到山顶', 'All the way up') },
  ],
  gifts: [gift('songguo', 9_000), gift('yunduo', 6_000, true)],
  news: [
    {
      told: { days: -4 },
      title: text('第一百级铺好了', 'Step one hundred is in'),
      body: text(
        '石阶上刻了一片小小的茶叶，看你走得仔不仔细。',
        'A small tea leaf is carved in it, for those who look.',
      ),
    },
  ],
};

export const sparrowProjects: readonly DemoProject[] = [swallowsNest, readingRooms];
export const ridgeleafProjects: readonly DemoProject[] = [trailRepair];
