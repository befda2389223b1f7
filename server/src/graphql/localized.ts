import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { z } from 'zod';

export type Language = 'zh' | 'en';

/** The languages as GraphQL names them; the values are how everything else names them. */
export const LanguageEnum = { ZH: 'zh', EN: 'en' } as const;

registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'A language in which content and messages are kept.',
  valuesConfig: {
    ZH: { description: 'Chinese, simplified.' },
    EN: { description: 'English.' },
  },
});

@ObjectType({ description: 'A text in every language of the mall.', simpleResolvers: true })
export class LocalizedText {
  @Field(() => String, { description: 'The text in Chinese; may be empty when only English was given.' })
  zh!: string;

  @Field(() => String, { description: 'The text in English; may be empty when only Chinese was given.' })
  en!: string;
}

@InputType({
  description: 'A text in the languages of the mall: at least one of them, and both where the field says so.',
})
export class LocalizedTextInput {
  @Field(() => String, { description: 'The text in Chinese.', defaultValue: '' })
  zh!: string;

  @Field(() => String, { description: 'The text in English.', defaultValue: '' })
  en!: string;
}

/** What was given as a text; nothing is a text that is empty in both languages. */
export function textOf(input: LocalizedTextInput | null | undefined): LocalizedText {
  return { zh: input?.zh ?? '', en: input?.en ?? '' };
}

/** How a text in two languages is stored in jsonb. */
export const localizedText = z.object({ zh: z.string().default(''), en: z.string().default('') });

/** The text in the asked language, or in the other one when it was never written. */
export function localize(text: LocalizedText, language: Language): string {
  return text[language] || text[language === 'zh' ? 'en' : 'zh'];
}

/** The best match of an Accept-Language header or a plain tag such as `zh-CN`; the fallback when nothing fits. */
export function chooseLanguage(accepted: string | undefined, fallback: Language): Language {
  if (accepted === undefined) return fallback;
  const wishes = accepted
    .split(',')
    .map(parseWish)
    .filter((wish) => wish.quality > 0);
  // sort() is stable: among equal wishes the first named wins.
  wishes.sort((a, b) => b.quality - a.quality);
  return wishes.find((wish) => wish.language !== null)?.language ?? fallback;
}

function parseWish(text: string): { language: Language | null; quality: number } {
  const [tag = '', ...parameters] = text.trim().toLowerCase().split(';');
  const given = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
  const primary = tag.split('-')[0];
  return {
    language: primary === 'zh' || primary === 'en' ? primary : null,
    quality: given === undefined ? 1 : Number(given) || 0,
  };
}
