import { available } from './ledger.rules.js';

/** A member's accounts and open lots, as stored. */
export interface BalanceFacts {
  memberId: string;
  programId: string;
  posted: number;
  held: number;
  pending: number;
  owed: number;
  /** Open lots, summed by expiry, earliest first. */
  lots: readonly { expiresAt: Date; remaining: number }[];
  /** Grows with every change of any of the accounts. */
  version: number;
}

export interface BalanceNow {
  available: number;
  held: number;
  pending: number;
  owed: number;
  expiringSoon: number;
  expiringSoonAt: Date | null;
}

const dayMs = 86_400_000;

/** What a member has at this moment; lots that are due but not moved yet count no more, except under a hold. */
export function balanceNow(facts: BalanceFacts, now: Date, expiringSoonDays: number): BalanceNow {
  const until = now.getTime() + expiringSoonDays * dayMs;
  const lots = facts.lots.map(({ expiresAt, remaining }) => ({ expiresAt: expiresAt.getTime(), remaining }));
  const soon = facts.lots.filter((lot) => lot.expiresAt > now && lot.expiresAt.getTime() <= until);
  return {
    available: available(facts, lots, now.getTime()),
    held: facts.held,
    pending: facts.pending,
    owed: facts.owed,
    expiringSoon: soon.reduce((sum, lot) => sum + lot.remaining, 0),
    expiringSoonAt: soon[0]?.expiresAt ?? null,
  };
}
