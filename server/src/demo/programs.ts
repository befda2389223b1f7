import type { DemoProgram } from './demo.types.js';
import { ridgeleafPools, sparrowPools } from './crowdfunding.demo.js';
import { ridgeleafProjects, sparrowProjects } from './donation.demo.js';
import { ridgeleafLadder, sparrowLadder } from './ladder.demo.js';
import { ridgeleafMembers, sparrowMembers } from './members.js';
import { rewardsByProgram } from './rewards.js';
import { ridgeleafCampaigns, sparrowCampaigns } from './voting.demo.js';
import { text } from './wording.js';

const sparrowEave: DemoProgram = {
  handle: 'sparrow-eave',
  name: text('檐雀咖啡', 'Sparrow & Eave'),
  tagline: text('屋檐下的一杯好咖啡，和一点好生活', 'Good coffee under the eaves, and a little good living'),
  defaultLanguage: 'zh',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  keys: { publishable: 'pk_demo', secret: 'sk_demo', partner: 'pt_demo' },
  rules: { pointsPerCurrencyUnit: 100, purchase: { categories: { coffee: 3, bakery: 2 } } },
  ladder: sparrowLadder,
  shippingTerms: text('运费 8 元，收货时付给快递员', 'Shipping is 8 yuan, paid to the courier at the door'),
  categories: [
    { key: 'coffee', title: text('咖啡豆与挂耳', 'Beans & drip bags') },
    { key: 'vouchers', title: text('饮品券与会员', 'Vouchers & passes') },
    { key: 'gear', title: text('杯子与器具', 'Cups & gear') },
    { key: 'treats', title: text('点心好物', 'Bakes & bites') },
    { key: 'home', title: text('家居生活', 'Home') },
    { key: 'wear', title: text('穿戴随身', 'Wear & carry') },
    { key: 'services', title: text('课程与服务', 'Classes & services') },
    { key: 'events', title: text('活动席位', 'Events') },
    { key: 'partners', title: text('里程与伙伴', 'Miles & partners') },
  ],
  zones: [
    {
      key: 'newcomer',
      title: text('新人见面礼', 'Hello, newcomer'),
      description: text('200 积分以内，第一次就能换到手', 'Under 200 points, yours on the very first day'),
    },
    {
      key: 'new-arrivals',
      title: text('新鲜上架', 'Just in'),
      description: text('刚刚摆上货架，还带着纸箱的味道', 'Fresh on the shelf, still smelling of cardboard'),
    },
    {
      key: 'limited',
      title: text('限量珍藏', 'Limited'),
      description: text('数得清的数量，换一件少一件', 'Small numbers, counting down as you watch'),
    },
    {
      key: 'one-cup',
      title: text('一杯咖啡以内', 'Less than a cup'),
      description: text('2,000 积分以内的小确幸', 'Small pleasures under 2,000 points'),
    },
    {
      key: 'festival',
      title: text('节日心意', 'Festive season'),
      description: text('送给别人，也送给自己', 'For someone you love, or for you'),
    },
    {
      key: 'gold-salon',
      title: text('金卡沙龙', 'The gold salon'),
      description: text(
        '为金卡与钻石会员留的座位和好物',
        'Seats and things kept for gold and diamond members',
      ),
      tier: 'gold',
    },
    {
      key: 'trial',
      title: text('试一试', 'Try it out'),
      description: text('试上架三十天，去留由你们决定', 'Here for thirty days; you decide what stays'),
    },
  ],
  rewards: rewardsByProgram['sparrow-eave'],
  projects: sparrowProjects,
  campaigns: sparrowCampaigns,
  pools: sparrowPools,
  members: sparrowMembers,
};

const ridgeleaf: DemoProgram = {
  handle: 'ridgeleaf',
  name: text('岭叶', 'Ridgeleaf'),
  tagline: text('一壶茶，一座山', 'One pot of tea, one mountain'),
  defaultLanguage: 'zh',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  keys: { publishable: 'pk_demo2', secret: 'sk_demo2', partner: 'pt_demo2' },
  rules: { pointsPerCurrencyUnit: 10, purchase: { pointsPerUnit: 1, categories: { tea: 2 } } },
  ladder: ridgeleafLadder,
  shippingTerms: text('运费到付', 'Shipping is paid on delivery'),
  categories: [
    { key: 'tea', title: text('茶与茶器', 'Tea & teaware') },
    { key: 'trail', title: text('山行装备', 'Trail gear') },
    { key: 'outings', title: text('上山去', 'Outings') },
  ],
  zones: [
    {
      key: 'picked-now',
      title: text('当季', 'In season'),
      description: text('这个季节，山里正好', 'What the mountain is good at right now'),
    },
    {
      key: 'small-pack',
      title: text('轻装', 'Travel light'),
      description: text('背包里还剩一点位置', 'For the last free corner of your pack'),
    },
  ],
  rewards: rewardsByProgram.ridgeleaf,
  projects: ridgeleafProjects,
  campaigns: ridgeleafCampaigns,
  pools: ridgeleafPools,
  members: ridgeleafMembers,
};

/** The two demo brands; the first one is what visitors see at the front door. */
export const demoPrograms: readonly DemoProgram[] = [sparrowEave, ridgeleaf];
