import { rowsOf } from '../platform/rows-of.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';

interface BirthdayGift {
  programId: string;
  memberId: string;
  /** The birthday it is for. */
  day: string;
  points: number;
}

/** The last birthday gift of every member of the group; guarded by the lock on the member's points account. */
export class BirthdayBook implements Book {
  readonly #needs = new Set<string>();
  readonly #last = new Map<string, string>();
  readonly #fresh: BirthdayGift[] = [];

  constructor(readonly books: Books) {}

  need(memberId: string): void {
    this.#needs.add(memberId);
  }

  /** The birthday for which the member was last given something. */
  last(memberId: string): string | null {
    return this.#last.get(memberId) ?? null;
  }

  add(gift: BirthdayGift): void {
    this.#last.set(gift.memberId, gift.day);
    this.#fresh.push(gift);
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    return [
      load<{ member_id: string; day: string }>(
        'SELECT member_id, max(day) AS day FROM birthday_gift WHERE member_id = ANY($1::uuid[]) GROUP BY member_id',
        [[...this.#needs]],
        (row) => this.#last.set(row.member_id, row.day),
      ),
    ];
  }

  store(): Statement[] {
    if (this.#fresh.length === 0) return [];
    return [
      {
        text: insertBirthdaysSql,
        values: [
          this.#fresh.map((gift) => gift.memberId),
          this.#fresh.map((gift) => gift.programId),
          this.#fresh.map((gift) => gift.day),
          this.#fresh.map((gift) => gift.points),
        ],
      },
    ];
  }
}

const insertBirthdaysSql = `
  INSERT INTO birthday_gift (member_id, year, program_id, day, points)
  SELECT n.member_id, extract(year FROM n.day), n.program_id, n.day, n.points
    FROM ${rowsOf(
      '$1::uuid[], $2::uuid[], $3::date[], $4::bigint[]',
      'member_id, program_id, day, points',
    )} AS n`;
