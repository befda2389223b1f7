import type { DemoReward } from './demo.types.js';
import { coffeeRewards } from './rewards.coffee.js';
import { gearRewards } from './rewards.gear.js';
import { homeRewards } from './rewards.home.js';
import { eventRewards, serviceRewards } from './rewards.outings.js';
import { partnerRewards } from './rewards.partners.js';
import { ridgeleafRewards } from './rewards.ridgeleaf.js';
import { tierRewards } from './rewards.tiers.js';
import { treatRewards } from './rewards.treats.js';
import { voucherRewards } from './rewards.vouchers.js';
import { wearRewards } from './rewards.wear.js';

/** Everything a demo mall offers, by the handle of its program. */
export const rewardsByProgram = {
  'sparrow-eave': [
    ...coffeeRewards,
    ...gearRewards,
    ...homeRewards,
    ...wearRewards,
    ...treatRewards,
    ...voucherRewards,
    ...serviceRewards,
    ...eventRewards,
    ...tierRewards,
    ...partnerRewards,
  ],
  ridgeleaf: ridgeleafRewards,
} satisfies Record<string, readonly DemoReward[]>;
