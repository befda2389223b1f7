import type { z } from 'zod';
import type { LocalizedReason } from '../platform/refusal.js';
import { counted } from '../platform/spoken.rules.js';

/** What is wrong with a part of the rules, and with which, for operators: rules that zod refused, said in two languages. */
export function draftReason(issue: z.core.$ZodIssue): LocalizedReason {
  const path = issue.path.map(String).join('.');
  const { zh, en } = wrong(issue);
  return path === '' ? { zh, en } : { zh: `${path}：${zh}`, en: `${path}: ${en}` };
}

function wrong(issue: z.core.$ZodIssue): LocalizedReason {
  switch (issue.code) {
    case 'custom':
      return { zh: String(issue.params?.['zh'] ?? issue.message), en: issue.message };
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum));
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return {
        zh: '须以小写字母开头，只含小写字母、数字和连字符，最长 40 个字符。',
        en: 'It begins with a lower-case letter and has at most 40 lower-case letters, digits and hyphens.',
      };
    case 'invalid_type':
      return { zh: '须填写，且类型正确。', en: 'It is missing or of another type.' };
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'invalid_value':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return { zh: '这不是有效的取值。', en: 'It is no value that the rules know.' };
  }
}

function atLeast(origin: string, least: number): LocalizedReason {
  if (origin === 'string')
    return {
      zh: `至少 ${least} 个字。`,
      en: `It has at least ${counted(least, 'character', 'characters')}.`,
    };
  if (origin === 'array')
    return { zh: `至少 ${least} 项。`, en: `It has at least ${counted(least, 'entry', 'entries')}.` };
  return { zh: `不能小于 ${least}。`, en: `It is at least ${least}.` };
}

function atMost(origin: string, most: number): LocalizedReason {
  if (origin === 'string') return { zh: `最多 ${most} 个字。`, en: `It has at most ${most} characters.` };
  if (origin === 'array') return { zh: `最多 ${most} 项。`, en: `It has at most ${most} entries.` };
  return { zh: `不能大于 ${most}。`, en: `It is at most ${most}.` };
}
