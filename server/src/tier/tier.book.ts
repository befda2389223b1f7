import { dayOf } from '../platform/calendar.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import { NoticeBook } from '../notice/notice.book.js';
import type { NewNotice, NoticeFacts } from '../notice/notice.rows.js';
import type { Refusal } from '../platform/refusal.js';
import { inForce, type Version } from '../program/rule-versions.rules.js';
import type { Interaction, TierRules, TierStep } from '../program/tier-rules.js';
import { type Footing, footingOf, isOpenTo, stepFor } from './footing.rules.js';
import type { Scoring } from './scoring.js';
import {
  afterScoring,
  type Months,
  isSprinting,
  multiplierFor,
  rank,
  requires,
  review,
  scoreOf,
  type Standing,
  windowStart,
  withMonth,
} from './tier.rules.js';

export interface MemberStanding extends Standing {
  programId: string;
  /** Under which version of the rules it was last looked at. */
  rulesVersion: number;
}

type TierNotice = 'tier_raised' | 'tier_sprint' | 'tier_dropped';

type Columns = {
  member_id: string;
  program_id: string;
  tier: string | null;
  since: string | null;
  valid_until: string | null;
  months: Months;
  rules_version: number;
};

/** Where the members of a group stand; every row is guarded by the lock on its member's points account. */
export class TierBook implements Book {
  readonly #needs = new Set<string>();
  readonly #standings = new Map<string, MemberStanding>();
  readonly #changed = new Set<string>();
  readonly #versions = new Map<Scoring['versions'], Version<TierRules>>();

  constructor(readonly books: Books) {}

  /** Whoever needs it also locks the member's points account. */
  need(memberId: string): void {
    this.#needs.add(memberId);
  }

  standing(memberId: string): MemberStanding {
    const standing = this.#standings.get(memberId);
    if (standing === undefined) throw new Error('A standing was asked for that the command did not load.');
    return standing;
  }

  /** The step that the member stands on now; null: none. */
  step(memberId: string, scoring: Scoring): TierStep | null {
    const { tiers } = this.#inForce(scoring).rules;
    return tiers[rank(tiers, this.standing(memberId).tier)] ?? null;
  }

  /** Why the member may not have what is for a tier and those above it; null when they may. */
  refusal(memberId: string, needed: string | null, scoring: Scoring): Refusal | null {
    const footing = this.footing(memberId, scoring.versions);
    if (needed === null || isOpenTo(needed, footing)) return null;
    return requires(stepFor(footing.ladder, needed));
  }

  /** Where the member stands in the rules in force, for prices and access. */
  footing(memberId: string, versions: Scoring['versions']): Footing {
    return footingOf(this.#inForce({ versions }).rules, this.standing(memberId).tier);
  }

  /** By what the points of a purchase are multiplied now. */
  multiplier(memberId: string, scoring: Scoring): number {
    return multiplierFor(this.standing(memberId), this.#inForce(scoring).rules, this.#today(scoring));
  }

  /** Money spent on a day, or given back when it is negative. */
  spent(memberId: string, minor: number, day: string, scoring: Scoring): void {
    this.#score(memberId, day, [minor, 0], scoring);
  }

  interacted(memberId: string, kind: Interaction, scoring: Scoring): void {
    const { units } = this.#inForce(scoring).rules;
    this.#score(memberId, this.#today(scoring), [0, units[kind]], scoring);
  }

  /** What the clock does: the rules in force are applied, and a validity that is over is ended. Gives whether the tier moved. */
  look(memberId: string, scoring: Scoring): boolean {
    const before = this.standing(memberId);
    const { rules, version } = this.#inForce(scoring);
    const today = this.#today(scoring);
    const { score } = scoreOf(before.months, rules, today, scoring.minorPerUnit);
    const lifted = afterScoring(before, score, rules, today);
    const after = review(lifted, score, rules, today);
    this.#noteRise(memberId, before, lifted, rules);
    if (after.tier !== lifted.tier)
      this.#note(memberId, 'tier_dropped', today, { tier: titleOf(after, rules) });
    if (isSprinting(after, rules, today)) this.#noteSprint(memberId, after, score, rules);
    if (after === before && before.rulesVersion === version) return false;
    this.#set(memberId, { ...after, rulesVersion: version });
    return after.tier !== before.tier || after.validUntil !== before.validUntil;
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    return [
      load<Columns>(
        `SELECT member_id, program_id, tier, since, valid_until, months, rules_version
           FROM member_tier WHERE member_id = ANY($1::uuid[])`,
        [[...this.#needs]],
        (row) =>
          this.#standings.set(row.member_id, {
            programId: row.program_id,
            tier: row.tier,
            since: row.since,
            validUntil: row.valid_until,
            months: row.months,
            rulesVersion: row.rules_version,
          }),
      ),
    ];
  }

  store(): Statement[] {
    if (this.#changed.size === 0) return [];
    const ids = [...this.#changed];
    const standings = ids.map((id) => this.standing(id));
    return [
      {
        text: `UPDATE member_tier t
                  SET tier = c.tier, since = c.since, valid_until = c.valid_until, months = c.months,
                      rules_version = c.rules_version
                 FROM unnest($1::uuid[], $2::text[], $3::date[], $4::date[], $5::jsonb[], $6::int[])
                   AS c(member_id, tier, since, valid_until, months, rules_version)
                WHERE t.member_id = c.member_id`,
        values: [
          ids,
          standings.map((s) => s.tier),
          standings.map((s) => s.since),
          standings.map((s) => s.validUntil),
          standings.map((s) => JSON.stringify(s.months)),
          standings.map((s) => s.rulesVersion),
        ],
      },
    ];
  }

  #score(memberId: string, day: string, added: readonly [number, number], scoring: Scoring): void {
    const before = this.standing(memberId);
    const { rules, version } = this.#inForce(scoring);
    const today = this.#today(scoring);
    const months = withMonth(before.months, day.slice(0, 7), added, windowStart(rules, today));
    const { score } = scoreOf(months, rules, today, scoring.minorPerUnit);
    const after = afterScoring({ ...before, months, rulesVersion: version }, score, rules, today);
    this.#noteRise(memberId, before, after, rules);
    this.#set(memberId, after);
  }

  #noteRise(memberId: string, before: Standing, after: Standing, rules: TierRules): void {
    const tier = titleOf(after, rules);
    if (after.tier === before.tier || tier === null) return;
    this.#note(memberId, 'tier_raised', `${after.since} ${after.tier}`, { tier });
  }

  #noteSprint(memberId: string, standing: Standing, score: number, { tiers }: TierRules): void {
    const step = tiers[rank(tiers, standing.tier)];
    const until = standing.validUntil;
    if (step === undefined || until === null) return;
    const missing = Math.max(0, step.from - score);
    this.#note(memberId, 'tier_sprint', until, { tier: step.title, missing, until });
  }

  #note<Kind extends TierNotice>(
    memberId: string,
    kind: Kind,
    occasion: string,
    facts: NoticeFacts[Kind],
  ): void {
    const { programId } = this.standing(memberId);
    const notice = { programId, memberId, subjectId: memberId, occasion, at: this.books.now, kind, facts };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kind and facts belong together by their parameters
    this.books.book(NoticeBook).add(notice as NewNotice);
  }

  #set(memberId: string, standing: MemberStanding): void {
    this.#standings.set(memberId, standing);
    this.#changed.add(memberId);
  }

  /** Asked by every command of a group, decided once for each program. */
  #inForce({ versions }: Pick<Scoring, 'versions'>): Version<TierRules> {
    const known = this.#versions.get(versions) ?? inForce(versions, this.books.now);
    this.#versions.set(versions, known);
    return known;
  }

  #today({ timeZone }: Scoring): string {
    return dayOf(this.books.now, timeZone);
  }
}

function titleOf({ tier }: Standing, { tiers }: TierRules) {
  return tiers[rank(tiers, tier)]?.title ?? null;
}
