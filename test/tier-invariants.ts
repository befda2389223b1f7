/** What must hold of tiers and their benefits. */
export const tierRules: Readonly<Record<string, string>> = {
  'every birthday gift was counted and moved its points, once': `
    SELECT member_id, sum(given) AS given, sum(used) AS used, sum(moved) AS moved FROM (
      SELECT member_id, points AS given, 0 AS used, 0 AS moved FROM birthday_gift UNION ALL
      SELECT member_id, 0, points, 0 FROM benefit_usage WHERE benefit = 'birthday_gift' UNION ALL
      SELECT credit_owner, 0, 0, amount FROM transfer WHERE reason = 'birthday') s
     GROUP BY member_id HAVING sum(given) <> sum(used) OR sum(moved) > sum(given)`,
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
