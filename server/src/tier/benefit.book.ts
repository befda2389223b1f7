import { rowsOf } from '../platform/rows-of.js';
import type { Book, Books, Load, Statement } from '../platform/group-commit/command.js';
import type { BenefitUse } from './benefit.rows.js';

/** The benefits that the commands of a group use. Nothing is decided on what was used before, so nothing is read. */
export class BenefitBook implements Book {
  readonly #uses: BenefitUse[] = [];

  constructor(readonly books: Books) {}

  used(use: BenefitUse): void {
    this.#uses.push(use);
  }

  load(): Load[] {
    return [];
  }

  store(): Statement[] {
    const uses = this.#uses;
    if (uses.length === 0) return [];
    const { now, newId } = this.books;
    return [
      {
        text: insertUsesSql,
        values: [
          uses.map(() => newId()),
          uses.map((use) => use.programId),
          uses.map((use) => use.memberId),
          uses.map((use) => use.tier),
          uses.map((use) => use.benefit),
          uses.map((use) => use.subjectId),
          uses.map((use) => use.points),
          now,
        ],
      },
    ];
  }
}

const insertUsesSql = `
  INSERT INTO benefit_usage (id, program_id, member_id, tier, benefit, subject_id, points, at)
  SELECT n.*, $8::timestamptz
    FROM ${rowsOf(
      '$1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::bigint[]',
    )} AS n`;
