import type { Allotment } from '../crowdfunding/pool.rows.js';
import type { RelativeDay, Text } from './demo.types.js';
import type { Picture } from './picture.js';
import { picture, text } from './wording.js';

/** A pool of the demo. */
export type DemoPool = {
  readonly handle: string;
  readonly title: Text;
  readonly summary: Text;
  readonly story: Text;
  readonly terms: Text;
  readonly picture: Picture;
  readonly target: number;
  readonly least: number;
  readonly most: number | null;
  readonly deadline: RelativeDay;
  readonly allotment: Allotment;
  readonly winners: number | null;
  /** What guests put in, each once, in the order in which they came; each is granted just as much before. */
  readonly pledges: readonly number[];
};

const times = (count: number, points: number) => Array.from({ length: count }, () => points);

const laPavoni: DemoPool = {
  handle: 'la-pavoni',
  title: text('一台老式拉杆咖啡机', 'An old lever espresso machine'),
  summary: text(
    '1974 年的铜色拉杆机，修好了，等一位新主人',
    'A copper lever machine of 1974, mended and waiting for somebody',
  ),
  story: text(
    '它在店里站了十一年，密封圈换过四次，拉杆上的木柄磨得发亮。\n凑满之后抽一位带它回家，附一次上门调试和半年的豆子。',
    'It stood in our shop for eleven years; the seals were changed four times, and the wooden handle shines.\nOnce the pool is full, one of you takes it home, with a visit to set it up and half a year of beans.',
  ),
  terms: text(
    '凑满后抽出一位，每一积分是一张签；没抽中的积分用于店里的咖啡教室。',
    'One of you is drawn when the pool is full; every point is a ticket. The other points pay for our coffee classes.',
  ),
  picture: picture('espressoMachine', 'clay', 'arch', 'star'),
  target: 60_000,
  least: 200,
  most: 5_000,
  deadline: { days: 9 },
  allotment: 'draw',
  winners: 1,
  pledges: [...times(5, 5_000), ...times(4, 2_500), 1_800, 1_600, 1_200, 800, 500, 300],
};

const roofGarden: DemoPool = {
  handle: 'roof-garden',
  title: text('屋顶花园晚餐', 'Dinner in the roof garden'),
  summary: text('十二个人就开席，一人一席', 'Twelve seats, and it takes place when all are taken'),
  story: text(
    '屋顶种着薄荷、番茄和一棵无花果。\n厨师只做一张长桌，凑满十二席就定日子，菜单看当天园子里有什么。',
    'Mint, tomatoes and one fig tree grow on our roof.\nThe cook lays one long table; with twelve seats taken we set the day, and the garden writes the menu.',
  ),
  terms: text(
    '每席 3,000 积分，凑满十二席，人人有座。',
    '3,000 points a seat; when all twelve are taken, everybody has one.',
  ),
  picture: picture('candle', 'forest', 'hills', 'moon'),
  target: 36_000,
  least: 3_000,
  most: 3_000,
  deadline: { days: 4 },
  allotment: 'volume',
  winners: null,
  pledges: times(7, 3_000),
};

const piano: DemoPool = {
  handle: 'piano',
  title: text('店里的旧钢琴', 'The old piano in the shop'),
  summary: text('调好音，周日谁都可以弹', 'Tuned again, for everybody on Sundays'),
  story: text(
    '钢琴是老街裁缝铺搬走时留下的，中间有九个键不响。\n积分用来请调律师和换琴槌。',
    'The tailor left it when he moved away; nine keys in the middle were silent.\nThe points pay for the tuner and for new hammers.',
  ),
  terms: text(
    '周日下午对所有人开放，先到先弹。',
    'Open to everybody on Sunday afternoons; first come, first played.',
  ),
  picture: picture('speaker', 'honey', 'window', 'note'),
  target: 12_000,
  least: 100,
  most: null,
  deadline: { days: 12 },
  allotment: 'shared',
  winners: null,
  pledges: [4_000, 2_500, 2_500, 1_800, 1_200],
};

const stove: DemoPool = {
  handle: 'stove',
  title: text('炭火小铁炉', 'The little charcoal stove'),
  summary: text('山下铁匠打的两只围炉煮茶炉', 'Two tea stoves from the smith below the hill'),
  story: text(
    '铁匠一年只打一炉铁，今年给我们留了两只。\n凑满抽两位，炉子从山下直接寄出。',
    'The smith fires his forge for us once a year, and made two stoves.\nTwo of you are drawn when the pool is full, and they are sent straight from the hill.',
  ),
  terms: text(
    '凑满后抽出两位，每一积分是一张签。',
    'Two of you are drawn when the pool is full; every point is a ticket.',
  ),
  picture: picture('kettle', 'ember', 'hills', 'mountain'),
  target: 20_000,
  least: 200,
  most: 4_000,
  deadline: { days: 6 },
  allotment: 'draw',
  winners: 2,
  pledges: [4_000, 3_600, 3_200, 2_400, 2_000, 1_600, 1_200, 1_000, 600, 400],
};

export const sparrowPools: readonly DemoPool[] = [piano, roofGarden, laPavoni];
export const ridgeleafPools: readonly DemoPool[] = [stove];
