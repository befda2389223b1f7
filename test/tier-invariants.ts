/** What must hold of tiers and their benefits. */
export const tierRules: Readonly<Record<string, string>> = {
  'every birthday gift was counted and moved its points, once': `
    SELECT m.id, g.given, u.used, t.moved
      FROM member m
      LEFT JOIN LATERAL (SELECT coalesce(sum(points), 0) AS given FROM birthday_gift WHERE member_id = m.id) g ON true
      LEFT JOIN LATERAL (
        SELECT coalesce(sum(points), 0) AS used FROM benefit_usage
         WHERE member_id = m.id AND benefit = 'birthday_gift') u ON true
      LEFT JOIN LATERAL (
        SELECT coalesce(sum(amount), 0) AS moved FROM transfer
         WHERE credit_owner = m.id AND reason = 'birthday') t ON true
     WHERE g.given <> u.used OR t.moved > g.given`,
  'an exchange costs what its lines cost': `
    SELECT x.id, x.points, sum(l.quantity * l.unit_points) AS lines
      FROM exchange x JOIN exchange_line l ON l.exchange_id = x.id
     GROUP BY x.id, x.points HAVING x.points <> sum(l.quantity * l.unit_points)`,
  'each discount is counted once, with what it saved': `
    SELECT coalesce(d.exchange_id, u.subject_id) AS exchange_id, d.saved, u.points
      FROM (SELECT exchange_id, sum(quantity * (list_points - unit_points)) AS saved
              FROM exchange_line WHERE list_points IS NOT NULL GROUP BY exchange_id) d
      FULL JOIN (SELECT subject_id, points FROM benefit_usage WHERE benefit = 'exchange_discount') u
        ON u.subject_id = d.exchange_id
     WHERE d.saved IS DISTINCT FROM u.points`,
};
