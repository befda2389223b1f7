import type { LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import type { MemberAccountKind, TransferReason } from './ledger.rows.js';

export type StatementRow = {
  id: string;
  at: Date;
  amount: number;
  balance: number;
  version: number;
  reason: TransferReason;
  subject_id: string | null;
  note: LocalizedText | null;
};

/** Movements of one member account, newest first, behind a version. */
export function readStatement(
  db: Queryable,
  page: {
    programId: string;
    memberId: string;
    account: MemberAccountKind;
    before: number | null;
    limit: number;
  },
): Promise<StatementRow[]> {
  return db.query<StatementRow>(
    `SELECT id, at, amount, balance, version, reason, subject_id, note
       FROM ((SELECT id, at, -amount AS amount, debit_balance AS balance, debit_version AS version, reason, subject_id, note
                FROM transfer
               WHERE debit_owner = $2 AND debit_kind = $3 AND debit_version < coalesce($4, 9007199254740991) AND program_id = $1
               ORDER BY debit_version DESC LIMIT $5)
             UNION ALL
             (SELECT id, at, amount, credit_balance, credit_version, reason, subject_id, note
                FROM transfer
               WHERE credit_owner = $2 AND credit_kind = $3 AND credit_version < coalesce($4, 9007199254740991) AND program_id = $1
               ORDER BY credit_version DESC LIMIT $5)) AS legs
      ORDER BY version DESC LIMIT $5`,
    [page.programId, page.memberId, page.account, page.before, page.limit],
  );
}
