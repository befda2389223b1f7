import { parseRules, type ProgramRules } from '../../server/src/program/rules.js';
import { type Interaction, type TierRules, tierRulesShape } from '../../server/src/program/tier-rules.js';

const day = 86_400_000;
const shanghai = 8 * 3_600_000;
const title = { zh: '级', en: 'Step' };

/** Rules under which a few purchases climb the whole ladder, and a few weeks lose it; others follow them after some days. */
const firstRules: TierRules = tierRulesShape.parse({
  windowMonths: 2,
  units: { checkIn: 10, donation: 40, pledge: 30, ballot: 20 },
  validityMonths: 1,
  sprint: { days: 5, multiplier: 2 },
  tiers: [
    { key: 'bronze', title, from: 20, benefits: { discountPercent: 15, birthdayPoints: 7 } },
    { key: 'silver', title, from: 50, benefits: { discountPercent: 33, dedicatedService: true } },
    { key: 'gold', title, from: 110, benefits: { discountPercent: 90, birthdayPoints: 40 } },
  ],
});
const laterRules: TierRules = tierRulesShape.parse({
  ...firstRules,
  windowMonths: 1,
  weights: { spend: 30, interaction: 70 },
  units: { checkIn: 40, donation: 20, pledge: 10, ballot: 50 },
  validityMonths: 2,
  sprint: { days: 9, multiplier: 3 },
  tiers: firstRules.tiers.map(({ key }, at) => ({
    key,
    title,
    from: [15, 30, 150][at],
    benefits: { discountPercent: [7, 50, 66][at], birthdayPoints: 11 * at, dedicatedService: at === 0 },
  })),
});

/** The rules of a mall whose ladder changes at a moment. */
export function rulesChangingAt(moment: number): ProgramRules {
  return parseRules({
    tiers: [
      { version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', rules: firstRules },
      { version: 2, effectiveFrom: new Date(moment).toISOString(), rules: laterRules },
    ],
  });
}

/** The ladder as a child would play it: a list of what was done, a figure on a step, and a calendar. */
export class LadderModel {
  /** −1 is the ground. */
  step = -1;
  since: string | null = null;
  validUntil: string | null = null;
  readonly told = { tier_raised: 0, tier_sprint: 0, tier_dropped: 0, birthday_gift: 0 };
  readonly #done: { month: string; yuan: number; units: number }[] = [];
  #sprintToldOf: string | null = null;
  #lastGift: string | null = null;
  #lookedUnder = 1;

  constructor(
    private readonly clock: { readonly now: number },
    private readonly changesAt: number,
  ) {}

  get today(): string {
    return new Date(this.clock.now + shanghai).toISOString().slice(0, 10);
  }

  get version(): number {
    return this.clock.now >= this.changesAt ? 2 : 1;
  }

  get rules(): TierRules {
    return this.version === 2 ? laterRules : firstRules;
  }

  get score(): number {
    const { windowMonths, weights } = this.rules;
    const from = monthsAfter(`${this.today.slice(0, 7)}-01`, 1 - windowMonths).slice(0, 7);
    const counting = this.#done.filter(({ month }) => month >= from);
    const sum = (of: 'yuan' | 'units') => counting.reduce((all, one) => all + one[of], 0);
    return Math.floor((weights.spend * sum('yuan') + weights.interaction * sum('units')) / 100);
  }

  /** What is left of a price: whole points alone are taken off. */
  price(list: number): number {
    const percent = this.rules.tiers[this.step]?.benefits.discountPercent ?? 0;
    return list - Math.floor((list * percent) / 100);
  }

  /** How many times the points of a purchase. */
  get times(): number {
    return this.#sprints ? this.rules.sprint.multiplier : 1;
  }

  get isServed(): boolean {
    return this.rules.tiers[this.step]?.benefits.dedicatedService ?? false;
  }

  /** The points of a birthday that is today: once a year, and not soon after the last. */
  birthday(): number {
    const points = this.rules.tiers[this.step]?.benefits.birthdayPoints ?? 0;
    const last = this.#lastGift;
    const isSoon =
      last !== null && (last.slice(0, 4) === this.today.slice(0, 4) || daysAfter(last, 300) > this.today);
    if (points === 0 || isSoon) return 0;
    this.#lastGift = this.today;
    this.told.birthday_gift += 1;
    return points;
  }

  interacted(kind: Interaction): void {
    this.did(0, this.rules.units[kind]);
  }

  did(yuan: number, units: number, on = this.today): void {
    this.#done.push({ month: on.slice(0, 7), yuan, units });
    this.#lookedUnder = this.version;
    this.#rise();
  }

  /** The job of every hour: whose time is up, and whose sprint begins. */
  review(): void {
    const { validUntil } = this;
    if (validUntil === null) return;
    const sprintUnknown =
      validUntil <= daysAfter(this.today, this.rules.sprint.days) && this.#sprintToldOf !== validUntil;
    if (validUntil <= this.today || sprintUnknown) this.#look();
  }

  /** The job that brings new rules to everybody. */
  applyRules(): void {
    if (this.#lookedUnder < this.version) this.#look();
  }

  get #sprints(): boolean {
    if (this.validUntil === null) return false;
    return daysAfter(this.validUntil, -this.rules.sprint.days) <= this.today && this.today < this.validUntil;
  }

  #look(): void {
    this.#lookedUnder = this.version;
    this.#rise();
    this.#end();
    if (!this.#sprints || this.#sprintToldOf === this.validUntil) return;
    this.#sprintToldOf = this.validUntil;
    this.told.tier_sprint += 1;
  }

  #rise(): void {
    const reached = this.rules.tiers.filter(({ from }) => from <= this.score).length - 1;
    if (reached <= this.step) return;
    this.told.tier_raised += 1;
    this.#stand(reached);
  }

  #end(): void {
    if (this.validUntil === null || this.today < this.validUntil) return;
    const kept = this.score >= (this.rules.tiers[this.step]?.from ?? 0);
    if (kept) this.validUntil = monthsAfter(this.today, this.rules.validityMonths);
    else {
      this.told.tier_dropped += 1;
      this.#stand(this.step - 1);
    }
  }

  #stand(step: number): void {
    this.step = step;
    this.since = step < 0 ? null : this.today;
    this.validUntil = step < 0 ? null : monthsAfter(this.today, this.rules.validityMonths);
  }
}

export function daysAfter(from: string, days: number): string {
  return new Date(Date.parse(from) + days * day).toISOString().slice(0, 10);
}

/** The 31st of a short month is its last day. */
function monthsAfter(from: string, months: number): string {
  const [year = 0, month = 0, date = 0] = from.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
