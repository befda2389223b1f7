import { refuse } from '../platform/refusal.js';
import type { LocalizedReason, Refused } from '../platform/refusal.js';
import { hasAtMost } from '../platform/text.rules.js';

const longestCustomerId = 200;
const longestName = 80;
const shortestLifetime = 60;
const longestLifetime = 86_400;

// Control characters would not survive in logs, and half a surrogate pair or NUL not in PostgreSQL.
const controlCharacters = /[\p{Cc}\p{Cs}]/u;

/** Null when the customer id can name a member. */
export function checkCustomerId(customerId: string): Refused | null {
  const fits =
    customerId.trim() !== '' &&
    hasAtMost(customerId, longestCustomerId) &&
    !controlCharacters.test(customerId);
  return fits
    ? null
    : invalid('customerId', {
        zh: `客户编号需为 1 到 ${longestCustomerId} 个字符，不能全是空格，也不能含控制字符或无法保存的字符。`,
        en: `A customer id needs 1 to ${longestCustomerId} characters, not only spaces, and none that is a control character or cannot be stored.`,
      });
}

export function checkDisplayName(name: string): Refused | null {
  return name.trim() !== '' && hasAtMost(name, longestName) && !controlCharacters.test(name)
    ? null
    : invalid('displayName', {
        zh: `显示名称需为 1 到 ${longestName} 个字符，不能全是空格，也不能含控制字符或无法保存的字符。`,
        en: `A display name needs 1 to ${longestName} characters, not only spaces, and none that is a control character or cannot be stored.`,
      });
}

export function checkLifetime(seconds: number): Refused | null {
  return seconds >= shortestLifetime && seconds <= longestLifetime
    ? null
    : invalid('lifetimeSeconds', {
        zh: `有效期需在 ${shortestLifetime} 到 ${longestLifetime} 秒之间。`,
        en: `A token lives from ${shortestLifetime} to ${longestLifetime} seconds.`,
      });
}

export interface Birthday {
  month: number;
  day: number;
}

/** 29 February is a birthday; 30 February is none. */
export function checkBirthday({ month, day }: Birthday): Refused | null {
  // Of a leap year.
  const date = new Date(Date.UTC(2024, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? null
    : invalid('birthday', { zh: '没有这一天。', en: 'There is no such day.' });
}

/** As rows keep it, for example '02-29'. */
export function birthdayText({ month, day }: Birthday): string {
  return [month, day].map((number) => String(number).padStart(2, '0')).join('-');
}

export function birthdayOf(text: string): Birthday {
  const [month = 0, day = 0] = text.split('-').map(Number);
  return { month, day };
}

function invalid(field: string, reason: LocalizedReason): Refused {
  return refuse({ code: 'INVALID_INPUT', reason, path: [field] });
}
