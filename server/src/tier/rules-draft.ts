import { cleanWords, invalid } from '../platform/content.rules.js';
import { type Refused, refuse } from '../platform/refusal.js';
import { type TierRules, tierRulesShape } from '../program/tier-rules.js';
import { draftReason } from './draft-reason.rules.js';
import type { TierRulesInput } from './tier.admin.types.js';

/** The rules with the parts that an operator gave, or why they cannot be rules. */
export function draftedRules(old: TierRules, given: TierRulesInput): TierRules | Refused {
  const tiers = given.tiers?.map(({ key, title, from, benefits: changed }) => {
    const known = old.tiers.find((tier) => tier.key === key)?.benefits;
    const contact = changed?.serviceContact ?? known?.serviceContact;
    const benefits = {
      ...known,
      ...present(changed),
      ...(contact === undefined ? {} : { serviceContact: cleanWords(contact) }),
    };
    return { key, title: cleanWords(title), from, benefits };
  });
  const parsed = tierRulesShape.safeParse({
    windowMonths: given.windowMonths ?? old.windowMonths,
    weights: given.weights ? present(given.weights) : old.weights,
    units: { ...old.units, ...present(given.units) },
    validityMonths: given.validityMonths ?? old.validityMonths,
    sprint: { ...old.sprint, ...present(given.sprint) },
    tiers: tiers ?? old.tiers,
  });
  if (parsed.success) return parsed.data;
  return refuse(
    ...parsed.error.issues.map((issue) => {
      const { zh, en } = draftReason(issue);
      return invalid(
        ['rules', ...issue.path.map(String)],
        `等级规则不成立，${zh}`,
        `These cannot be the rules of a ladder. ${en}`,
      );
    }),
  );
}

/** What was given, without what was left out. */
function present(part: object | null | undefined): object {
  return Object.fromEntries(
    Object.entries(part ?? {}).filter(([, value]) => value !== null && value !== undefined),
  );
}
