import { rowsOf } from '../platform/rows-of.js';
import { dayOf } from '../platform/calendar.js';
import {
  type Book,
  type Books,
  type Load,
  load,
  type Statement,
  TryAgain,
} from '../platform/group-commit/command.js';
import { NoticeBook } from '../notice/notice.book.js';
import type { Refusal } from '../platform/refusal.js';
import { inForce, type Version } from '../program/rule-versions.rules.js';
import { parseRules } from '../program/rules.js';
import { type Interaction, mostWindowMonths, type TierRules, type TierStep } from '../program/tier-rules.js';
import { type Footing, footingOf, isOpenTo, stepFor } from './footing.rules.js';
import type { Scoring } from './scoring.js';
import { standingNow } from './standing-now.rules.js';
import {
  afterScoring,
  multiplierFor,
  rank,
  requires,
  scoreOf,
  type Standing,
  windowStart,
  withMonth,
} from './tier.rules.js';
import { type Looked, sprintOf, type ToTell, toldOf } from './told.rules.js';
import { withoutRise } from './undo-rise.rules.js';
import { STANDING_COLUMNS, type StandingColumns, standingOf } from './tier.queries.js';

export interface MemberStanding extends Standing {
  programId: string;
}

/** Where the members of a group stand; every row is guarded by the lock on its member's points account. */
export class TierBook implements Book {
  readonly #needs = new Set<string>();
  readonly #standings = new Map<string, MemberStanding>();
  readonly #changed = new Set<string>();
  readonly #versions = new Map<Scoring['versions'], Version<TierRules>>();
  /** Of the rules of each program, as they stand in its row: read on a second try alone. */
  readonly #storedVersions = new Map<string, Scoring['versions']>();

  constructor(readonly books: Books) {}

  /** Whoever needs it also locks the member's points account. */
  need(memberId: string): void {
    this.#needs.add(memberId);
  }

  /** Whether the member is one of this program; strangers stand nowhere. */
  isOf(memberId: string, programId: string): boolean {
    return this.#stored(memberId).programId === programId;
  }

  /** Where the member stands now, or stood on an earlier day as far as nothing has been written since. */
  standing(memberId: string, scoring: Scoring, day?: string): MemberStanding {
    return this.#standing(memberId, this.#lookBy(memberId, scoring), day);
  }

  /** The step that the member stands on now, or stood on that day; null: none. */
  step(memberId: string, scoring: Scoring, day?: string): TierStep | null {
    const looked = this.#lookBy(memberId, scoring);
    const { tiers } = looked.current.rules;
    return tiers[rank(tiers, this.#standing(memberId, looked, day).tier)] ?? null;
  }

  /** Why the member may not have what is for a tier and those above it; null when they may. */
  refusal(memberId: string, needed: string | null, scoring: Scoring): Refusal | null {
    const footing = this.footing(memberId, scoring);
    if (needed === null || isOpenTo(needed, footing)) return null;
    return requires(stepFor(footing.ladder, needed));
  }

  /** Where the member stands in the rules in force, for prices and access. */
  footing(memberId: string, scoring: Scoring): Footing {
    const looked = this.#lookBy(memberId, scoring);
    return footingOf(looked.current.rules, this.#standing(memberId, looked).tier);
  }

  /** By what the points of a purchase are multiplied now. */
  multiplier(memberId: string, scoring: Scoring): number {
    const looked = this.#lookBy(memberId, scoring);
    return multiplierFor(this.#standing(memberId, looked), looked.current.rules, looked.today);
  }

  /** Money spent on a day. */
  spent(memberId: string, minor: number, day: string, scoring: Scoring): void {
    this.#score(memberId, day, [minor, 0], this.#lookBy(memberId, scoring));
  }

  interacted(memberId: string, kind: Interaction, scoring: Scoring): void {
    const looked = this.#lookBy(memberId, scoring);
    this.#score(memberId, looked.today, [0, looked.current.rules.units[kind]], looked);
  }

  /** Money goes back that was spent on a day, by a purchase that was recorded on that or a later one. */
  refunded(
    memberId: string,
    { minor, day, recordedOn }: { minor: number; day: string; recordedOn: string },
    scoring: Scoring,
  ): void {
    const looked = this.#lookBy(memberId, scoring);
    const { rules } = looked.current;
    const { today } = looked;
    const { minorPerUnit } = scoring;
    const { score: before } = scoreOf(this.#stored(memberId).months, rules, today, minorPerUnit);
    this.#score(memberId, day, [-minor, 0], looked, (standing, after) =>
      withoutRise(standing, { before, after, recordedOn }, rules, today, minorPerUnit),
    );
  }

  /** What the clock does: the rules in force are applied, and a validity that is over is ended. Gives whether the tier moved. */
  look(memberId: string, scoring: Scoring): boolean {
    const looked = this.#lookBy(memberId, scoring);
    const { rules, version } = looked.current;
    const before = this.#stored(memberId);
    const landed = this.#standing(memberId, looked);
    const { score } = scoreOf(before.months, rules, looked.today, scoring.minorPerUnit);
    const after = afterScoring(landed, score, rules, looked.today);
    this.#tell(memberId, sprintOf(after, looked));
    this.#tell(memberId, toldOf({ before, landed, lifted: after, after }, looked));
    if (after === before && before.rulesVersion === version) return false;
    this.#set(memberId, { ...after, rulesVersion: version });
    return after.tier !== before.tier || after.validUntil !== before.validUntil;
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    const ids = [...this.#needs];
    const standings = [
      load<StandingColumns & { program_id: string }>(
        `SELECT program_id, ${STANDING_COLUMNS}
           FROM member_tier WHERE member_id = ANY($1::uuid[])`,
        [ids],
        (row) => this.#standings.set(row.member_id, { programId: row.program_id, ...standingOf(row) }),
      ),
    ];
    if (this.books.attempt === 0) return standings;
    const versions = load<{ id: string; rules: unknown }>(
      'SELECT id, rules FROM program WHERE id IN (SELECT program_id FROM member_tier WHERE member_id = ANY($1::uuid[]))',
      [ids],
      ({ id, rules }) => this.#storedVersions.set(id, parseRules(rules).tiers),
    );
    return [...standings, versions];
  }

  store(): Statement[] {
    if (this.#changed.size === 0) return [];
    const ids = [...this.#changed];
    const standings = ids.map((id) => this.#stored(id));
    return [
      {
        text: updateStandingsSql,
        values: [
          ids,
          standings.map((s) => s.tier),
          standings.map((s) => s.since),
          standings.map((s) => s.validUntil),
          standings.map((s) => JSON.stringify(s.months)),
          standings.map((s) => s.rulesVersion),
          standings.map((s) => JSON.stringify(s.heldBefore)),
        ],
      },
    ];
  }

  /** As it is in the row, or will be: what has ended since it was written is in it still. */
  #stored(memberId: string): MemberStanding {
    const standing = this.#standings.get(memberId);
    if (standing === undefined) throw new Error('A standing was asked for that the command did not load.');
    return standing;
  }

  #standing(memberId: string, { scoring, current, today }: Looked, day = today): MemberStanding {
    return standingNow(this.#stored(memberId), scoring, current, day);
  }

  #score(
    memberId: string,
    day: string,
    added: readonly [number, number],
    looked: Looked,
    left: (lifted: MemberStanding, score: number) => MemberStanding = (lifted) => lifted,
  ): void {
    const { scoring, current, today } = looked;
    const { rules, version } = current;
    const before = this.#stored(memberId);
    // First, so that what is done after the end of a validity does not count for keeping it.
    const landed = this.#standing(memberId, looked);
    const kept = windowStart({ windowMonths: mostWindowMonths }, today);
    const months = withMonth(before.months, day.slice(0, 7), added, kept);
    const { score } = scoreOf(months, rules, today, scoring.minorPerUnit);
    const lifted = afterScoring({ ...landed, months, rulesVersion: version }, score, rules, today);
    const after = left(lifted, score);
    this.#tell(memberId, toldOf({ before, landed, lifted, after }, looked));
    this.#set(memberId, after);
  }

  #tell(memberId: string, told: readonly ToTell[]): void {
    const { programId } = this.#stored(memberId);
    for (const one of told) {
      this.books
        .book(NoticeBook)
        .add({ programId, memberId, subjectId: memberId, at: this.books.now, ...one });
    }
  }

  #set(memberId: string, standing: MemberStanding): void {
    this.#standings.set(memberId, standing);
    this.#changed.add(memberId);
  }

  /** What a look at the member goes by: rules no older than those that the standing was written under, and which are in force. */
  #lookBy(memberId: string, given: Scoring): Looked {
    const { programId, rulesVersion } = this.#stored(memberId);
    const versions = this.#known(programId, rulesVersion, given.versions);
    const scoring = versions === given.versions ? given : { ...given, versions };
    // Asked by every command of a group, decided once for each program.
    const now = this.#versions.get(versions) ?? inForce(versions, this.books.now);
    this.#versions.set(versions, now);
    // A process whose clock is ahead may have seen the member in newer ones already.
    const ahead = rulesVersion > now.version && versions.find(({ version }) => version === rulesVersion);
    return { scoring, current: ahead || now, today: dayOf(this.books.now, given.timeZone) };
  }

  /** Another process may have heard of new rules before this one, to which a step that is new to it would look like one that is gone. */
  #known(programId: string, needed: number, given: Scoring['versions']): Scoring['versions'] {
    if (given.some(({ version }) => version >= needed)) return given;
    const stored = this.#storedVersions.get(programId);
    if (stored === undefined) throw new TryAgain('Rules were not heard of yet.');
    return stored;
  }
}

const updateStandingsSql = `
  UPDATE member_tier t
    SET tier = c.tier, since = c.since, valid_until = c.valid_until, months = c.months,
        rules_version = c.rules_version, held_before = c.held_before
   FROM ${rowsOf(
     '$1::uuid[], $2::text[], $3::date[], $4::date[], $5::jsonb[], $6::int[], $7::jsonb[]',
     'member_id, tier, since, valid_until, months, rules_version, held_before',
   )} AS c
  WHERE t.member_id = c.member_id`;
