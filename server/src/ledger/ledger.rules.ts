/** Points earned together: one member, one day, one expiry. */
export interface Lot {
  id: string;
  earnedOn: string;
  /** Milliseconds since 1970; those of NEVER where they do not expire. */
  expiresAt: number;
  amount: number;
  remaining: number;
}

/** A part of a movement that came out of, or went into, one lot. */
export interface Allocation {
  lotId: string;
  amount: number;
}

/** What an account says of itself; points that are held are still posted. */
export interface AccountState {
  posted: number;
  held: number;
}

/** What a lot says of when how much of it expires. */
type Expiring = Pick<Lot, 'expiresAt' | 'remaining'>;

/** The most points one movement or account may carry: beyond it a number is no longer exact in JSON. */
export const MOST_POINTS = Number.MAX_SAFE_INTEGER;

/** Points of lots past their expiry that the expiry job has not moved yet. */
export function due(lots: readonly Expiring[], now: number): number {
  return total(lots.filter((lot) => lot.expiresAt <= now));
}

/** Due points that may expire now: a hold was placed while they were valid, so it covers the earliest lots first. */
export function expirable(account: AccountState, lots: readonly Expiring[], now: number): number {
  return Math.max(0, due(lots, now) - account.held);
}

/** Points a member can spend or have held now. */
export function available(account: AccountState, lots: readonly Expiring[], now: number): number {
  return Math.max(0, account.posted - account.held - expirable(account, lots, now));
}

/** Earliest expiry first; among equals the one earned first, then by id, so that every process agrees. */
export function byExpiry(a: Lot, b: Lot): number {
  return a.expiresAt - b.expiresAt || compare(a.earnedOn, b.earnedOn) || compare(a.id, b.id);
}

/** Takes an amount from lots that are still valid, earliest expiry first; null when they do not hold that much. */
export function allocateSpend(lots: readonly Lot[], amount: number, now: number): Allocation[] | null {
  return allocate(
    lots.filter((lot) => lot.expiresAt > now),
    amount,
  );
}

/** Takes an amount for a hold that is captured: lots that came due while it was held still count. */
export function allocateCapture(lots: readonly Lot[], amount: number): Allocation[] | null {
  return allocate(lots, amount);
}

/** Takes an amount from due lots only. */
export function allocateExpiry(lots: readonly Lot[], amount: number, now: number): Allocation[] | null {
  return allocate(
    lots.filter((lot) => lot.expiresAt <= now),
    amount,
  );
}

/**
 * Takes back what was earned: the lots it went into first, then the rest, earliest expiry first.
 * Due lots are left alone: points that are about to expire would be no loss.
 */
export function allocateTakeBack(
  lots: readonly Lot[],
  earnedInto: ReadonlySet<string>,
  amount: number,
  now: number,
): Allocation[] | null {
  const valid = lots.filter((lot) => lot.expiresAt > now);
  const own = valid.filter((lot) => earnedInto.has(lot.id));
  const fromOwn = allocate(own, Math.min(amount, total(own)));
  const rest = amount - Math.min(amount, total(own));
  const fromOthers = allocate(
    valid.filter((lot) => !earnedInto.has(lot.id)),
    rest,
  );
  return fromOwn === null || fromOthers === null ? null : [...fromOwn, ...fromOthers];
}

/** How an earned amount is split: what is owed is repaid first. */
export function splitEarned(amount: number, owed: number): { repaid: number; kept: number } {
  const repaid = Math.min(amount, owed);
  return { repaid, kept: amount - repaid };
}

/** How a clawback is split: what the member has is taken, the rest becomes an open debt, never a hidden negative. */
export function splitClawback(amount: number, availablePoints: number): { taken: number; owed: number } {
  const taken = Math.min(amount, Math.max(0, availablePoints));
  return { taken, owed: amount - taken };
}

function allocate(lots: readonly Lot[], amount: number): Allocation[] | null {
  const taken: Allocation[] = [];
  let left = amount;
  for (const lot of [...lots].sort(byExpiry)) {
    if (left === 0) break;
    const part = Math.min(left, lot.remaining);
    if (part > 0) taken.push({ lotId: lot.id, amount: part });
    left -= part;
  }
  return left === 0 ? taken : null;
}

/** All that is left in them. */
export function total(lots: readonly Pick<Lot, 'remaining'>[]): number {
  return lots.reduce((sum, lot) => sum + lot.remaining, 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
