import type { Queryable } from '../server/src/platform/database.js';
import { crowdfundingRules } from './crowdfunding-invariants.js';
import { donationRules } from './donation-invariants.js';
import { movementRules } from './movement-invariants.js';
import { tierRules } from './tier-invariants.js';

/** Every way in which the ledger could contradict itself; each query must find nothing. */
export const ledgerRules: Readonly<Record<string, string>> = {
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
  'a movement names its lot or has allocations of its own, never both': `
    SELECT t.id FROM transfer t JOIN split_allocation s ON s.transfer_id = t.id WHERE t.lot_id IS NOT NULL`,
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
  'the counts of a candidate are the sum of its ballots': `
    SELECT v.candidate_id, v.ballots, v.weight, v.interest, count(b.id), sum(b.weight), sum(b.quantity)
      FROM vote_count v LEFT JOIN ballot b ON b.candidate_id = v.candidate_id
     GROUP BY v.candidate_id
    HAVING v.ballots <> count(b.id) OR v.weight <> coalesce(sum(b.weight), 0) OR v.interest <> coalesce(sum(b.quantity), 0)`,
  'the tally of a campaign counts its ballots, each of one of its candidates': `
    SELECT t.campaign_id, t.ballots, count(b.id), count(d.id)
      FROM vote_tally t
      LEFT JOIN ballot b ON b.campaign_id = t.campaign_id
      LEFT JOIN vote_candidate d ON d.id = b.candidate_id AND d.campaign_id = t.campaign_id
     GROUP BY t.campaign_id HAVING t.ballots <> count(b.id) OR t.ballots <> count(d.id)`,
  'what was put into a ballot was spent, once': `
    SELECT b.id, b.spent, coalesce(sum(t.amount), 0) AS moved
      FROM ballot b FULL JOIN (SELECT * FROM transfer WHERE reason = 'vote') t ON t.subject_id = b.id
     GROUP BY b.id, b.spent HAVING b.id IS NULL OR b.spent <> coalesce(sum(t.amount), 0)`,
};

/** What must hold besides where whole capabilities are at work; another one adds its own. */
const capabilityRules: Readonly<Record<string, string>> = {
  'an escrow account belongs to something that members give points to': `
    SELECT a.owner_id FROM account a LEFT JOIN (
        SELECT id, program_id FROM donation_project UNION ALL SELECT id, program_id FROM pool) p
        ON p.id = a.owner_id AND p.program_id = a.program_id
     WHERE a.kind = 'escrow' AND p.id IS NULL`,
  ...movementRules,
  ...crowdfundingRules,
  ...donationRules,
  ...tierRules,
};

/** The contradictions found, by the rule they break; empty when the ledger is sound. */
export async function brokenInvariants(
  db: Queryable,
  rules: Readonly<Record<string, string>> = { ...ledgerRules, ...capabilityRules },
): Promise<string[]> {
  const rows = await db.query<{ rule: string; found: unknown[] }>(statementOf(rules));
  return rows.map(({ rule, found }) => `${rule}: ${JSON.stringify(found)}`);
}

/**
 * All rules at once: they are asked after every step of every random sequence. Each is planned for all that it looks at: for the first few
 * rows alone, which there are none of, it would go over the rest row by row.
 */
function statementOf(rules: Readonly<Record<string, string>>): string {
  const each = Object.entries(rules).map(([rule, sql]) => {
    const name = `'${rule.replaceAll("'", "''")}'`;
    return `SELECT ${name} AS rule, (
      WITH wrong AS MATERIALIZED (${sql}) SELECT jsonb_agg(to_jsonb(f)) FROM (SELECT * FROM wrong LIMIT 3) f) AS found`;
  });
  return `SELECT * FROM (${each.join(' UNION ALL ')}) r WHERE found IS NOT NULL`;
}
