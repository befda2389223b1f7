import type { LocalizedText } from '../graphql/localized.js';
import type { ProgramRulesInput } from './rules.js';
/** The row of a program. Its rules are kept as they were given; parseRules() completes them. */
export declare class ProgramRow {
    id: string;
    handle: string;
    name: LocalizedText;
    defaultLanguage: string;
    timeZone: string;
    currency: string;
    /** Signs the member tokens of this program. */
    tokenSecret: Uint8Array;
    rules: ProgramRulesInput;
    catalogVersion: number;
    createdAt: Date;
}
