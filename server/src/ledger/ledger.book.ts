import {
  type Book,
  type Books,
  type Load,
  type Statement,
  TryAgain,
} from '../platform/group-commit/command.js';
import type { Changes } from '../platform/outbox/record-changes.js';
import { ByAccount } from './by-account.js';
import { LedgerNeeds } from './ledger.needs.js';
import {
  type Account,
  type CarryingKind,
  type Hold,
  type HoldResolution,
  isSystem,
  type Leg,
  type LotRow,
  type Movement,
  type Party,
  type PendingPoints,
  type Transfer,
} from './ledger.rows.js';
import { type Allocation, available, expirable, MOST_POINTS } from './ledger.rules.js';
import { type LedgerChanges, storeLedger } from './ledger.store.js';
import { OpenLots } from './open-lots.js';

/** The topic under which a member's balance is followed. */
export const MEMBER_TOPIC = 'member';

/** The locked accounts, lots and holds of one group: the only writer of balances. */
export class LedgerBook implements Book {
  /** Where commands say what they need. */
  readonly need = new LedgerNeeds();

  readonly #accounts = new ByAccount<Account>();
  readonly #lots = new Map<string, LotRow>();
  readonly #lotsOf = new Map<string, LotRow[]>();
  readonly #openLots: OpenLots;
  /** Of earlier movements. */
  readonly #allocations = new Map<string, Allocation[]>();
  /** The movements of this group, by their ids. */
  readonly #transfers = new Map<string, Transfer>();
  readonly #holds = new Map<string, Hold>();
  readonly #openHolds = new Map<string, Hold>();
  readonly #pending = new Map<string, PendingPoints>();
  readonly #pendingTaken = new Set<PendingPoints>();

  readonly #changes: LedgerChanges = {
    accounts: [],
    transfers: [],
    lots: [],
    holds: [],
    resolutions: [],
    pending: [],
    pendingLeft: [],
  };

  constructor(readonly books: Books) {
    this.#openLots = new OpenLots(books, (lot) => this.#keepLot(lot));
  }

  load(): Load[] {
    const loads = this.need.load({
      account: (account) => this.#accounts.set(account),
      lot: (lot) => this.#keepLot(lot),
      allocation: (id, allocation) => append(this.#allocations, id, allocation),
      hold: (hold) => this.#keepHold(hold),
      pending: (pending) => this.#pending.set(pending.transferId, pending),
    });
    return [...loads, ...this.#openLots.load(this.need.spenders, this.books.attempt > 0)];
  }

  loadMore(): Load[] {
    const most = (ownerId: string) => this.account(ownerId, 'points')?.posted ?? 0;
    const wanted = (ownerId: string, points: number) => Math.min(points + this.owed(ownerId), most(ownerId));
    return this.#openLots.loadMore(this.need.spenders, wanted);
  }

  // Facts.

  account(ownerId: string, kind: CarryingKind): Account | null {
    return this.#accounts.get(ownerId, kind);
  }

  lotsOf(ownerId: string): readonly LotRow[] {
    return this.#lotsOf.get(ownerId) ?? [];
  }

  lot(id: string): LotRow | null {
    return this.#lots.get(id) ?? null;
  }

  allocationsOf(transferId: string): readonly Allocation[] {
    // A command may undo the movement of one before it.
    return this.#transfers.get(transferId)?.allocations ?? this.#allocations.get(transferId) ?? [];
  }

  hold(id: string): Hold | null {
    return this.#holds.get(id) ?? null;
  }

  /** What of a member is held for one subject; null when nothing is. */
  openHold(ownerId: string, subjectId: string): Hold | null {
    return this.#openHolds.get(`${ownerId} ${subjectId}`) ?? null;
  }

  /** Into which lots a movement put what was earned, be it later because it was pending first. */
  earnedLots(transferId: string): ReadonlySet<string> {
    const made = this.#pending.get(transferId)?.releasedBy ?? transferId;
    return new Set(this.allocationsOf(made).map(({ lotId }) => lotId));
  }

  pendingOf(transferId: string): number {
    return this.#pending.get(transferId)?.amount ?? 0;
  }

  /** Points the member can spend now, net of holds and of lots that are past their expiry. */
  available(ownerId: string): number {
    const account = this.account(ownerId, 'points');
    if (account === null) return 0;
    this.#demandEveryDueLot(ownerId);
    return available(account, this.lotsOf(ownerId), this.books.now.getTime());
  }

  /** What a member owes, as it was when it was locked and changed since. */
  owed(ownerId: string): number {
    return -(this.account(ownerId, 'owed')?.posted ?? 0);
  }

  expirable(ownerId: string): number {
    const account = this.account(ownerId, 'points');
    if (account === null) return 0;
    this.#demandEveryDueLot(ownerId);
    return expirable(account, this.lotsOf(ownerId), this.books.now.getTime());
  }

  /**
   * Allocations as the rule made them; when the lots read so far fall short, or earlier ones may have been passed over,
   * the group reads all of them. Lots that are meant by name are right wherever they stand.
   */
  covered(allocations: Allocation[] | null, meant: ReadonlySet<string> = new Set()): Allocation[] {
    const skips = allocations?.some(({ lotId }) => !meant.has(lotId) && this.#maySkip(lotId));
    if (allocations !== null && skips !== true) return allocations;
    if (this.books.attempt === 0) throw new TryAgain('More lots are needed.');
    throw new Error('The lots of an account do not cover its balance.');
  }

  // Effects.

  /** Moves points between two accounts; lots are moved by takeFromLots and putIntoLot. */
  transfer(movement: Movement): string {
    const transfer: Transfer = {
      id: this.books.newId(),
      programId: movement.programId,
      debit: this.#post(movement.from, -movement.amount),
      credit: this.#post(movement.to, movement.amount),
      amount: movement.amount,
      reason: movement.reason,
      subjectId: movement.subjectId,
      reverses: movement.reverses ?? null,
      note: movement.note ?? null,
      allocations: [],
    };
    this.#transfers.set(transfer.id, transfer);
    return transfer.id;
  }

  takeFromLots(transferId: string, allocations: readonly Allocation[]): void {
    for (const { lotId, amount } of allocations) this.#moveLot(transferId, lotId, -amount);
  }

  /** Gives points back to lots they came from. */
  restoreToLots(transferId: string, allocations: readonly Allocation[]): void {
    for (const { lotId, amount } of allocations) this.#moveLot(transferId, lotId, amount);
  }

  /** New points: into the lot of the same member, day and expiry, or a new one. */
  putIntoLot(
    transferId: string,
    earned: { programId: string; ownerId: string; earnedOn: string; expiresAt: Date; amount: number },
  ): void {
    const expiresAt = earned.expiresAt.getTime();
    let lot = this.lotsOf(earned.ownerId).find(
      (l) => l.earnedOn === earned.earnedOn && l.expiresAt === expiresAt,
    );
    if (lot === undefined) {
      lot = { ...earned, id: this.books.newId(), expiresAt, amount: 0, remaining: 0, state: 'new' };
      this.#keepLot(lot);
      this.#changes.lots.push(lot);
    }
    lot.amount += earned.amount;
    // Some of the movement may have come back into this very lot before, and a movement names each lot once.
    const { id: lotId } = lot;
    const before = this.#transfers
      .get(transferId)
      ?.allocations.find((allocation) => allocation.lotId === lotId);
    this.#moveLot(transferId, lotId, earned.amount, before);
  }

  placeHold(hold: Omit<Hold, 'id' | 'resolved'>): string {
    const placed = { ...hold, id: this.books.newId(), resolved: false };
    this.#change(hold.ownerId, 'points', (account) => {
      account.held += hold.amount;
    });
    this.#keepHold(placed);
    this.#changes.holds.push(placed);
    return placed.id;
  }

  /** Ends a hold, once; what becomes of the points is the caller's transfer. */
  resolveHold(holdId: string, outcome: HoldResolution['outcome'], transfer: () => string | null): void {
    const hold = this.hold(holdId);
    if (hold === null || hold.resolved) throw new Error('A hold is resolved exactly once.');
    hold.resolved = true;
    // Not when another one took its place already.
    if (this.openHold(hold.ownerId, hold.subjectId) === hold)
      this.#openHolds.delete(`${hold.ownerId} ${hold.subjectId}`);
    this.#change(hold.ownerId, 'points', (account) => {
      account.held -= hold.amount;
    });
    this.#changes.resolutions.push({ holdId, outcome, transferId: transfer() });
  }

  addPending(pending: PendingPoints): void {
    this.#pending.set(pending.transferId, pending);
    this.#changes.pending.push(pending);
  }

  /** Lowers what is still pending of one movement, after a refund or a release, which names the movement that made them spendable. */
  takePending(transferId: string, amount: number, releasedBy: string | null = null): void {
    const pending = this.#pending.get(transferId);
    if (pending === undefined) throw new Error('Pending points were taken that the command did not load.');
    pending.amount -= amount;
    pending.releasedBy ??= releasedBy;
    this.#pendingTaken.add(pending);
  }

  store(): Statement[] {
    this.#changes.transfers = [...this.#transfers.values()];
    this.#changes.accounts = this.#accounts.all().filter((account) => account.changed);
    this.#changes.pendingLeft = [...this.#pendingTaken];
    return storeLedger(this.#changes, this.books.now);
  }

  changes(): Changes {
    const { accounts } = this.#changes;
    const members = accounts.flatMap(({ kind, ownerId }) => (kind === 'escrow' ? [] : [ownerId]));
    return { topics: { [MEMBER_TOPIC]: members }, feed: [] };
  }

  #post(party: Party, amount: number): Leg {
    const { ownerId, kind } = party;
    if (isSystem(kind)) return { ownerId, kind, version: null, balance: null };
    const account = this.#change(ownerId, kind, (a) => {
      a.posted += amount;
      if (Math.abs(a.posted) > MOST_POINTS) throw new Error('A balance left the range of exact numbers.');
    });
    return { ownerId, kind, version: account.version, balance: account.posted };
  }

  #change(ownerId: string, kind: CarryingKind, change: (account: Account) => void): Account {
    const account = this.account(ownerId, kind);
    if (account === null) throw new Error('An account was changed that the command did not lock.');
    change(account);
    account.version += 1;
    account.changed = true;
    return account;
  }

  #keepHold(hold: Hold): void {
    // One that was read under both its names is one thing.
    const known = this.#holds.get(hold.id) ?? hold;
    this.#holds.set(hold.id, known);
    if (!known.resolved) this.#openHolds.set(`${hold.ownerId} ${hold.subjectId}`, known);
  }

  #keepLot(lot: LotRow): void {
    if (this.#lots.has(lot.id)) return;
    this.#lots.set(lot.id, lot);
    append(this.#lotsOf, lot.ownerId, lot);
  }

  #moveLot(transferId: string, lotId: string, amount: number, before?: Allocation): void {
    const lot = this.lot(lotId);
    if (lot === null) throw new Error('A lot was moved that the command did not load.');
    const transfer = this.#transfers.get(transferId);
    if (transfer === undefined) throw new Error('Lots are moved by a movement of the same group.');
    lot.remaining += amount;
    if (lot.state === 'stored') {
      lot.state = 'changed';
      this.#changes.lots.push(lot);
    }
    if (before === undefined) transfer.allocations.push({ lotId, amount: Math.abs(amount) });
    else before.amount += Math.abs(amount);
  }

  /** Whether there may be unread lots before this one, which is known for another reason than being among the first. */
  #maySkip(lotId: string): boolean {
    const lot = this.lot(lotId);
    return lot !== null && this.#openLots.maySkip(lot.ownerId, lot);
  }

  /** When the lots that were read are all due, there may be more due ones behind them. */
  #demandEveryDueLot(ownerId: string): void {
    if (!this.#openLots.knowsDue(ownerId)) throw new TryAgain('More lots are needed.');
  }
}

/** In place: some members have thousands of lots. */
function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
