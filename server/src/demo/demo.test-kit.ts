import type { DemoPricePlan, DemoReward, DemoVariant } from './demo.types.js';
import { demoPrograms } from './programs.js';

export const rewards = demoPrograms.flatMap((program) => program.rewards);
export const variantsOf = (list: readonly DemoReward[]): DemoVariant[] =>
  list.flatMap((reward) => reward.variants);
export const plansOf = (list: readonly DemoReward[]): DemoPricePlan[] =>
  variantsOf(list).flatMap((variant) => variant.pricePlans);

/** What stands more than once in a list. */
export const twice = (list: readonly string[]) => list.filter((one, index) => list.indexOf(one) !== index);

/** The handles of the things that do not keep a rule. */
export const handlesBreaking = <Thing extends { handle: string }>(
  list: readonly Thing[],
  keeps: (one: Thing) => boolean,
): string[] => list.filter((one) => !keeps(one)).map((one) => one.handle);

export const breaking = (keeps: (reward: DemoReward) => boolean, list: readonly DemoReward[] = rewards) =>
  handlesBreaking(list, keeps);
