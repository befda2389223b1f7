import { z } from 'zod';
export type Language = 'zh' | 'en';
/** The languages as GraphQL names them; the values are how everything else names them. */
export declare const LanguageEnum: {
    readonly ZH: 'zh';
    readonly EN: 'en';
};
export declare class LocalizedText {
    zh: string;
    en: string;
}
export declare class LocalizedTextInput {
    zh: string;
    en: string;
}
/** How a text in two languages is stored in jsonb. */
export declare const localizedText: z.ZodObject<{
    zh: z.ZodDefault<z.ZodString>;
    en: z.ZodDefault<z.ZodString>;
}, z.core.$strip>;
/** The text in the asked language, or in the other one when it was never written. */
export declare function localize(text: LocalizedText, language: Language): string;
/** The best match of an Accept-Language header or a plain tag such as `zh-CN`; the fallback when nothing fits. */
export declare function chooseLanguage(accepted: string | undefined, fallback: Language): Language;
