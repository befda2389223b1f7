/** A word in both languages. */
export type Word = readonly [zh: string, en: string];

/** Every fourth reward is about one of the first three, so that "咖啡" and "coffee" are frequent words. */
export const things: readonly Word[] = [
  ['咖啡杯', 'coffee cup'],
  ['咖啡豆', 'coffee beans'],
  ['挂耳咖啡', 'drip coffee'],
  ['保温壶', 'thermos'],
  ['茶具', 'tea set'],
  ['帆布袋', 'tote bag'],
  ['笔记本', 'notebook'],
  ['香薰蜡烛', 'scented candle'],
  ['毛毯', 'blanket'],
  ['雨伞', 'umbrella'],
  ['耳机', 'headphones'],
  ['台灯', 'desk lamp'],
  ['背包', 'backpack'],
  ['围巾', 'scarf'],
  ['双肩包', 'rucksack'],
  ['餐盘', 'plate'],
  ['电影票', 'cinema ticket'],
  ['瑜伽垫', 'yoga mat'],
  ['充电宝', 'power bank'],
  ['花瓶', 'vase'],
  ['拼图', 'jigsaw'],
  ['手表', 'watch'],
  ['抱枕', 'cushion'],
  ['烤盘', 'baking tray'],
  ['望远镜', 'binoculars'],
  ['钢笔', 'fountain pen'],
  ['帐篷', 'tent'],
];

export const qualities: readonly Word[] = [
  ['轻便', 'light'],
  ['经典', 'classic'],
  ['手工', 'handmade'],
  ['限量', 'limited'],
  ['复古', 'vintage'],
  ['便携', 'portable'],
  ['环保', 'recycled'],
  ['迷你', 'mini'],
  ['家庭装', 'family size'],
  ['节日', 'festive'],
  ['北欧风', 'nordic'],
];

export const materials: readonly Word[] = [
  ['陶瓷', 'ceramic'],
  ['不锈钢', 'steel'],
  ['竹制', 'bamboo'],
  ['羊毛', 'wool'],
  ['玻璃', 'glass'],
  ['纯棉', 'cotton'],
  ['皮革', 'leather'],
];

export const summaries: readonly Word[] = [
  ['每天都用得上', 'Good for every day'],
  ['送给自己的心意', 'A little something for yourself'],
  ['陪你度过午后', 'For a quiet afternoon'],
  ['为周末准备', 'Ready for the weekend'],
  ['设计师合作款', 'Made with a designer'],
];

export const descriptions: readonly Word[] = [
  ['适合作为礼物，附赠贺卡', 'Makes a nice gift, with a card'],
  ['三日内发货，七天可退换', 'Sent within three days, taken back for a week'],
  ['当地工坊小批量制作', 'Made in small batches by a local workshop'],
  ['适合办公室，清洗方便', 'For the office, easy to clean'],
  ['包装不含塑料', 'Packed without plastic'],
  ['数量有限，先到先得', 'Only while it lasts'],
];

export const categories: readonly Word[] = [
  ['居家生活', 'Home'],
  ['美食饮品', 'Food and drink'],
  ['户外运动', 'Outdoors'],
  ['数码配件', 'Gadgets'],
  ['文具礼品', 'Stationery'],
  ['旅行出行', 'Travel'],
  ['亲子时光', 'Family'],
  ['演出门票', 'Tickets'],
];

export const tags: readonly Word[] = [
  ['新品', 'new'],
  ['热门', 'popular'],
  ['会员专享', 'members'],
  ['低积分', 'bargain'],
];

// Characters that no other list has, so that how often a name made of them is found is decided by whoever makes it.
const nameCharacters = Array.from(
  '岚璟屿澈沐霁昀翎珞彦槿泠曦蔚衡筠骁甯笙澜颢湛洛缇珂昭瑾弦淳楠峤漪隽珩劭郗昶枳珣翊',
);
const syllables = [
  'ka',
  'lo',
  'mi',
  're',
  'su',
  'ta',
  'vo',
  'ne',
  'zi',
  'du',
  'fa',
  'ho',
  'ju',
  'qui',
  'xe',
  'py',
];

/** The nth name that nothing else has: two or three characters, and a word of five syllables. */
export function nameOf(nth: number, characters: 2 | 3): Word {
  return [digits(nth, nameCharacters, characters), digits(nth, syllables, 5)];
}

function digits(nth: number, alphabet: readonly string[], length: number): string {
  let text = '';
  // Scattered, so that neighbours do not begin alike; the step is prime to every power of the base.
  let rest = (nth * 7_919) % alphabet.length ** length;
  for (let place = 0; place < length; place += 1) {
    text += alphabet[rest % alphabet.length] ?? '';
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}
