/**
 * What moved or was held for something must be of something that is there. Asked from the movement, for what a refusal left
 * behind is seen from no exchange, gift or pledge.
 */
export const movementRules: Readonly<Record<string, string>> = {
  'every movement is of something that is there, and of whom it belongs to': `
    SELECT t.id, t.reason, t.subject_id, t.owner_id, t.amount
      FROM (SELECT *, CASE WHEN debit_kind IN ('issuance', 'redeemed', 'donated') THEN credit_owner ELSE debit_owner END AS owner_id
              FROM transfer) t
      LEFT JOIN (
        SELECT reason, id AS subject_id, member_id AS owner_id, program_id
          FROM exchange CROSS JOIN unnest(ARRAY['exchange', 'exchange_refund', 'repayment']) AS reason
         UNION ALL
        SELECT reason, id, member_id, program_id
          FROM purchase CROSS JOIN unnest(ARRAY['purchase', 'purchase_refund', 'repayment']) AS reason
         UNION ALL SELECT 'check_in', member_id, member_id, program_id FROM check_in
         UNION ALL SELECT 'birthday', member_id, member_id, program_id FROM birthday_gift
         UNION ALL SELECT 'vote', id, member_id, program_id FROM ballot
         UNION ALL SELECT 'donation', id, member_id, program_id FROM donation
         UNION ALL SELECT 'donation_settlement', project_id, project_id, program_id FROM donation_settlement
         UNION ALL SELECT 'pledge', pool_id, member_id, program_id FROM pledge WHERE state = 'captured'
         UNION ALL SELECT 'repayment', pool_id, member_id, program_id FROM pledge
         UNION ALL SELECT 'pool_settlement', pool_id, pool_id, program_id FROM pool_settlement
      ) o ON o.reason = t.reason::text AND o.subject_id = coalesce(t.subject_id, t.owner_id) AND o.owner_id = t.owner_id
         AND o.program_id = t.program_id
     WHERE o.owner_id IS NULL AND CASE t.reason WHEN 'grant' THEN t.subject_id IS NOT NULL
                                                WHEN 'expiry' THEN t.subject_id IS NOT NULL
                                                WHEN 'pending_release' THEN t.subject_id IS NOT NULL
                                                WHEN 'repayment' THEN t.subject_id IS NOT NULL ELSE true END`,
  'every hold is of an exchange that names it, or of a pledge': `
    SELECT h.id, h.subject_id, h.owner_id, h.amount
      FROM hold h
      LEFT JOIN exchange e ON e.id = h.subject_id AND e.hold_id = h.id AND e.member_id = h.owner_id AND e.points = h.amount
                          AND e.program_id = h.program_id
      LEFT JOIN pledge g ON g.pool_id = h.subject_id AND g.member_id = h.owner_id AND g.program_id = h.program_id
     WHERE e.id IS NULL AND g.id IS NULL`,
  'an exchange moved its points once, and once back when it was undone': `
    SELECT e.id, e.state, e.points, m.spent, m.back
      FROM exchange e
      LEFT JOIN (
        SELECT subject_id, array_agg(amount) FILTER (WHERE reason = 'exchange') AS spent,
               array_agg(amount) FILTER (WHERE reason = 'exchange_refund') AS back,
               bool_and((reason, debit_kind, credit_kind) IN (('exchange', 'points', 'redeemed'),
                                                              ('exchange_refund', 'redeemed', 'points'))) AS straight
          FROM transfer WHERE reason IN ('exchange', 'exchange_refund') GROUP BY subject_id) m ON m.subject_id = e.id
     WHERE NOT coalesce(m.straight, true)
        OR m.spent IS DISTINCT FROM CASE WHEN e.transfer_id IS NOT NULL THEN ARRAY[e.points] END
        OR m.back IS DISTINCT FROM CASE WHEN e.transfer_id IS NOT NULL AND e.state IN ('cancelled', 'refunded')
                                        THEN ARRAY[e.points] END
        OR CASE e.state WHEN 'confirmed' THEN e.points > 0 AND e.transfer_id IS NULL
                        WHEN 'fulfilled' THEN e.points > 0 AND e.transfer_id IS NULL
                        WHEN 'awaiting_payment' THEN e.transfer_id IS NOT NULL
                        WHEN 'expired' THEN e.transfer_id IS NOT NULL ELSE false END`,
  'the hold of an exchange is open as long as its payment is awaited': `
    SELECT e.id, e.state, h.id AS hold, r.outcome
      FROM exchange e LEFT JOIN hold h ON h.id = e.hold_id LEFT JOIN hold_resolution r ON r.hold_id = h.id
     WHERE (e.hold_id IS NOT NULL AND h.id IS NULL)
        OR (e.hold_id IS NULL AND e.state = 'awaiting_payment' AND e.points > 0)
        OR (e.hold_id IS NOT NULL AND r.outcome IS DISTINCT FROM
            CASE WHEN e.transfer_id IS NOT NULL THEN 'captured' WHEN e.state = 'awaiting_payment' THEN NULL
                 WHEN e.state = 'expired' THEN 'expired' ELSE 'released' END)`,
};
