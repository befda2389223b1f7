import type { DemoReward } from './demo.types.js';
import { choice, picture, points, pointsAndCash, single, tags, text, variant } from './wording.js';

const supplier = '檐雀点心铺 Sparrow & Eave Bakery';

export const treatRewards: readonly DemoReward[] = [
  {
    handle: 'sea-salt-cookies',
    kind: 'physical',
    category: 'treats',
    zones: ['one-cup'],
    title: text('海盐可可曲奇', 'Sea-salt cocoa cookies'),
    summary: text('外脆里软，最后一口有海', 'Crisp edge, soft middle, a little sea at the end'),
    description: text(
      '每天早上烤一炉，六枚一盒。配美式解甜，配牛奶回到小时候。',
      'Baked every morning and boxed in sixes. With black coffee they behave; with milk you are eight years old again.',
    ),
    supplier,
    tags: [tags.bestseller],
    picture: picture('cookies', 'cocoa', 'hills'),
    variants: [single('SB-COOKIE-6', text('六枚装', 'Box of 6'), 120, points(1880))],
    featured: 34,
  },
  {
    handle: 'bean-chocolate',
    kind: 'physical',
    category: 'treats',
    zones: ['festival'],
    title: text('整颗咖啡豆巧克力', 'Whole-bean chocolate'),
    summary: text('65% 黑巧，咬得到豆子', '65% dark, and you can bite the beans'),
    description: text(
      '把烘好的豆子整颗埋进巧克力。下午犯困的时候掰一格，比闹钟温柔。',
      'Roasted beans buried whole in dark chocolate. Break off a square at the sleepy hour; it is kinder than an alarm.',
    ),
    supplier,
    tags: [tags.gift],
    picture: picture('chocolate', 'caramel', 'window'),
    variants: [single('SB-CHOC', text('80 克', '80 g'), 150, points(2400), pointsAndCash(600, 18))],
    featured: 22,
  },
  {
    handle: 'granola-jar',
    kind: 'physical',
    category: 'treats',
    zones: ['trial'],
    title: text('桂花烤燕麦', 'Osmanthus granola'),
    summary: text('倒在酸奶上，早餐就算认真了', 'Over yoghurt, and breakfast counts as an effort'),
    description: text(
      '大片燕麦、核桃、南瓜籽，用桂花蜜慢烤。吃完把玻璃罐带回店里，我们替你续满下一罐。',
      'Rolled oats, walnuts and pumpkin seeds, slowly toasted with osmanthus honey. Bring the glass jar back to the shop for a refill.',
    ),
    supplier,
    tags: [tags.green],
    picture: picture('jar', 'honey', 'sun', 'flower'),
    variants: [
      single('SB-GRANOLA', text('300 克罐装', '300 g jar'), 80, points(2900), pointsAndCash(800, 21)),
    ],
    featured: 16,
  },
  {
    handle: 'nut-bar',
    kind: 'physical',
    category: 'treats',
    zones: ['trial'],
    title: text('楼梯间坚果棒', 'Stairwell nut bar'),
    summary: text('两场会议之间，三口的事', 'Three bites between two meetings'),
    description: text(
      '不用黏牙的糖浆，用椰枣。试吃价上架三十天，好不好吃由你们说了算。',
      'Held together by dates instead of sticky syrup. On trial for thirty days at a tasting price: you decide whether it stays.',
    ),
    supplier,
    tags: [text('试吃', 'Tasting')],
    picture: picture('bar', 'moss', 'sun', 'leaf'),
    variants: [
      variant(
        'SB-BAR-NUT',
        [choice(text('口味', 'Flavour'), '核桃海盐', 'Walnut & sea salt')],
        200,
        points(390),
      ),
      variant(
        'SB-BAR-FIG',
        [choice(text('口味', 'Flavour'), '无花果黑芝麻', 'Fig & black sesame')],
        200,
        points(390),
      ),
    ],
    limit: { quantity: 4, period: 'week' },
    featured: 28,
  },
  {
    handle: 'bakers-surprise',
    kind: 'physical',
    category: 'treats',
    zones: ['limited'],
    title: text('烘焙师的惊喜袋', 'The baker’s surprise bag'),
    summary: text('打烊前的面包，换一个好去处', 'End-of-day bread in search of a good home'),
    description: text(
      '每天傍晚，把没卖完的面包装成一袋，里面是什么看缘分，价值总在二十元以上。到店自取，不浪费一只可颂。',
      'Each evening we bag up what is left on the shelf. You will not know what is inside, only that it is worth more than twenty yuan. Collect in store; no croissant left behind.',
    ),
    supplier,
    tags: [tags.green, tags.pickup],
    picture: picture('croissant', 'honey', 'arch'),
    variants: [single('SB-SURPRISE', text('一袋', 'One bag'), 40, points(790))],
    limit: { quantity: 1, period: 'day' },
    featured: 50,
  },
];
