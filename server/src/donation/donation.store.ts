import { rowsOf } from '../platform/rows-of.js';
import type { Statement } from '../platform/group-commit/command.js';
import type { DonationChanges } from './donation.book.js';

/** Every effect of a group on donations, set-based. */
export function storeDonations(changes: DonationChanges, now: Date): Statement[] {
  return [
    storeTallies(changes),
    storeGifts(changes, now),
    storeReached(changes, now),
    storeSettlements(changes),
    storeNews(changes),
  ].filter((statement) => statement !== null);
}

const storeTalliesSql = `
  UPDATE donation_tally t
    SET state = c.state, donors = c.donors, gifts = c.gifts, milestones = c.milestones,
        settled = c.settled, version = c.version
   FROM ${rowsOf(
     '$1::uuid[], $2::text[], $3::int[], $4::int[], $5::int[], $6::bigint[], $7::bigint[]',
     'project_id, state, donors, gifts, milestones, settled, version',
   )} AS c
  WHERE t.project_id = c.project_id`;

function storeTallies({ projects }: DonationChanges): Statement | null {
  if (projects.length === 0) return null;
  return {
    text: storeTalliesSql,
    values: [
      projects.map((p) => p.id),
      projects.map((p) => p.state),
      projects.map((p) => p.donors),
      projects.map((p) => p.gifts),
      projects.map((p) => p.reached),
      projects.map((p) => p.settled),
      projects.map((p) => p.version),
    ],
  };
}

const storeGiftsSql = `
  INSERT INTO donation
    (id, program_id, project_id, member_id, number, points, anonymous, transfer_id, worth_minor, currency, at)
  SELECT *, $11::timestamptz
    FROM ${rowsOf(
      `$1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::bigint[], $7::boolean[],
       $8::uuid[], $9::bigint[], $10::text[]`,
    )} AS r`;

function storeGifts({ gifts }: DonationChanges, now: Date): Statement | null {
  if (gifts.length === 0) return null;
  return {
    text: storeGiftsSql,
    values: [
      gifts.map((g) => g.id),
      gifts.map((g) => g.programId),
      gifts.map((g) => g.projectId),
      gifts.map((g) => g.memberId),
      gifts.map((g) => g.number),
      gifts.map((g) => g.points),
      gifts.map((g) => g.anonymous),
      gifts.map((g) => g.transferId),
      gifts.map((g) => g.worthMinor),
      gifts.map((g) => g.currency),
      now,
    ],
  };
}

const storeReachedSql = `
  UPDATE donation_milestone m SET reached_at = $3
   FROM ${rowsOf('$1::uuid[], $2::int[]', 'project_id, position')} AS c
  WHERE m.project_id = c.project_id AND m.position = c.position`;

function storeReached({ reached }: DonationChanges, now: Date): Statement | null {
  if (reached.length === 0) return null;
  return {
    text: storeReachedSql,
    values: [reached.map((r) => r.projectId), reached.map((r) => r.position), now],
  };
}

const storeSettlementsSql = `
  INSERT INTO donation_settlement
    (project_id, program_id, points, amount_minor, currency, statement, document_url, transfer_id, at)
  SELECT * FROM ${rowsOf(
    `$1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::jsonb[], $7::text[],
     $8::uuid[], $9::timestamptz[]`,
  )} AS r`;

function storeSettlements({ settlements }: DonationChanges): Statement | null {
  if (settlements.length === 0) return null;
  return {
    text: storeSettlementsSql,
    values: [
      settlements.map((s) => s.projectId),
      settlements.map((s) => s.programId),
      settlements.map((s) => s.points),
      settlements.map((s) => s.amountMinor),
      settlements.map((s) => s.currency),
      settlements.map((s) => JSON.stringify(s.statement)),
      settlements.map((s) => s.documentUrl),
      settlements.map((s) => s.transferId),
      settlements.map((s) => s.at),
    ],
  };
}

const storeNewsSql = `
  INSERT INTO donation_news (id, program_id, project_id, title, body, images, at)
  SELECT * FROM ${rowsOf(
    '$1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[], $5::jsonb[], $6::jsonb[], $7::timestamptz[]',
  )} AS r`;

function storeNews({ news }: DonationChanges): Statement | null {
  if (news.length === 0) return null;
  return {
    text: storeNewsSql,
    values: [
      news.map((n) => n.id),
      news.map((n) => n.programId),
      news.map((n) => n.projectId),
      news.map((n) => JSON.stringify(n.title)),
      news.map((n) => JSON.stringify(n.body)),
      news.map((n) => JSON.stringify(n.images)),
      news.map((n) => n.at),
    ],
  };
}
