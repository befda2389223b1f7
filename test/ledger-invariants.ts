import type { Queryable } from '../server/src/platform/database.js';

/** Every way in which the ledger could contradict itself; each query must find nothing. */
const contradictions: Record<string, string> = {
  'the entries of an account add up to its balance': `
    SELECT a.owner_id, a.kind, a.posted, coalesce(sum(e.amount), 0) AS entries
      FROM account a LEFT JOIN entry e ON e.owner_id = a.owner_id AND e.kind = a.kind
     GROUP BY a.owner_id, a.kind, a.posted HAVING a.posted <> coalesce(sum(e.amount), 0)`,
  'the lots of a member add up to their points': `
    SELECT a.owner_id, a.posted, coalesce(sum(l.remaining), 0) AS lots
      FROM account a LEFT JOIN lot l ON l.owner_id = a.owner_id
     WHERE a.kind = 'points' GROUP BY a.owner_id, a.posted HAVING a.posted <> coalesce(sum(l.remaining), 0)`,
  'open holds add up to what is held': `
    SELECT a.owner_id, a.held, coalesce(sum(h.amount), 0) AS holds
      FROM account a
      LEFT JOIN (SELECT h.* FROM hold h LEFT JOIN hold_resolution r ON r.hold_id = h.id WHERE r.hold_id IS NULL) h
        ON h.owner_id = a.owner_id
     WHERE a.kind = 'points' GROUP BY a.owner_id, a.held HAVING a.held <> coalesce(sum(h.amount), 0)`,
  'all accounts of a program add up to zero': `
    SELECT program_id, sum(amount) FROM (
      SELECT program_id, posted AS amount FROM account UNION ALL SELECT program_id, amount FROM system_posting) s
     GROUP BY program_id HAVING sum(amount) <> 0`,
  'each entry carries the balance it left': `
    SELECT * FROM (
      SELECT owner_id, kind, version, balance, sum(amount) OVER (PARTITION BY owner_id, kind ORDER BY version) AS running
        FROM entry WHERE version IS NOT NULL) s
     WHERE balance <> running`,
  'what moved points moved the same in lots': `
    SELECT t.id, t.amount, coalesce(sum(x.amount), 0) AS lots
      FROM transfer t LEFT JOIN allocation x ON x.transfer_id = t.id
     WHERE 'points' IN (t.debit_kind, t.credit_kind)
     GROUP BY t.id, t.amount HAVING t.amount <> coalesce(sum(x.amount), 0)`,
  'pending points add up to what is pending': `
    SELECT a.owner_id, a.posted, coalesce(sum(p.amount), 0) AS pending
      FROM account a LEFT JOIN pending_points p ON p.owner_id = a.owner_id
     WHERE a.kind = 'pending' GROUP BY a.owner_id, a.posted HAVING a.posted <> coalesce(sum(p.amount), 0)`,
  'nothing is negative but what is owed': `
    SELECT owner_id, kind, posted, held FROM account
     WHERE CASE kind WHEN 'owed' THEN posted > 0 OR held <> 0 ELSE posted < held END`,
  'a code is free as long as its stock counts it': `
    SELECT s.variant_id, s.on_hand, count(c.id) FILTER (WHERE c.exchange_id IS NULL) AS free
      FROM stock s JOIN code c ON c.variant_id = s.variant_id
     GROUP BY s.variant_id, s.on_hand HAVING count(c.id) FILTER (WHERE c.exchange_id IS NULL) < s.on_hand`,
};

/** The contradictions found, by the rule they break; empty when the ledger is sound. */
export async function brokenInvariants(db: Queryable): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, sql] of Object.entries(contradictions)) {
    const rows = await db.query(sql);
    if (rows.length > 0) broken.push(`${rule}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return broken;
}
