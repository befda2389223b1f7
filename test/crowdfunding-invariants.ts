/** What must hold of pools at every moment; each query must find nothing. */
export const crowdfundingRules: Readonly<Record<string, string>> = {
  'a pool counts what is pledged to it, and never more than its target': `
    SELECT p.id, t.*, g.* FROM pool p JOIN pool_tally t ON t.pool_id = p.id
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(points) FILTER (WHERE state IN ('held', 'captured')), 0) AS points,
              count(*) FILTER (WHERE state IN ('held', 'captured')) AS count,
              count(*) FILTER (WHERE state = 'held') AS held, count(*) AS numbers
         FROM pledge g WHERE g.pool_id = p.id) g
     WHERE t.pledged > p.target OR t.target <> p.target OR t.unresolved <> g.held OR t.numbers <> g.numbers
        OR (t.state IN ('open', 'succeeded', 'completed') AND (t.pledged <> g.points OR t.backers <> g.count))
        OR (t.state IN ('succeeded', 'completed')) <> (t.pledged = p.target)
        OR (t.state IN ('completed', 'released') AND t.unresolved > 0)`,
  'pledges are in a state that their pool allows': `
    SELECT g.id, g.state, t.state FROM pledge g JOIN pool_tally t USING (pool_id)
     WHERE (g.state = 'captured' AND t.state NOT IN ('succeeded', 'completed'))
        OR (g.state = 'released' AND t.state NOT IN ('failed', 'released'))
        OR (g.state = 'held' AND t.state IN ('completed', 'released'))`,
  'the escrow of a pool has what was captured and not paid out': `
    SELECT p.id, a.posted FROM pool p LEFT JOIN account a ON a.owner_id = p.id AND a.kind = 'escrow'
      LEFT JOIN pool_settlement s ON s.pool_id = p.id
     WHERE a.posted IS DISTINCT FROM (SELECT coalesce(sum(points), 0) FROM pledge g WHERE g.pool_id = p.id AND g.state = 'captured')
                                     - coalesce(s.points, 0)`,
  'a settlement is all of a completed pool, moved once': `
    SELECT s.pool_id FROM pool_settlement s JOIN pool_tally t USING (pool_id)
      LEFT JOIN transfer m ON m.id = s.transfer_id AND m.debit_owner = s.pool_id AND m.amount = s.points
                          AND m.reason = 'pool_settlement' AND m.credit_kind = 'redeemed'
     WHERE t.state <> 'completed' OR s.points <> t.target OR m.id IS NULL`,
  'a pool that was called off takes nothing': `
    SELECT pool_id FROM pool_cancellation JOIN pool_tally USING (pool_id) WHERE state NOT IN ('failed', 'released')`,
  'every member hears once how a pool ended, and who won, and nobody else': `
    SELECT coalesce(g.pool_id, n.subject_id), n.kind
      FROM (SELECT g.pool_id, g.member_id, CASE WHEN g.state = 'captured' THEN 'pool_succeeded'
                                                WHEN c.pool_id IS NULL THEN 'pool_failed' ELSE 'pool_cancelled' END AS kind
              FROM pledge g LEFT JOIN pool_cancellation c USING (pool_id) WHERE g.state IN ('captured', 'released')
             UNION ALL
            SELECT g.pool_id, g.member_id, 'pool_won' FROM pool_winner w JOIN pledge g USING (pool_id, number)) g
      FULL JOIN (SELECT * FROM notice WHERE kind LIKE 'pool_%') n
        ON n.subject_id = g.pool_id AND n.member_id = g.member_id AND n.kind = g.kind
     WHERE g.pool_id IS NULL OR n.id IS NULL`,
  'a held pledge is one open hold of its points, and nothing else is held for a pool': `
    SELECT coalesce(g.pool_id, h.subject_id), g.points, h.amount
      FROM (SELECT * FROM pledge WHERE state = 'held') g
      FULL JOIN (SELECT h.* FROM hold h JOIN pool p ON p.id = h.subject_id
                   LEFT JOIN hold_resolution r ON r.hold_id = h.id WHERE r.hold_id IS NULL) h
        ON h.subject_id = g.pool_id AND h.owner_id = g.member_id
     WHERE g.points IS DISTINCT FROM h.amount`,
  'a captured pledge was captured once, into the escrow of its pool': `
    SELECT g.id, count(t.id) FROM pledge g
      LEFT JOIN transfer t ON t.debit_owner = g.member_id AND t.credit_owner = g.pool_id AND t.credit_kind = 'escrow'
                          AND t.amount = g.points
     GROUP BY g.id, g.state HAVING count(t.id) <> CASE g.state WHEN 'captured' THEN 1 ELSE 0 END`,
  'a draw has its winners when it is completed, each once and from its backers': `
    SELECT p.id FROM pool p JOIN pool_tally t ON t.pool_id = p.id
     CROSS JOIN LATERAL (SELECT count(*) AS count, count(DISTINCT w.number) AS numbers, count(g.id) AS backers
                           FROM pool_winner w LEFT JOIN pledge g ON g.pool_id = w.pool_id AND g.number = w.number
                                                                AND g.state = 'captured' WHERE w.pool_id = p.id) w
     WHERE w.count <> CASE WHEN p.allotment = 'draw' AND t.state = 'completed' THEN least(p.winners, t.backers) ELSE 0 END
        OR w.numbers <> w.count OR w.backers <> w.count`,
};
