import { describe, expect, it } from 'vitest';
import type { LotRow } from './ledger.rows.js';
import { LedgerNeeds } from './ledger.needs.js';
import { LotSizes, OpenLots } from './open-lots.js';

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

const books = () => ({ now: new Date(now), kept: <K extends object>(kind: new () => K) => new kind() });
const spenders = (points: number) => new Map([[owner, { programId: 'p', points }]]);

/** As if these were what a member's first lots came to, of which four are read, or all. */
function read(lots: readonly LotRow[], all = false): OpenLots {
  const open = new OpenLots(books(), () => undefined);
  for (const load of open.load(spenders(0), all)) for (const lot of lots) load.take(rowOf(lot));
  return open;
}

function rowOf({ id, earnedOn, expiresAt, amount, remaining }: LotRow) {
  return { nth: 1, id, earned_on: earnedOn, expires_at: new Date(expiresAt), amount, remaining };
}

/** How many are read instead when so many points are wanted; null: none. */
function more(open: OpenLots, wanted: number): unknown {
  const [load] = open.loadMore(spenders(wanted), (_, points) => points);
  return load === undefined ? null : load.values[1];
}

const four = (remaining: number) => [1, 2, 3, 4].map((nth) => lot(nth, remaining));

describe('lots are read on', () => {
  it('until they hold what is to be spent, taking the others to be as large', () => {
    expect(more(read(four(5)), 20)).toBeNull();
    expect(more(read(four(5)), 21)).toEqual([16]);
    expect(more(read(four(5)), 500)).toEqual([126]);
  });

  it('while all of them are past their expiry, for there may be others behind', () => {
    const due = [1, 2, 3, 4].map((nth) => lot(nth, 5, now - 10 + nth));
    expect(more(read(due), 0)).toEqual([16]);
    expect(more(read([...due.slice(1), lot(9, 1)]), 1)).toBeNull();
    expect(more(read([...due.slice(1), lot(9, 1)]), 2)).toEqual([16]);
  });

  it('no further than the last', () => {
    expect(more(read(four(5).slice(1)), 500)).toBeNull();
    expect(more(read(four(5), true), 500)).toBeNull();
    expect(more(read([]), 500)).toBeNull();
  });
});

describe('what was not read', () => {
  it('may hold due points behind lots that are all due, and none behind one that is not', () => {
    const due = [1, 2, 3, 4].map((nth) => lot(nth, 5, now - 4 + nth));
    expect(read(due).knowsDue(owner)).toBe(false);
    expect(read([...due.slice(1), lot(9, 5)]).knowsDue(owner)).toBe(true);
    expect(read(due.slice(1)).knowsDue(owner)).toBe(true);
  });

  it('may stand before a lot that is known for another reason', () => {
    expect(read(four(5)).maySkip(owner, lot(9, 5))).toBe(true);
    expect(read(four(5)).maySkip(owner, lot(3, 5))).toBe(false);
    expect(read(four(5), true).maySkip(owner, lot(9, 5))).toBe(false);
  });

  it('is not guessed about where nobody asked for lots', () => {
    expect(() => new OpenLots(books(), () => undefined).knowsDue(owner)).toThrow('did not ask');
  });
});

it('whoever only earns needs no open lots; whoever spends needs them for all they spend', () => {
  const needs = new LedgerNeeds();
  needs.earning('p', 'earner', '2026-01-01');
  needs.points('p', 'spender', 30);
  needs.return('p', 'spender');
  needs.points('p', 'spender', 12);
  expect([...needs.spenders]).toEqual([['spender', { programId: 'p', points: 42 }]]);
});

it('how many lots a spend takes is guessed from those of the mall’s members, between four and sixty-four', () => {
  const sizes = new LotSizes();
  expect(sizes.atFirst('p', 100)).toBe(4);
  sizes.learn('p', 4);
  expect([1, 100, 10_000].map((points) => sizes.atFirst('p', points))).toEqual([4, 33, 64]);
  expect(sizes.atFirst('another', 100)).toBe(4);
  sizes.learn('p', 2 ** 30);
  expect(sizes.atFirst('p', 100)).toBeGreaterThan(5);
  for (let met = 0; met < 200; met += 1) sizes.learn('p', 1_000);
  expect(sizes.atFirst('p', 100)).toBe(4);
});
