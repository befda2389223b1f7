import { z } from 'zod';

/** A short text that a brand may tell its members; empty in both languages where there is none. */
export const toldText = z.strictObject({
  zh: z.string().max(500).default(''),
  en: z.string().max(500).default(''),
});
