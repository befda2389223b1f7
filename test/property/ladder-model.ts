import type { NoticeFacts } from '../../server/src/notice/notice.rows.js';
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

/** A step with its days; −1 is the ground. */
interface Place {
  step: number;
  since: string | null;
  validUntil: string | null;
}
const ground: Place = { step: -1, since: null, validUntil: null };

/** The ladder as a child would play it: a list of what was done, a figure on a step, and a calendar. */
export class LadderModel {
  readonly #told = new Map<keyof NoticeFacts, Set<string>>();
  readonly #done: { month: string; yuan: number; units: number }[] = [];
  /** As it was last written down: time may have passed since. */
  #written = ground;
  /** Where the figure stood before each rise since the last review. */
  #before: Place[] = [];
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
    return this.#scoreOn(this.today);
  }

  /** Where the figure stands today. */
  get place(): Place {
    const { step, validUntil } = this.#written;
    if (validUntil === null || this.today < validUntil) return this.#written;
    let until = validUntil;
    let times = 0;
    while (until <= this.today) until = monthsAfter(validUntil, (times += 1) * this.rules.validityMonths);
    const isKept = this.#missing(this.#written, this.rules) === 0;
    if (isKept) return { ...this.#written, validUntil: until };
    return step === 0 ? ground : { step: step - 1, since: validUntil, validUntil: until };
  }

  /** To stay on the step on the day on which that is asked. */
  get missing(): number {
    return this.#missing(this.place, this.rules);
  }

  /** How often the member was told of each. */
  get told(): Record<string, number> {
    return Object.fromEntries([...this.#told].map(([kind, occasions]) => [kind, occasions.size]));
  }

  /** What is left of a price: whole points alone are taken off. */
  price(list: number): number {
    const percent = this.rules.tiers[this.place.step]?.benefits.discountPercent ?? 0;
    return list - Math.floor((list * percent) / 100);
  }

  /** How many times the points of a purchase. */
  get times(): number {
    return this.#sprints(this.place) ? this.rules.sprint.multiplier : 1;
  }

  get isServed(): boolean {
    return this.rules.tiers[this.place.step]?.benefits.dedicatedService ?? false;
  }

  /** The points of a birthday that is today: once a year, and not soon after the last. */
  birthday(): number {
    const points = this.rules.tiers[this.place.step]?.benefits.birthdayPoints ?? 0;
    const last = this.#lastGift;
    const isSoon =
      last !== null && (last.slice(0, 4) === this.today.slice(0, 4) || daysAfter(last, 300) > this.today);
    // The job finds members by the step that is written down.
    const isFound = (this.rules.tiers[this.#written.step]?.benefits.birthdayPoints ?? 0) > 0;
    if (points === 0 || isSoon || !isFound) return 0;
    this.#lastGift = this.today;
    this.#tell('birthday_gift', this.today);
    return points;
  }

  interacted(kind: Interaction): void {
    this.did(0, this.rules.units[kind]);
  }

  did(yuan: number, units: number): void {
    const wasSafe = this.#land();
    this.#done.push({ month: this.today.slice(0, 7), yuan, units });
    this.#rise();
    this.#warn(wasSafe);
  }

  /** All the money of a purchase goes back; what it lifted to goes with it. */
  undid(yuan: number, on: string): void {
    const wasSafe = this.#land();
    const before = this.score;
    this.#done.push({ month: on.slice(0, 7), yuan: -yuan, units: 0 });
    this.#rise();
    const { step } = this.#written;
    const from = this.rules.tiers[step]?.from ?? 0;
    if (before >= from && this.score < from && this.#before.length > 0 && this.#roseSince(on)) {
      this.#descend(on);
      this.#tell('tier_undone', `${this.today} ${step}`);
    } else this.#warn(wasSafe);
  }

  /** The job of every ten minutes: whose time is up, and whose sprint begins. */
  review(): void {
    const { validUntil } = this.#written;
    if (validUntil === null) return;
    const sprintUnknown =
      validUntil <= daysAfter(this.today, this.rules.sprint.days) &&
      !(this.#told.get('tier_sprint')?.has(validUntil) ?? false);
    if (validUntil <= this.today || sprintUnknown) this.#look();
  }

  /** The job that brings new rules to everybody. */
  applyRules(): void {
    if (this.#lookedUnder < this.version) this.#look();
  }

  #tell(kind: keyof NoticeFacts, occasion: string): void {
    this.#told.set(kind, (this.#told.get(kind) ?? new Set()).add(occasion));
  }

  #scoreOn(day: string): number {
    return this.#scoreBy(this.rules, day);
  }

  #scoreBy({ windowMonths, weights }: TierRules, day: string): number {
    const from = monthsAfter(`${day.slice(0, 7)}-01`, 1 - windowMonths).slice(0, 7);
    const counting = this.#done.filter(({ month }) => month >= from && month <= day.slice(0, 7));
    const sum = (of: 'yuan' | 'units') => counting.reduce((all, one) => all + one[of], 0);
    return Math.floor((weights.spend * sum('yuan') + weights.interaction * sum('units')) / 100);
  }

  #missing({ step, validUntil }: Place, rules: TierRules): number {
    if (validUntil === null) return 0;
    return Math.max(0, (rules.tiers[step]?.from ?? 0) - this.#scoreBy(rules, validUntil));
  }

  #sprints({ validUntil }: Place, { sprint } = this.rules): boolean {
    if (validUntil === null) return false;
    return daysAfter(validUntil, -sprint.days) <= this.today && this.today < validUntil;
  }

  #look(): void {
    const wasSafe = this.#land();
    this.#rise();
    const { validUntil } = this.#written;
    if (validUntil !== null && this.#sprints(this.#written)) this.#tell('tier_sprint', validUntil);
    this.#warn(wasSafe);
  }

  /** What time did is written down. Gives the place that was safe in a sprint by the rules of the last look. */
  #land(): Place | null {
    const { place } = this;
    const under = this.#lookedUnder === 2 ? laterRules : firstRules;
    if (place.step < this.#written.step) this.#tell('tier_dropped', this.today);
    if (place !== this.#written) this.#before = [];
    this.#written = place;
    this.#lookedUnder = this.version;
    return this.#sprints(place, under) && this.#missing(place, under) === 0 ? place : null;
  }

  /** Whoever was safe and is not any more hears of it. */
  #warn(wasSafe: Place | null): void {
    if (wasSafe !== this.#written || !this.#sprints(wasSafe) || this.missing === 0) return;
    this.#tell('tier_sprint', `${wasSafe.validUntil} ${this.today}`);
  }

  #reached(): number {
    return this.rules.tiers.filter(({ from }) => from <= this.score).length - 1;
  }

  #rise(): void {
    const step = this.#reached();
    if (step <= this.#written.step) return;
    this.#before.push(this.#written);
    this.#tell('tier_raised', `${this.today} ${step}`);
    this.#written = {
      step,
      since: this.today,
      validUntil: monthsAfter(this.today, this.rules.validityMonths),
    };
  }

  #roseSince(day: string): boolean {
    return this.#before.length > 0 && this.#written.since !== null && this.#written.since >= day;
  }

  /** Rung by rung down the rises that hang on what went back, then what time did; never below what the score reaches. */
  #descend(day: string): void {
    const risen = this.#written;
    do {
      this.#written = this.#before.pop() ?? ground;
    } while (
      this.#written.step >= 0 &&
      this.#roseSince(day) &&
      this.score < (this.rules.tiers[this.#written.step]?.from ?? 0)
    );
    const { place } = this;
    if (place !== this.#written) this.#before = [];
    this.#written = place;
    const step = this.#reached();
    if (step <= this.#written.step) return;
    this.#before.push(this.#written);
    this.#written = { ...risen, step };
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
