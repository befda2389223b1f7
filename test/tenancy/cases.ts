import type { TenancyCases } from './case.js';
import * as core from './core.cases.js';
import { crowdfundingCases } from './crowdfunding.cases.js';
import { donationCases } from './donation.cases.js';
import { tierCases } from './tier.cases.js';
import { votingCases } from './voting.cases.js';

/** A capability adds its cases here. */
const added: readonly TenancyCases[] = [crowdfundingCases, donationCases, tierCases, votingCases];

function merged<Case>(part: (cases: TenancyCases) => Record<string, Case>): Record<string, Case> {
  return Object.fromEntries(added.flatMap((cases) => Object.entries(part(cases))));
}

export const storefrontQueries = { ...core.storefrontQueries, ...merged((one) => one.storefrontQueries) };
export const storefrontMutations = {
  ...core.storefrontMutations,
  ...merged((one) => one.storefrontMutations),
};
export const adminQueries = { ...core.adminQueries, ...merged((one) => one.adminQueries) };
export const adminMutations = { ...core.adminMutations, ...merged((one) => one.adminMutations) };
export const subscriptions = merged((one) => one.subscriptions);
