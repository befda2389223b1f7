import type { Hands, Served } from '../program/capability.js';
import { MemberAchievements } from './achievement.resolver.js';

/** Everything of achievements that is served. They follow from what other capabilities keep, so nothing is written here. */
export function achievementCapability({ reads }: Hands): Served {
  const wall = new MemberAchievements(reads);
  return { storefront: [wall], admin: [wall], topics: [], jobs: [] };
}
