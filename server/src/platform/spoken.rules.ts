import type { Words } from './content.rules.js';

const counts = new Intl.NumberFormat('en');
const dates = {
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};
const multiples = new Map([
  [1, 'the usual'],
  [2, 'double'],
  [3, 'triple'],
]);

/** A number as people read it in either language: 1,000,000,000. */
export function spelled(count: number): string {
  return counts.format(count);
}

/** How many of something there are in English: 1 point, 2 points. */
export function counted(count: number, one: string, many: string): string {
  return `${spelled(count)} ${count === 1 ? one : many}`;
}

export function pointsInWords(points: number): Words {
  return { zh: `${spelled(points)} 积分`, en: counted(points, 'point', 'points') };
}

/** A calendar day ("2026-11-22") as people read it. */
export function dayInWords(day: string): Words {
  const date = new Date(`${day}T00:00:00Z`);
  return { zh: dates.zh.format(date), en: dates.en.format(date) };
}

/** What a multiplier makes of points: double points. */
export function multipliedInWords(times: number): Words {
  return { zh: `${times} 倍积分`, en: `${multiples.get(times) ?? `${times} times the`} points` };
}
