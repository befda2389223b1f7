import type { DemoPool } from './crowdfunding.demo.js';
import type { ProgramRulesInput } from '../program/rules.js';
import type { DemoProject } from './donation.demo.js';
import type { DemoLadder } from './ladder.demo.js';
import type { Picture } from './picture.js';
import type { DemoCampaign } from './voting.demo.js';

/** A text in both languages of the demo malls. */
export type Text = { readonly zh: string; readonly en: string };

/** A moment as whole days from the moment of seeding, so that the demo is as fresh in a year as today. */
export type RelativeDay = { readonly days: number };

export type DemoKind = 'physical' | 'virtual' | 'service' | 'event_seat' | 'partner_points';

export type DemoPricePlan = {
  readonly points: number;
  /** Fen; null when points alone are enough. */
  readonly cashMinor: number | null;
  readonly label?: Text;
  /** From which tier on it is open. */
  readonly tier?: string;
};

export type DemoOption = { readonly name: Text; readonly value: Text };

export type DemoVariant = {
  readonly sku: string;
  readonly title: Text;
  readonly options: readonly DemoOption[];
  /** Null: never runs out. */
  readonly stock: number | null;
  /** The stock renews itself every month. */
  readonly batch?: { readonly size: number; readonly period: 'month' };
  readonly pricePlans: readonly DemoPricePlan[];
  /** How many codes the pool of a virtual reward holds; equals its stock. */
  readonly codes?: number;
};

export type DemoLimit = {
  readonly quantity: number;
  readonly period: 'day' | 'week' | 'month' | 'year' | 'ever';
};

export type DemoReward = {
  readonly handle: string;
  readonly kind: DemoKind;
  readonly category: string;
  readonly zones: readonly string[];
  readonly title: Text;
  readonly summary: Text;
  readonly description: Text;
  /** One line for both languages, as printed on a delivery note. */
  readonly supplier: string;
  readonly tags: readonly Text[];
  readonly picture: Picture;
  readonly variants: readonly DemoVariant[];
  readonly limit?: DemoLimit;
  readonly onSaleFrom?: RelativeDay;
  readonly onSaleUntil?: RelativeDay;
  /** Higher comes first; 0 is not featured. */
  readonly featured: number;
  /** Meant for a member's very first exchange. */
  readonly newcomer?: boolean;
};

export type DemoCategory = { readonly key: string; readonly title: Text };

export type DemoZone = {
  readonly key: string;
  readonly title: Text;
  readonly description: Text;
  /** From which tier on what stands in it is open. */
  readonly tier?: string;
};

export type DemoGrant = {
  readonly points: number;
  readonly note: Text;
  /** Null: as the program's rules say. */
  readonly expires: RelativeDay | null;
};

export type DemoPurchase = {
  readonly orderId: string;
  readonly purchased: RelativeDay;
  readonly lines: readonly { readonly category: string; readonly amountMinor: number }[];
};

/** Where a member stands when the demo begins, beside what the orders count. */
export type DemoStanding = {
  readonly tier: {
    readonly key: string;
    readonly since: RelativeDay;
    readonly until: RelativeDay;
  } | null;
  readonly spendMinor: number;
  readonly units: number;
};

export type DemoMember = {
  readonly customerId: string;
  readonly displayName: Text;
  /** Who this is, in a sentence. */
  readonly note: Text;
  readonly grants: readonly DemoGrant[];
  readonly purchases: readonly DemoPurchase[];
  readonly standing?: DemoStanding;
  /** When the next birthday is; 0: today. */
  readonly birthday?: RelativeDay;
  /** Since when, and for how many days in a row up to yesterday they checked in. */
  readonly past?: { readonly joined: RelativeDay; readonly checkIns: number };
};

export type DemoProgram = {
  readonly handle: string;
  readonly name: Text;
  readonly tagline: Text;
  readonly defaultLanguage: 'zh' | 'en';
  readonly timeZone: string;
  readonly currency: string;
  /** Public on purpose: they only ever open the demo. */
  readonly keys: { readonly publishable: string; readonly secret: string; readonly partner: string };
  /** What differs from the rules every new mall starts with. */
  readonly rules: Pick<ProgramRulesInput, 'pointsPerCurrencyUnit' | 'purchase'>;
  readonly ladder: DemoLadder;
  /** How members pay for shipping whose tier does not send goods free. */
  readonly shippingTerms: Text;
  readonly categories: readonly DemoCategory[];
  readonly zones: readonly DemoZone[];
  readonly rewards: readonly DemoReward[];
  readonly projects: readonly DemoProject[];
  readonly campaigns: readonly DemoCampaign[];
  readonly pools: readonly DemoPool[];
  readonly members: readonly DemoMember[];
};
