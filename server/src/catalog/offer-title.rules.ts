import { inEither, type Words } from '../platform/content.rules.js';

/** What a variant is called where its reward has several; variants need no title of their own. */
export function withVariant(reward: Words, variant: Words): Words {
  const [one, other] = [inEither(reward), inEither(variant)];
  const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(' · ');
  return { zh: joined(one.zh, other.zh), en: joined(one.en, other.en) };
}
