import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';

interface Usage {
  programId: string;
  memberId: string;
  rewardId: string;
  startsOn: string;
  used: number;
  changed: boolean;
}

type Columns = { program_id: string; member_id: string; reward_id: string; starts_on: string; used: number };

/** How much of their limits members have used; guarded by the lock on the member's points account. */
export class LimitBook implements Book {
  readonly #members = new Map<string, { memberId: string; variantIds: Set<string> }>();
  readonly #usages = new Map<string, Usage>();

  constructor(readonly books: Books) {}

  /** The limits of the rewards that these variants belong to. */
  need(memberId: string, variantIds: readonly string[]): void {
    const need = this.#members.get(memberId) ?? { memberId, variantIds: new Set() };
    for (const id of variantIds) need.variantIds.add(id);
    this.#members.set(memberId, need);
  }

  used(memberId: string, rewardId: string, startsOn: string): number {
    return this.#usages.get(keyOf(memberId, rewardId, startsOn))?.used ?? 0;
  }

  add(programId: string, memberId: string, rewardId: string, startsOn: string, quantity: number): void {
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

  load(): Load[] {
    const pairs = [...this.#members.values()].flatMap(({ memberId, variantIds }) =>
      [...variantIds].map((variantId) => ({ memberId, variantId })),
    );
    if (pairs.length === 0) return [];
    return [
      load<Columns>(
        `SELECT DISTINCT u.*
           FROM unnest($1::uuid[], $2::uuid[]) AS n(member_id, variant_id)
           JOIN variant v ON v.id = n.variant_id
          CROSS JOIN LATERAL (
            SELECT l.program_id, l.member_id, l.reward_id, l.starts_on, l.used FROM limit_usage l
             WHERE l.member_id = n.member_id AND l.reward_id = v.reward_id
               AND (l.starts_on = '1970-01-01' OR l.starts_on >= $3::timestamptz - interval '400 days')
            OFFSET 0
          ) AS u`,
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
        text: `INSERT INTO limit_usage (program_id, member_id, reward_id, starts_on, used)
               SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::date[], $5::bigint[])
               ON CONFLICT (member_id, reward_id, starts_on) DO UPDATE SET used = excluded.used`,
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
