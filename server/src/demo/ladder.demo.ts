import type { ProgramRulesInput } from '../program/rules.js';
import type { Text } from './demo.types.js';
import { text } from './wording.js';

export interface DemoLadder {
  /** What each step takes off rewards, in percent. */
  readonly silver: number;
  readonly gold: number;
  readonly diamond: number;
  /** How those who have dedicated service reach it. */
  readonly goldContact: Text;
  readonly diamondContact: Text;
}

export const sparrowLadder: DemoLadder = {
  silver: 2,
  gold: 3,
  diamond: 5,
  goldContact: text(
    '檐雀管家：微信 sparrow-eave，工作日 9:00–18:00',
    'Your Sparrow & Eave host: WeChat sparrow-eave, weekdays 9 am to 6 pm',
  ),
  diamondContact: text(
    '檐雀管家：400-000-0217，每天 8:00–22:00',
    'Your Sparrow & Eave host: 400-000-0217, every day 8 am to 10 pm',
  ),
};

export const ridgeleafLadder: DemoLadder = {
  silver: 1,
  gold: 3,
  diamond: 5,
  goldContact: text(
    '岭叶茶师：微信 ridgeleaf，每天 10:00–18:00',
    'Your tea master: WeChat ridgeleaf, every day 10 am to 6 pm',
  ),
  diamondContact: text('岭叶茶师：400-000-0318，随时', 'Your tea master: 400-000-0318, at any hour'),
};

/** The steps every mall starts with, each with something that lowers what rewards cost. */
export function ladderRules(ladder: DemoLadder): NonNullable<ProgramRulesInput['tiers']> {
  const tiers = [
    {
      key: 'silver',
      title: text('银卡', 'Silver'),
      from: 1_000,
      benefits: { discountPercent: ladder.silver, birthdayPoints: 100 },
    },
    {
      key: 'gold',
      title: text('金卡', 'Gold'),
      from: 5_000,
      benefits: {
        discountPercent: ladder.gold,
        earlyAccessHours: 24,
        birthdayPoints: 300,
        freeShipping: true,
        dedicatedService: true,
        serviceContact: ladder.goldContact,
      },
    },
    {
      key: 'diamond',
      title: text('钻石', 'Diamond'),
      from: 20_000,
      benefits: {
        discountPercent: ladder.diamond,
        earlyAccessHours: 48,
        birthdayPoints: 1_000,
        freeShipping: true,
        dedicatedService: true,
        serviceContact: ladder.diamondContact,
      },
    },
  ];
  return [{ version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', rules: { tiers } }];
}
