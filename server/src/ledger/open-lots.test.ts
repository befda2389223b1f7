import { describe, expect, it } from 'vitest';
import type { LotRow } from './ledger.rows.js';
import { LedgerNeeds } from './ledger.needs.js';
import { EVERY_LOT, OpenLots } from './open-lots.js';

const [owner, now] = ['m', 1_000];

function lot(nth: number, remaining: number, expiresAt = now + nth): LotRow {
  const day = `2026-01-${String(nth).padStart(2, '0')}`;
  return {
    id: `lot ${nth}`,
    ownerId: owner,
    programId: null,
    earnedOn: day,
    expiresAt,
    amount: remaining,
    remaining,
    state: 'stored',
  };
}

/** As if these were what a member's first so many lots came to. */
function read(most: number, lots: readonly LotRow[]): OpenLots {
  const open = new OpenLots();
  open.expect(owner, most);
  for (const one of lots) open.take(one);
  return open;
}

const four = (remaining: number) => [1, 2, 3, 4].map((nth) => lot(nth, remaining));

describe('lots are read on', () => {
  it('until they hold what is to be spent, taking the others to be as large', () => {
    const open = read(4, four(5));
    expect(open.more(owner, 20, now)).toBeNull();
    expect(open.more(owner, 21, now)).toBe(16);
    expect(open.more(owner, 500, now)).toBe(125);
  });

  it('while all of them are past their expiry, for there may be others behind', () => {
    const due = [1, 2, 3, 4].map((nth) => lot(nth, 5, now - 10 + nth));
    expect(read(4, due).more(owner, 0, now)).toBe(16);
    expect(read(4, [...due.slice(1), lot(9, 1)]).more(owner, 1, now)).toBeNull();
    expect(read(4, [...due.slice(1), lot(9, 1)]).more(owner, 2, now)).toBe(16);
  });

  it('no further than the last', () => {
    expect(read(4, four(5).slice(1)).more(owner, 500, now)).toBeNull();
    expect(read(EVERY_LOT, four(5)).more(owner, 500, now)).toBeNull();
    expect(read(4, []).more(owner, 500, now)).toBeNull();
  });
});

describe('what was not read', () => {
  it('may hold due points behind lots that are all due, and none behind one that is not', () => {
    expect(read(2, [lot(1, 5, now - 1), lot(2, 5, now)]).knowsDue(owner, now)).toBe(false);
    expect(read(2, [lot(1, 5, now - 1), lot(2, 5, now + 1)]).knowsDue(owner, now)).toBe(true);
    expect(read(3, [lot(1, 5, now - 1), lot(2, 5, now)]).knowsDue(owner, now)).toBe(true);
  });

  it('may stand before a lot that is known for another reason', () => {
    expect(read(4, four(5)).maySkip(owner, lot(9, 5))).toBe(true);
    expect(read(4, four(5)).maySkip(owner, lot(3, 5))).toBe(false);
    expect(read(5, four(5)).maySkip(owner, lot(9, 5))).toBe(false);
  });

  it('is not guessed about where nobody asked for lots', () => {
    expect(() => new OpenLots().knowsDue(owner, now)).toThrow('did not ask');
  });
});

it('whoever only earns needs no open lots; whoever spends needs them for all they spend', () => {
  const needs = new LedgerNeeds();
  needs.earning('p', 'earner', '2026-01-01');
  needs.points('p', 'spender', 30);
  needs.return('p', 'spender');
  needs.points('p', 'spender', 12);
  expect([...needs.spenders]).toEqual([['spender', 42]]);
});
