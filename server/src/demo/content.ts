import type { DemoMember, DemoReward } from './demo.types.js';
import { renderPicture } from './picture.js';
import { demoPrograms } from './programs.js';

const rewards: ReadonlyMap<string, DemoReward> = new Map(
  demoPrograms.flatMap((program) => program.rewards).map((reward) => [reward.handle, reward]),
);

/** Handles are unique across both brands, so that a picture's address needs no brand. */
export const demoContent = {
  members(programHandle: string): readonly DemoMember[] {
    return demoPrograms.find((program) => program.handle === programHandle)?.members ?? [];
  },
  picture(handle: string): string | null {
    const reward = rewards.get(handle);
    return reward ? renderPicture(reward) : null;
  },
};
