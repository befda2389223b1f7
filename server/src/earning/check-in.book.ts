import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { LastCheckIn } from './check-in.rules.js';

interface CheckIn extends LastCheckIn {
  memberId: string;
  programId: string;
  points: number;
}

/** The last check-in of every member of the group; guarded by the lock on the member's points account. */
export class CheckInBook implements Book {
  readonly #needs = new Set<string>();
  readonly #last = new Map<string, LastCheckIn>();
  readonly #fresh: CheckIn[] = [];

  constructor(readonly books: Books) {}

  need(memberId: string): void {
    this.#needs.add(memberId);
  }

  last(memberId: string): LastCheckIn | null {
    return this.#last.get(memberId) ?? null;
  }

  add(checkIn: CheckIn): void {
    this.#last.set(checkIn.memberId, checkIn);
    this.#fresh.push(checkIn);
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    return [
      load<{ member_id: string; day: string; streak: number }>(
        `SELECT c.member_id, c.day, c.streak
           FROM unnest($1::uuid[]) AS n(member_id)
          CROSS JOIN LATERAL (
            SELECT * FROM check_in o WHERE o.member_id = n.member_id ORDER BY o.day DESC LIMIT 1
          ) AS c`,
        [[...this.#needs]],
        (row) => this.#last.set(row.member_id, { day: row.day, streak: row.streak }),
      ),
    ];
  }

  store(): Statement[] {
    if (this.#fresh.length === 0) return [];
    return [
      {
        text: `INSERT INTO check_in (member_id, program_id, day, streak, points)
               SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::int[], $5::bigint[])`,
        values: [
          this.#fresh.map((c) => c.memberId),
          this.#fresh.map((c) => c.programId),
          this.#fresh.map((c) => c.day),
          this.#fresh.map((c) => c.streak),
          this.#fresh.map((c) => c.points),
        ],
      },
    ];
  }
}
