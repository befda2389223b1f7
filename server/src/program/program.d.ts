import type { Language, LocalizedText } from '../graphql/localized.js';
import type { ProgramRules } from './rules.js';
/** A brand's mall as every request sees it: read once, parsed, without its secrets. */
export interface Program {
    id: string;
    handle: string;
    name: LocalizedText;
    defaultLanguage: Language;
    timeZone: string;
    /** ISO 4217. */
    currency: string;
    rules: ProgramRules;
}
