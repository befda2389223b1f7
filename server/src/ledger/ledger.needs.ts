import type { Load } from '../platform/group-commit/command.js';
import { ByAccount } from './by-account.js';
import {
  type AccountNeed,
  loadAccounts,
  loadAllocations,
  loadHolds,
  loadLotsOfDay,
  loadOpenHolds,
  loadOpenLots,
  loadPending,
} from './ledger.load.js';
import type { Account, CarryingKind, Hold, LotRow, PendingPoints } from './ledger.rows.js';
import type { Allocation } from './ledger.rules.js';

/** Where the rows that were read go. */
export interface LedgerRows {
  /** Every open lot of a member, not only the first few. */
  everyLot: boolean;
  account(account: Account): void;
  /** One of a member's open lots, in the order in which they are spent. */
  openLot(lot: LotRow): void;
  lot(lot: LotRow): void;
  allocation(transferId: string, allocation: Allocation): void;
  hold(hold: Hold): void;
  pending(pending: PendingPoints): void;
}

/** Everything the commands of one group need of the ledger, each row once. */
export class LedgerNeeds {
  readonly #accounts = new ByAccount<AccountNeed>();
  readonly #lotOwners = new Set<string>();
  readonly #lotDays = new Map<string, { ownerId: string; day: string }>();
  readonly #transferIds = new Set<string>();
  readonly #holdIds = new Set<string>();
  readonly #openHolds = new Map<string, { ownerId: string; subjectId: string }>();
  readonly #pendingIds = new Set<string>();

  account(programId: string, ownerId: string, kind: CarryingKind): void {
    this.#accounts.set({ programId, ownerId, kind });
  }

  /** The points account with its open lots. */
  points(programId: string, ownerId: string): void {
    this.account(programId, ownerId, 'points');
    this.#lotOwners.add(ownerId);
  }

  /** What giving points back takes: the account with its lots, and the debt that is repaid first. */
  return(programId: string, ownerId: string): void {
    this.points(programId, ownerId);
    this.account(programId, ownerId, 'owed');
  }

  /** What crediting points takes: the lots of the day as well. */
  earning(programId: string, ownerId: string, day: string): void {
    this.return(programId, ownerId);
    this.#lotDays.set(`${ownerId} ${day}`, { ownerId, day });
  }

  /** The allocations of an earlier movement, with their lots. */
  transfer(transferId: string): void {
    this.#transferIds.add(transferId);
  }

  hold(holdId: string): void {
    this.#holdIds.add(holdId);
  }

  /** What of a member is held for one subject; guarded by the lock on the member's points account. */
  openHold(ownerId: string, subjectId: string): void {
    this.#openHolds.set(`${ownerId} ${subjectId}`, { ownerId, subjectId });
  }

  /** What is still pending of an earlier movement. */
  pending(transferId: string): void {
    this.#pendingIds.add(transferId);
  }

  /** Locks the accounts, then reads what their locks guard. */
  load(rows: LedgerRows): Load[] {
    const days = [...this.#lotDays.values()];
    return [
      ...loadAccounts(this.#accounts.all(), (account) => rows.account(account)),
      ...loadOpenLots([...this.#lotOwners], rows.everyLot, (lot) => rows.openLot(lot)),
      ...loadLotsOfDay(
        days.map((d) => d.ownerId),
        days.map((d) => d.day),
        (lot) => rows.lot(lot),
      ),
      ...loadAllocations(
        [...this.#transferIds],
        [...this.#holdIds],
        (id, allocation) => rows.allocation(id, allocation),
        (lot) => rows.lot(lot),
      ),
      ...loadHolds([...this.#holdIds], (hold) => rows.hold(hold)),
      ...loadOpenHolds([...this.#openHolds.values()], (hold) => rows.hold(hold)),
      ...loadPending([...this.#pendingIds], (pending) => rows.pending(pending)),
    ];
  }
}
