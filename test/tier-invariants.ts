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
};
