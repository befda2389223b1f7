import { type Language, localize } from '../graphql/localized.js';
import type { Program } from '../program/program.js';
import { announcedOf, inForce, type Version } from '../program/rule-versions.rules.js';
import type { TierRules } from '../program/tier-rules.js';
import type { TierRuleBook, TierRulesInWords } from './rule-book.types.js';
import { changedRules } from './tier-changes.rules.js';
import { rulesInWords } from './tier-words.rules.js';
import { tierView } from './tier.view.js';

/** The rules of the ladder as members of a mall read them in one language. */
export function ruleBookView(program: Program, now: Date, language: Language): TierRuleBook {
  const current = inForce(program.rules.tiers, now);
  const announced = announcedOf(program.rules.tiers, now);
  return {
    current: inWords(current, program, language),
    announced:
      announced === null
        ? null
        : {
            rules: inWords(announced, program, language),
            changes: changedRules(current.rules, announced.rules).map(({ words, loses }) => ({
              sentence: localize(words, language),
              couldLose: loses,
            })),
          },
  };
}

function inWords(
  { version, effectiveFrom, rules }: Version<TierRules>,
  { currency, rules: { noticeDays } }: Program,
  language: Language,
): TierRulesInWords {
  return {
    ...rules,
    effectiveFrom: version === 1 ? null : new Date(effectiveFrom),
    tiers: rules.tiers.map((step) => tierView(step, language)),
    sentences: rulesInWords(rules, { currency, noticeDays }).map((words) => localize(words, language)),
  };
}
