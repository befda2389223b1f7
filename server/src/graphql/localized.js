var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { z } from 'zod';
/** The languages as GraphQL names them; the values are how everything else names them. */
export const LanguageEnum = { ZH: 'zh', EN: 'en' };
registerEnumType(LanguageEnum, {
    name: 'Language',
    description: 'A language in which content and messages are kept.',
    valuesConfig: {
        ZH: { description: 'Chinese, simplified.' },
        EN: { description: 'English.' },
    },
});
let LocalizedText = class LocalizedText {
    zh;
    en;
};
__decorate([
    Field(() => String, { description: 'The text in Chinese; may be empty when only English was given.' }),
    __metadata("design:type", String)
], LocalizedText.prototype, "zh", void 0);
__decorate([
    Field(() => String, { description: 'The text in English; may be empty when only Chinese was given.' }),
    __metadata("design:type", String)
], LocalizedText.prototype, "en", void 0);
LocalizedText = __decorate([
    ObjectType({ description: 'A text in every language of the mall.', simpleResolvers: true })
], LocalizedText);
export { LocalizedText };
let LocalizedTextInput = class LocalizedTextInput {
    zh;
    en;
};
__decorate([
    Field(() => String, { description: 'The text in Chinese.', defaultValue: '' }),
    __metadata("design:type", String)
], LocalizedTextInput.prototype, "zh", void 0);
__decorate([
    Field(() => String, { description: 'The text in English.', defaultValue: '' }),
    __metadata("design:type", String)
], LocalizedTextInput.prototype, "en", void 0);
LocalizedTextInput = __decorate([
    InputType({ description: 'A text in every language of the mall; at least one of them must not be empty.' })
], LocalizedTextInput);
export { LocalizedTextInput };
/** How a text in two languages is stored in jsonb. */
export const localizedText = z.object({ zh: z.string().default(''), en: z.string().default('') });
/** The text in the asked language, or in the other one when it was never written. */
export function localize(text, language) {
    return text[language] || text[language === 'zh' ? 'en' : 'zh'];
}
/** The best match of an Accept-Language header or a plain tag such as `zh-CN`; the fallback when nothing fits. */
export function chooseLanguage(accepted, fallback) {
    const wishes = (accepted ?? '')
        .split(',')
        .map(parseWish)
        .filter((wish) => wish.quality > 0);
    // sort() is stable: among equal wishes the first named wins.
    wishes.sort((a, b) => b.quality - a.quality);
    return wishes.find((wish) => wish.language !== null)?.language ?? fallback;
}
function parseWish(text) {
    const [tag = '', ...parameters] = text.trim().toLowerCase().split(';');
    const given = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    const primary = tag.split('-')[0];
    return {
        language: primary === 'zh' || primary === 'en' ? primary : null,
        quality: given === undefined ? 1 : Number(given) || 0,
    };
}
//# sourceMappingURL=localized.js.map