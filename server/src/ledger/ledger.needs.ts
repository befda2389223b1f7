import type { Load } from '../platform/group-commit/command.js';
import { ByAccount } from './by-account.js';
import {
  type AccountNeed,
  loadAccounts,
  loadAllocations,
  loadHolds,
  loadLotsOfDay,
  loadOpenHolds,
  loadPending,
} from './ledger.load.js';
import type { Account, CarryingKind, Hold, LotRow, PendingPoints } from './ledger.rows.js';
import type { Allocation } from './ledger.rules.js';

/** Where the rows that were read go. */
export interface LedgerRows {
  account(account: Account): void;
  lot(lot: LotRow): void;
  allocation(transferId: string, allocation: Allocation): void;
  hold(hold: Hold): void;
  pending(pending: PendingPoints): void;
}

/** Who takes from their lots, and how many points as far as that is known. */
export interface Spender {
  programId: string;
  points: number;
}

/** Everything the commands of one group need of the ledger, each row once. */
export class LedgerNeeds {
  readonly #accounts = new ByAccount<AccountNeed>();
  readonly #spenders = new Map<string, Spender>();
  readonly #lotDays = new Map<string, { ownerId: string; day: string }>();
  readonly #transferIds = new Set<string>();
  readonly #holdIds = new Set<string>();
  readonly #openHolds = new Map<string, { ownerId: string; subjectId: string }>();
  /** By id, or by owner and subject. */
  readonly #spentHolds = new Set<string>();
  readonly #pendingIds = new Set<string>();

  account(programId: string, ownerId: string, kind: CarryingKind): void {
    this.#accounts.set({ programId, ownerId, kind });
  }

  /**
   * The points account with its open lots.
   * @param spending how many points the command may spend, as far as it knows before anything is read: lots for so many are read ahead
   */
  points(programId: string, ownerId: string, spending = 0): void {
    this.account(programId, ownerId, 'points');
    const spender = this.#spenders.get(ownerId);
    if (spender === undefined) this.#spenders.set(ownerId, { programId, points: spending });
    else spender.points += spending;
  }

  /** What giving points back takes: the account with its lots, and the debt that is repaid first. */
  return(programId: string, ownerId: string): void {
    this.points(programId, ownerId);
    this.account(programId, ownerId, 'owed');
  }

  /** What crediting points takes: the account, the debt that is repaid first, and the lots of the day. */
  earning(programId: string, ownerId: string, day: string): void {
    this.account(programId, ownerId, 'points');
    this.account(programId, ownerId, 'owed');
    this.#lotDays.set(`${ownerId} ${day}`, { ownerId, day });
  }

  /** Whose open lots are needed, and for how many points, by member. */
  get spenders(): ReadonlyMap<string, Readonly<Spender>> {
    return this.#spenders;
  }

  /** The allocations of an earlier movement, with their lots. */
  transfer(transferId: string): void {
    this.#transferIds.add(transferId);
  }

  /** @param spent whether it may be captured: lots for its points are then read ahead */
  hold(holdId: string, spent = false): void {
    this.#holdIds.add(holdId);
    if (spent) this.#spentHolds.add(holdId);
  }

  /** What of a member is held for one subject; guarded by the lock on the member's points account. `spent` as above. */
  openHold(ownerId: string, subjectId: string, spent = false): void {
    const name = `${ownerId} ${subjectId}`;
    this.#openHolds.set(name, { ownerId, subjectId });
    if (spent) this.#spentHolds.add(name);
  }

  /** What is still pending of an earlier movement. */
  pending(transferId: string): void {
    this.#pendingIds.add(transferId);
  }

  /** Locks the accounts, then reads what their locks guard, except open lots. */
  load(rows: LedgerRows): Load[] {
    const days = [...this.#lotDays.values()];
    const takeHold = (hold: Hold) => {
      const { id, ownerId, subjectId, amount } = hold;
      const spender = this.#spenders.get(ownerId);
      const spent = this.#spentHolds.has(id) || this.#spentHolds.has(`${ownerId} ${subjectId}`);
      if (spent && spender !== undefined) spender.points += amount;
      rows.hold(hold);
    };
    return [
      ...loadAccounts(this.#accounts.all(), (account) => rows.account(account)),
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
      ...loadHolds([...this.#holdIds], takeHold),
      ...loadOpenHolds([...this.#openHolds.values()], takeHold),
      ...loadPending([...this.#pendingIds], (pending) => rows.pending(pending)),
    ];
  }
}
