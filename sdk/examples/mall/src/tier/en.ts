import type { tierZh } from './zh.js';

export const tierEn: typeof tierZh = {
  none: 'Member',
  progress: 'Progress to the next tier',
  score: (score) => `Score ${score}`,
  missing: (missing, title) => `${missing} to ${title}`,
  top: 'The highest tier',
  review: (day) => `Reviewed on ${day}`,
  sprint: (times) => `Keep-sprint: ${times} times the points on purchases`,
  keep: (missing, title) => `${missing} more to stay ${title}`,
  safe: (title) => `${title} is safe`,
};
