import { rowsOf } from '../platform/rows-of.js';
import { type Load, load } from '../platform/group-commit/command.js';
import type { Account, CarryingKind, Hold, LotRow, PendingPoints } from './ledger.rows.js';

export interface AccountNeed {
  programId: string;
  ownerId: string;
  kind: CarryingKind;
}

type AccountRow = {
  /** Which of the needs, from 1: shorter than the account's name, of which there are hundreds. */
  nth: number;
  posted: number;
  held: number;
  version: number;
};

type LotColumns = { id: string; earned_on: string; expires_at: Date; amount: number; remaining: number };
type OwnedLotColumns = LotColumns & { owner_id: string };

const lotColumns = 'l.id, l.earned_on, l.expires_at, l.amount, l.remaining';

function lotOf(row: LotColumns, ownerId: string): LotRow {
  return {
    id: row.id,
    ownerId,
    programId: null,
    earnedOn: row.earned_on,
    expiresAt: row.expires_at.getTime(),
    amount: row.amount,
    remaining: row.remaining,
    state: 'stored',
  };
}

/** Accounts of a member that are made when first needed; an escrow is opened by whoever opens what it belongs to. */
const madeOnDemand: ReadonlySet<CarryingKind> = new Set<CarryingKind>(['pending', 'owed', 'expired']);

const makeAccountsSql = `
  INSERT INTO account (program_id, owner_id, kind, overdraft)
  SELECT program_id, owner_id, kind, CASE kind WHEN 'owed' THEN 9007199254740991 ELSE 0 END
    FROM ${rowsOf('$1::uuid[], $2::uuid[], $3::account_kind[]', 'program_id, owner_id, kind')} AS n
   ORDER BY owner_id, kind
  ON CONFLICT DO NOTHING`;

const lockAccountsSql = `
  SELECT n.nth, a.posted, a.held, a.version
   FROM account a
   JOIN ${rowsOf('$1::uuid[], $2::account_kind[]', 'nth, owner_id, kind')} AS n USING (owner_id, kind)
  ORDER BY a.owner_id, a.kind
    FOR NO KEY UPDATE OF a`;

/** Makes the accounts that do not exist yet, then locks all of them in the order of their key. */
export function loadAccounts(needs: readonly AccountNeed[], take: (account: Account) => void): Load[] {
  if (needs.length === 0) return [];
  const owners = needs.map((n) => n.ownerId);
  const kinds = needs.map((n) => n.kind);
  const others = needs.filter((n) => madeOnDemand.has(n.kind));
  const create = load(
    makeAccountsSql,
    [others.map((n) => n.programId), others.map((n) => n.ownerId), others.map((n) => n.kind)],
    () => undefined,
  );
  const lock = load<AccountRow>(lockAccountsSql, [owners, kinds], ({ nth, posted, held, version }) => {
    const need = needs[nth - 1];
    if (need === undefined) throw new Error('An account was read that nobody needs.');
    take({ ownerId: need.ownerId, kind: need.kind, posted, held, version, changed: false });
  });
  return others.length === 0 ? [lock] : [create, lock];
}

// No two lots of a member have the same day and expiry.
const openLotsSql = `
  SELECT n.nth, ${lotColumns}
    FROM ${rowsOf('$1::uuid[], $2::bigint[]', 'nth, owner_id, most')} AS n
   CROSS JOIN LATERAL (
     SELECT * FROM lot o WHERE o.owner_id = n.owner_id AND o.open
      ORDER BY o.expires_at, o.earned_on LIMIT n.most
   ) AS l`;

/** Open lots by member, in the order in which they are spent, so many of each. */
export function loadOpenLots(of: ReadonlyMap<string, number>, take: (lot: LotRow) => void): Load[] {
  if (of.size === 0) return [];
  const ownerIds = [...of.keys()];
  return [
    load<LotColumns & { nth: number }>(openLotsSql, [ownerIds, [...of.values()]], (row) => {
      const ownerId = ownerIds[row.nth - 1];
      if (ownerId === undefined) throw new Error('A lot was read of somebody who was not asked for.');
      take(lotOf(row, ownerId));
    }),
  ];
}

const lotsOfDaySql = `
  SELECT l.owner_id, ${lotColumns}
   FROM ${rowsOf('$1::uuid[], $2::date[]', 'owner_id, earned_on')} AS n
   JOIN lot l USING (owner_id, earned_on)`;

/** The lots new points may merge into: those of the member's same day. */
export function loadLotsOfDay(
  ownerIds: readonly string[],
  days: readonly string[],
  take: (lot: LotRow) => void,
): Load[] {
  if (ownerIds.length === 0) return [];
  return [load<OwnedLotColumns>(lotsOfDaySql, [ownerIds, days], (row) => take(lotOf(row, row.owner_id)))];
}

/**
 * What earlier movements took out of, or put into, which lots; and those lots. The movement that captured a hold is found
 * by the hold: whoever asks before the lock may not know yet that there is one. So is the one that released pending points, by what made them pending.
 */
export function loadAllocations(
  transferIds: readonly string[],
  holdIds: readonly string[],
  takeAllocation: (transferId: string, allocation: { lotId: string; amount: number }) => void,
  takeLot: (lot: LotRow) => void,
): Load[] {
  if (transferIds.length === 0 && holdIds.length === 0) return [];
  type Row = OwnedLotColumns & { transfer_id: string; allocated: number };
  return [
    load<Row>(
      `SELECT x.transfer_id, x.amount AS allocated, l.owner_id, ${lotColumns}
         FROM allocation x JOIN lot l ON l.id = x.lot_id
        WHERE x.transfer_id = ANY($1::uuid[] || ARRAY(
                SELECT transfer_id FROM hold_resolution WHERE hold_id = ANY($2::uuid[]) AND transfer_id IS NOT NULL)
              || ARRAY(SELECT released_by FROM pending_points
                        WHERE transfer_id = ANY($1::uuid[]) AND released_by IS NOT NULL))`,
      [transferIds, holdIds],
      (row) => {
        takeLot(lotOf(row, row.owner_id));
        takeAllocation(row.transfer_id, { lotId: row.id, amount: row.allocated });
      },
    ),
  ];
}

type HoldColumns = {
  id: string;
  program_id: string;
  owner_id: string;
  amount: number;
  subject_id: string;
  expires_at: Date;
  resolved: boolean;
};

const holdColumns =
  'h.id, h.program_id, h.owner_id, h.amount, h.subject_id, h.expires_at, r.hold_id IS NOT NULL AS resolved';

function holdOf(row: HoldColumns): Hold {
  return {
    id: row.id,
    programId: row.program_id,
    ownerId: row.owner_id,
    amount: row.amount,
    subjectId: row.subject_id,
    expiresAt: row.expires_at,
    resolved: row.resolved,
  };
}

export function loadHolds(holdIds: readonly string[], take: (hold: Hold) => void): Load[] {
  if (holdIds.length === 0) return [];
  return [
    load<HoldColumns>(
      `SELECT ${holdColumns}
         FROM hold h LEFT JOIN hold_resolution r ON r.hold_id = h.id
        WHERE h.id = ANY($1::uuid[])`,
      [holdIds],
      (row) => take(holdOf(row)),
    ),
  ];
}

const openHoldsSql = `
  SELECT ${holdColumns}
    FROM ${rowsOf('$1::uuid[], $2::uuid[]', 'owner_id, subject_id')} AS n
    JOIN hold h USING (owner_id, subject_id)
    LEFT JOIN hold_resolution r ON r.hold_id = h.id
   WHERE r.hold_id IS NULL`;

/** Holds that are not resolved, by whose points they are and what for. */
export function loadOpenHolds(
  needs: readonly { ownerId: string; subjectId: string }[],
  take: (hold: Hold) => void,
): Load[] {
  if (needs.length === 0) return [];
  return [
    load<HoldColumns>(openHoldsSql, [needs.map((n) => n.ownerId), needs.map((n) => n.subjectId)], (row) =>
      take(holdOf(row)),
    ),
  ];
}

export function loadPending(transferIds: readonly string[], take: (pending: PendingPoints) => void): Load[] {
  if (transferIds.length === 0) return [];
  type Row = {
    transfer_id: string;
    program_id: string;
    owner_id: string;
    amount: number;
    due_at: Date;
    released_by: string | null;
  };
  return [
    load<Row>(
      `SELECT transfer_id, program_id, owner_id, amount, due_at, released_by
         FROM pending_points WHERE transfer_id = ANY($1::uuid[])`,
      [transferIds],
      (row) =>
        take({
          transferId: row.transfer_id,
          programId: row.program_id,
          ownerId: row.owner_id,
          amount: row.amount,
          dueAt: row.due_at,
          releasedBy: row.released_by,
        }),
    ),
  ];
}
