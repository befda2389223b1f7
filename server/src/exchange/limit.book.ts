import { rowsOf } from '../platform/rows-of.js';
import { KnownOffers } from '../catalog/known-offers.js';
import {
  type Book,
  type Books,
  type Load,
  load,
  type Statement,
  TryAgain,
} from '../platform/group-commit/command.js';

interface Usage {
  programId: string;
  memberId: string;
  rewardId: string;
  startsOn: string;
  used: number;
  changed: boolean;
}

type Columns = { program_id: string; member_id: string; reward_id: string; starts_on: string; used: number };

/**
 * How much of their limits members have used; guarded by the lock on the member's points account. Most rewards have no limit:
 * where none is known, nothing is read at first, and whoever then meets one after all has the group run again.
 */
export class LimitBook implements Book {
  readonly #members = new Map<string, { memberId: string; variantIds: Set<string> }>();
  readonly #usages = new Map<string, Usage>();
  /** Members and rewards that were not read. */
  readonly #unread = new Set<string>();

  constructor(readonly books: Books) {}

  /** The limits of the rewards that these variants belong to. */
  need(memberId: string, variantIds: readonly string[]): void {
    const need = this.#members.get(memberId) ?? { memberId, variantIds: new Set() };
    for (const id of variantIds) need.variantIds.add(id);
    this.#members.set(memberId, need);
  }

  used(memberId: string, rewardId: string, startsOn: string): number {
    this.#demand(memberId, rewardId);
    return this.#usages.get(keyOf(memberId, rewardId, startsOn))?.used ?? 0;
  }

  add(programId: string, memberId: string, rewardId: string, startsOn: string, quantity: number): void {
    this.#demand(memberId, rewardId);
    const key = keyOf(memberId, rewardId, startsOn);
    const usage = this.#usages.get(key) ?? {
      programId,
      memberId,
      rewardId,
      startsOn,
      used: 0,
      changed: true,
    };
    usage.used = Math.max(0, usage.used + quantity);
    usage.changed = true;
    this.#usages.set(key, usage);
  }

  #demand(memberId: string, rewardId: string): void {
    if (this.#unread.has(`${memberId} ${rewardId}`)) throw new TryAgain('A limit is needed after all.');
  }

  /** Whose use of which variants must be read; on a second try of all. */
  #pairs(): { memberId: string; variantId: string }[] {
    const known = this.books.kept(KnownOffers);
    const pairs = [];
    for (const { memberId, variantIds } of this.#members.values()) {
      for (const variantId of variantIds) {
        const offer = this.books.attempt > 0 ? undefined : known.of(variantId)?.offer;
        if (offer?.limit === null) this.#unread.add(`${memberId} ${offer.rewardId}`);
        else pairs.push({ memberId, variantId });
      }
    }
    return pairs;
  }

  load(): Load[] {
    const pairs = this.#pairs();
    if (pairs.length === 0) return [];
    return [
      load<Columns>(
        usagesSql,
        [pairs.map((p) => p.memberId), pairs.map((p) => p.variantId), this.books.now],
        (row) =>
          this.#usages.set(keyOf(row.member_id, row.reward_id, row.starts_on), {
            programId: row.program_id,
            memberId: row.member_id,
            rewardId: row.reward_id,
            startsOn: row.starts_on,
            used: row.used,
            changed: false,
          }),
      ),
    ];
  }

  store(): Statement[] {
    const changed = [...this.#usages.values()].filter((usage) => usage.changed);
    if (changed.length === 0) return [];
    return [
      {
        text: storeUsagesSql,
        values: [
          changed.map((u) => u.programId),
          changed.map((u) => u.memberId),
          changed.map((u) => u.rewardId),
          changed.map((u) => u.startsOn),
          changed.map((u) => u.used),
        ],
      },
    ];
  }
}

function keyOf(memberId: string, rewardId: string, startsOn: string): string {
  return `${memberId} ${rewardId} ${startsOn}`;
}

const usagesSql = `
  SELECT DISTINCT u.*
   FROM ${rowsOf('$1::uuid[], $2::uuid[]', 'member_id, variant_id')} AS n
   JOIN variant v ON v.id = n.variant_id
  CROSS JOIN LATERAL (
    SELECT l.program_id, l.member_id, l.reward_id, l.starts_on, l.used FROM limit_usage l
     WHERE l.member_id = n.member_id AND l.reward_id = v.reward_id
       AND (l.starts_on = '1970-01-01' OR l.starts_on >= $3::timestamptz - interval '400 days')
    OFFSET 0
  ) AS u`;

const storeUsagesSql = `
  INSERT INTO limit_usage (program_id, member_id, reward_id, starts_on, used)
  SELECT * FROM ${rowsOf('$1::uuid[], $2::uuid[], $3::uuid[], $4::date[], $5::bigint[]')} AS r
  ON CONFLICT (member_id, reward_id, starts_on) DO UPDATE SET used = excluded.used`;
