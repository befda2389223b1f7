import { rowsOf } from '../platform/rows-of.js';
import type { Statement } from '../platform/group-commit/command.js';
import {
  type Account,
  type Hold,
  type HoldResolution,
  isSystem,
  type Leg,
  type LotRow,
  type PendingPoints,
  type SystemAccountKind,
  type Transfer,
} from './ledger.rows.js';

/** What the group changed, for storing. */
export interface LedgerChanges {
  accounts: Account[];
  transfers: Transfer[];
  lots: LotRow[];
  holds: Hold[];
  resolutions: HoldResolution[];
  pending: PendingPoints[];
  pendingLeft: PendingPoints[];
}

/** Every ledger effect of a group as a handful of set-based statements. */
export function storeLedger(changes: LedgerChanges, now: Date): Statement[] {
  return [
    storeAccounts(changes),
    storeTransfers(changes.transfers, now),
    storePostings(changes.transfers, now),
    storeNewLots(changes),
    storeChangedLots(changes),
    storeSplitAllocations(changes.transfers),
    storeHolds(changes, now),
    storeResolutions(changes, now),
    storePending(changes),
    storePendingLeft(changes),
  ].filter((statement) => statement !== null);
}

const storeAccountsSql = `
  UPDATE account a SET posted = c.posted, held = c.held, version = c.version
   FROM ${rowsOf(
     '$1::uuid[], $2::account_kind[], $3::bigint[], $4::bigint[], $5::bigint[]',
     'owner_id, kind, posted, held, version',
   )} AS c
  WHERE a.owner_id = c.owner_id AND a.kind = c.kind`;

function storeAccounts({ accounts }: LedgerChanges): Statement | null {
  if (accounts.length === 0) return null;
  return {
    text: storeAccountsSql,
    values: [
      accounts.map((a) => a.ownerId),
      accounts.map((a) => a.kind),
      accounts.map((a) => a.posted),
      accounts.map((a) => a.held),
      accounts.map((a) => a.version),
    ],
  };
}

const storeTransfersSql = `
  INSERT INTO transfer (id, program_id, debit_owner, debit_kind, debit_version, debit_balance,
                        credit_owner, credit_kind, credit_version, credit_balance,
                        amount, reason, subject_id, reverses, note, lot_id, at)
  SELECT *, $17::timestamptz
    FROM ${rowsOf(
      `$1::uuid[], $2::uuid[], $3::uuid[], $4::account_kind[], $5::bigint[], $6::bigint[],
       $7::uuid[], $8::account_kind[], $9::bigint[], $10::bigint[], $11::bigint[],
       $12::transfer_reason[], $13::uuid[], $14::uuid[], $15::json[], $16::uuid[]`,
    )} AS r`;

function storeTransfers(transfers: readonly Transfer[], now: Date): Statement | null {
  if (transfers.length === 0) return null;
  const leg = (pick: (t: Transfer) => Leg) => [
    transfers.map((t) => pick(t).ownerId),
    transfers.map((t) => pick(t).kind),
    transfers.map((t) => pick(t).version),
    transfers.map((t) => pick(t).balance),
  ];
  return {
    text: storeTransfersSql,
    values: [
      transfers.map((t) => t.id),
      transfers.map((t) => t.programId),
      ...leg((t) => t.debit),
      ...leg((t) => t.credit),
      transfers.map((t) => t.amount),
      transfers.map((t) => t.reason),
      transfers.map((t) => t.subjectId),
      transfers.map((t) => t.reverses),
      transfers.map((t) => t.note),
      transfers.map(onlyLot),
      now,
    ],
  };
}

const storePostingsSql = `
  INSERT INTO system_posting (program_id, kind, amount, at)
  SELECT program_id, kind, amount, $4
    FROM ${rowsOf('$1::uuid[], $2::account_kind[], $3::bigint[]', 'program_id, kind, amount')} AS s`;

/** The mall's own legs, summed over the group: one inserted row an account, however many commands there were. */
function storePostings(transfers: readonly Transfer[], now: Date): Statement | null {
  const sums = new Map<string, { programId: string; kind: SystemAccountKind; amount: number }>();
  const add = (programId: string, leg: Leg, amount: number) => {
    const { kind } = leg;
    if (!isSystem(kind)) return;
    const sum = sums.get(programId + kind) ?? { programId, kind, amount: 0 };
    sum.amount += amount;
    sums.set(programId + kind, sum);
  };
  for (const t of transfers) {
    add(t.programId, t.debit, -t.amount);
    add(t.programId, t.credit, t.amount);
  }
  if (sums.size === 0) return null;
  const rows = [...sums.values()];
  return {
    text: storePostingsSql,
    values: [rows.map((r) => r.programId), rows.map((r) => r.kind), rows.map((r) => r.amount), now],
  };
}

const storeNewLotsSql = `
  INSERT INTO lot (id, program_id, owner_id, earned_on, expires_at, amount, remaining)
  SELECT * FROM ${rowsOf(
    '$1::uuid[], $2::uuid[], $3::uuid[], $4::date[], $5::timestamptz[], $6::bigint[], $7::bigint[]',
  )} AS r`;

function storeNewLots({ lots }: LedgerChanges): Statement | null {
  const fresh = lots.filter((lot) => lot.state === 'new');
  if (fresh.length === 0) return null;
  return {
    text: storeNewLotsSql,
    values: [
      fresh.map((l) => l.id),
      fresh.map((l) => l.programId),
      fresh.map((l) => l.ownerId),
      fresh.map((l) => l.earnedOn),
      fresh.map((l) => new Date(l.expiresAt)),
      fresh.map((l) => l.amount),
      fresh.map((l) => l.remaining),
    ],
  };
}

const storeChangedLotsSql = `
  UPDATE lot l SET amount = c.amount, remaining = c.remaining
   FROM ${rowsOf('$1::uuid[], $2::bigint[], $3::bigint[]', 'id, amount, remaining')} AS c
  WHERE l.id = c.id`;

function storeChangedLots({ lots }: LedgerChanges): Statement | null {
  const changed = lots.filter((lot) => lot.state === 'changed');
  if (changed.length === 0) return null;
  return {
    text: storeChangedLotsSql,
    values: [changed.map((l) => l.id), changed.map((l) => l.amount), changed.map((l) => l.remaining)],
  };
}

/** Most movements touch a single lot, and say so themselves; only what several lots share is stored as allocations of its own. */
function onlyLot({ amount, allocations }: Transfer): string | null {
  const [first] = allocations;
  return allocations.length === 1 && first?.amount === amount ? first.lotId : null;
}

const storeSplitAllocationsSql = `
  INSERT INTO split_allocation (transfer_id, lot_id, amount)
  SELECT * FROM ${rowsOf('$1::uuid[], $2::uuid[], $3::bigint[]')} AS r`;

function storeSplitAllocations(transfers: readonly Transfer[]): Statement | null {
  const split = transfers.flatMap((transfer) =>
    onlyLot(transfer) === null ? transfer.allocations.map((a) => ({ transferId: transfer.id, ...a })) : [],
  );
  if (split.length === 0) return null;
  return {
    text: storeSplitAllocationsSql,
    values: [split.map((a) => a.transferId), split.map((a) => a.lotId), split.map((a) => a.amount)],
  };
}

const storeHoldsSql = `
  INSERT INTO hold (id, program_id, owner_id, amount, subject_id, expires_at, created_at)
  SELECT *, $7::timestamptz FROM ${rowsOf(
    '$1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[], $6::timestamptz[]',
  )} AS r`;

function storeHolds({ holds }: LedgerChanges, now: Date): Statement | null {
  if (holds.length === 0) return null;
  return {
    text: storeHoldsSql,
    values: [
      holds.map((h) => h.id),
      holds.map((h) => h.programId),
      holds.map((h) => h.ownerId),
      holds.map((h) => h.amount),
      holds.map((h) => h.subjectId),
      holds.map((h) => h.expiresAt),
      now,
    ],
  };
}

const storeResolutionsSql = `
  INSERT INTO hold_resolution (hold_id, outcome, transfer_id, at)
  SELECT *, $4::timestamptz FROM ${rowsOf('$1::uuid[], $2::text[], $3::uuid[]')} AS r`;

function storeResolutions({ resolutions }: LedgerChanges, now: Date): Statement | null {
  if (resolutions.length === 0) return null;
  return {
    text: storeResolutionsSql,
    values: [
      resolutions.map((r) => r.holdId),
      resolutions.map((r) => r.outcome),
      resolutions.map((r) => r.transferId),
      now,
    ],
  };
}

const storePendingSql = `
  INSERT INTO pending_points (transfer_id, program_id, owner_id, amount, due_at, released_by)
  SELECT * FROM ${rowsOf('$1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::timestamptz[], $6::uuid[]')} AS r`;

function storePending({ pending }: LedgerChanges): Statement | null {
  if (pending.length === 0) return null;
  return {
    text: storePendingSql,
    values: [
      pending.map((p) => p.transferId),
      pending.map((p) => p.programId),
      pending.map((p) => p.ownerId),
      pending.map((p) => p.amount),
      pending.map((p) => p.dueAt),
      pending.map((p) => p.releasedBy),
    ],
  };
}

const storePendingLeftSql = `
  UPDATE pending_points p SET amount = c.amount, released_by = c.released_by
   FROM ${rowsOf('$1::uuid[], $2::bigint[], $3::uuid[]', 'transfer_id, amount, released_by')} AS c
  WHERE p.transfer_id = c.transfer_id`;

function storePendingLeft({ pendingLeft }: LedgerChanges): Statement | null {
  if (pendingLeft.length === 0) return null;
  return {
    text: storePendingLeftSql,
    values: [
      pendingLeft.map((p) => p.transferId),
      pendingLeft.map((p) => p.amount),
      pendingLeft.map((p) => p.releasedBy),
    ],
  };
}
