import { z } from 'zod';
import { isKeepable } from '../platform/text.rules.js';

/** A text of the rules, which are kept as they are or not at all. */
export const keepable = z.string().refine(isKeepable, {
  error: 'It has a character that cannot be stored.',
  params: { zh: '含有无法保存的字符。' },
});

/** A short text that a brand may tell its members; empty in both languages where there is none. */
export const toldText = z.strictObject({
  zh: keepable.max(500).default(''),
  en: keepable.max(500).default(''),
});
