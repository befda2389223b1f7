/**
 * The ledger as a child would keep it: a list of lots, a list of holds, and obvious rules. It shares no code with the
 * product; the property test demands that both accept, refuse and count the same.
 */
interface ModelLot {
  expiresAt: number;
  left: number;
}

interface ModelExchange {
  points: number;
  state: 'awaiting' | 'confirmed' | 'over';
  dueAt: number;
  from: { lot: ModelLot; amount: number }[];
}

interface ModelPurchase {
  points: number;
  into: ModelLot | null;
  refunded: boolean;
}

export class LedgerModel {
  readonly lots: ModelLot[] = [];
  readonly exchanges: ModelExchange[] = [];
  readonly purchases: ModelPurchase[] = [];
  /** Points that are kept for something else than an exchange, by its name. */
  readonly reserved = new Map<string, number>();
  stock: number;
  owed = 0;
  now: number;

  constructor(stock: number, now: number) {
    this.stock = stock;
    this.now = now;
  }

  get held(): number {
    const awaiting = this.exchanges.filter((x) => x.state === 'awaiting').map((x) => x.points);
    return sum([...awaiting, ...this.reserved.values()]);
  }

  get posted(): number {
    return sum(this.lots.map((lot) => lot.left));
  }

  get available(): number {
    const due = sum(this.lots.filter((lot) => lot.expiresAt <= this.now).map((lot) => lot.left));
    return this.posted - this.held - Math.max(0, due - this.held);
  }

  earn(points: number, expiresAt: number): ModelLot | null {
    const repaid = Math.min(this.owed, points);
    this.owed -= repaid;
    if (points === repaid) return null;
    const same = this.lots.find((lot) => lot.expiresAt === expiresAt);
    const lot = same ?? { expiresAt, left: 0 };
    if (same === undefined) this.lots.push(lot);
    lot.left += points - repaid;
    return lot;
  }

  redeem(points: number): boolean {
    if (this.stock < 1 || this.available < points) return false;
    this.stock -= 1;
    const from = this.#take(points, (lot) => lot.expiresAt > this.now);
    this.exchanges.push({ points, state: 'confirmed', dueAt: 0, from });
    return true;
  }

  /** Points that go elsewhere than into an exchange. */
  spend(points: number): boolean {
    if (this.available < points) return false;
    this.#take(points, (lot) => lot.expiresAt > this.now);
    return true;
  }

  /** So many in all; fails when there are not enough for what is added. */
  reserve(name: string, points: number): boolean {
    if (points - (this.reserved.get(name) ?? 0) > this.available) return false;
    this.reserved.set(name, points);
    return true;
  }

  /** Ends what is reserved: the points are spent, or free again. */
  settle(name: string, outcome: 'spent' | 'free'): void {
    if (outcome === 'spent') this.#take(this.reserved.get(name) ?? 0, () => true);
    this.reserved.delete(name);
    this.repay();
  }

  hold(points: number, dueAt: number): boolean {
    if (this.stock < 1 || this.available < points) return false;
    this.stock -= 1;
    this.exchanges.push({ points, state: 'awaiting', dueAt, from: [] });
    return true;
  }

  capture(at: number): boolean {
    const exchange = this.exchanges[at];
    if (exchange?.state !== 'awaiting' || exchange.dueAt <= this.now) return false;
    exchange.from = this.#take(exchange.points, () => true);
    exchange.state = 'confirmed';
    return true;
  }

  cancel(at: number): boolean {
    const exchange = this.exchanges[at];
    if (exchange === undefined || exchange.state === 'over') return false;
    for (const { lot, amount } of exchange.from) lot.left += amount;
    exchange.state = 'over';
    this.stock += 1;
    return true;
  }

  /** What came from lots that have expired meanwhile lives on for the days of grace, counted in Shanghai; then what is owed is repaid. */
  cancelWithGrace(at: number, graceDays: number): boolean {
    const lost = (this.exchanges[at]?.from ?? []).filter(({ lot }) => lot.expiresAt <= this.now);
    if (!this.cancel(at)) return false;
    const today = new Date(this.now + 8 * 3_600_000).toISOString().slice(0, 10);
    const until = new Date(`${today}T00:00:00+08:00`).getTime() + (graceDays + 1) * 86_400_000;
    for (const { lot, amount } of lost) {
      lot.left -= amount;
      const same = this.lots.find((other) => other.expiresAt === until);
      if (same === undefined) this.lots.push({ expiresAt: until, left: amount });
      else same.left += amount;
    }
    this.repay();
    return true;
  }

  /** Nobody who owes has anything to spend. */
  repay(): void {
    const repaid = Math.min(this.owed, this.available);
    this.#take(repaid, (lot) => lot.expiresAt > this.now);
    this.owed -= repaid;
  }

  expireHolds(): void {
    for (const exchange of this.exchanges) {
      if (exchange.state !== 'awaiting' || exchange.dueAt > this.now) continue;
      exchange.state = 'over';
      this.stock += 1;
      this.repay();
    }
  }

  purchase(points: number, expiresAt: number): void {
    this.purchases.push({ points, into: this.earn(points, expiresAt), refunded: false });
  }

  refundPurchase(at: number): boolean {
    const purchase = this.purchases[at];
    if (purchase === undefined || purchase.refunded) return false;
    purchase.refunded = true;
    let taken = Math.min(purchase.points, this.available);
    this.owed += purchase.points - taken;
    const own = purchase.into;
    if (own !== null && own.expiresAt > this.now) {
      const part = Math.min(own.left, taken);
      own.left -= part;
      taken -= part;
    }
    this.#take(taken, (lot) => lot.expiresAt > this.now);
    return true;
  }

  expireLots(): void {
    const due = this.lots.filter((lot) => lot.expiresAt <= this.now);
    let expiring = Math.max(0, sum(due.map((lot) => lot.left)) - this.held);
    for (const lot of due.toSorted((a, b) => a.expiresAt - b.expiresAt)) {
      const part = Math.min(lot.left, expiring);
      lot.left -= part;
      expiring -= part;
    }
  }

  #take(points: number, fits: (lot: ModelLot) => boolean): { lot: ModelLot; amount: number }[] {
    const taken: { lot: ModelLot; amount: number }[] = [];
    let wanted = points;
    for (const lot of this.lots.filter(fits).toSorted((a, b) => a.expiresAt - b.expiresAt)) {
      const amount = Math.min(lot.left, wanted);
      if (amount > 0) taken.push({ lot, amount });
      lot.left -= amount;
      wanted -= amount;
    }
    if (wanted > 0) throw new Error('The model ran out of lots.');
    return taken;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
