import type { Refused } from '../platform/refusal.js';
import { refuse } from '../platform/refusal.js';
import { isStorable } from '../platform/text.rules.js';
import type { AccessKeyKind } from './access-key.entity.js';

const knownScopes: readonly string[] = ['stock_feed'];
const longestLabel = 80;
const longestGraceSeconds = 30 * 86_400;

/** The scopes a new key gets, or why it cannot be made. */
export function checkNewKey(
  kind: AccessKeyKind,
  label: string,
  scopes: readonly string[] | null,
): { scopes: string[] } | Refused {
  if (label.trim() === '' || !isStorable(label, longestLabel)) {
    return refuse({
      code: 'INVALID_INPUT',
      reason: {
        zh: `名称需为 1 到 ${longestLabel} 个字符，不能全是空格，也不能含无法保存的字符。`,
        en: `The label needs 1 to ${longestLabel} characters, not only spaces, and all of them such as can be stored.`,
      },
      path: ['label'],
    });
  }
  const allowed = kind === 'partner' ? knownScopes : [];
  const given = scopes ?? allowed;
  const stranger = given.find((scope) => !allowed.includes(scope));
  if (stranger !== undefined) {
    return refuse({
      code: 'INVALID_INPUT',
      reason: {
        zh: `此类密钥不能拥有权限“${stranger}”。`,
        en: `A key of this kind cannot have the scope "${stranger}".`,
      },
      path: ['scopes'],
    });
  }
  return { scopes: [...new Set(given)] };
}

export function checkGrace(graceSeconds: number): Refused | null {
  if (graceSeconds >= 0 && graceSeconds <= longestGraceSeconds) return null;
  return refuse({
    code: 'INVALID_INPUT',
    reason: {
      zh: '宽限时间需在 0 秒到 30 天之间。',
      en: 'The grace period must be from 0 seconds to 30 days.',
    },
    path: ['graceSeconds'],
  });
}
