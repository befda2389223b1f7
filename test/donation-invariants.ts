/** What must hold of donations at every moment; each query must find nothing. */
export const donationRules: Readonly<Record<string, string>> = {
  'a project was given what its gifts add up to': `
    SELECT p.id, a.posted, t.settled, t.gifts, t.donors, g.points, g.count, g.members
      FROM donation_project p JOIN donation_tally t ON t.project_id = p.id
      LEFT JOIN account a ON a.owner_id = p.id AND a.kind = 'escrow'
     CROSS JOIN LATERAL (SELECT coalesce(sum(points), 0) AS points, count(*) AS count, count(DISTINCT member_id) AS members,
                                coalesce(max(number), 0) AS last
                           FROM donation d WHERE d.project_id = p.id) g
     WHERE a.posted IS NULL OR a.posted + t.settled <> g.points OR t.gifts <> g.count OR g.last <> g.count
        OR t.donors <> g.members OR (p.over_funding = 'stop' AND g.points > p.goal)`,
  'every gift is one transfer of its points into the escrow of its project': `
    SELECT d.id FROM donation d LEFT JOIN transfer t ON t.id = d.transfer_id
     WHERE t.id IS NULL OR (t.debit_owner, t.debit_kind::text, t.credit_owner, t.credit_kind::text, t.amount, t.subject_id)
           IS DISTINCT FROM (d.member_id, 'points', d.project_id, 'escrow', d.points, d.id)`,
  'a milestone is reached when its points were given': `
    SELECT m.project_id, m.position FROM donation_milestone m JOIN donation_tally t USING (project_id)
      JOIN account a ON a.owner_id = m.project_id AND a.kind = 'escrow'
     WHERE (m.reached_at IS NOT NULL) <> (m.points <= a.posted + t.settled) OR (m.position < t.milestones) <> (m.reached_at IS NOT NULL)`,
};
