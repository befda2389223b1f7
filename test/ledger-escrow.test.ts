import { describe, expect, test } from 'vitest';
import { captureHold, releaseHold } from '../server/src/ledger/hold.js';
import { LedgerBook } from '../server/src/ledger/ledger.book.js';
import { openEscrow } from '../server/src/ledger/open-escrow.js';
import { spend } from '../server/src/ledger/spend.js';
import type { Books, Command, Outcome } from '../server/src/platform/group-commit/command.js';
import { ledgerRules } from './ledger-invariants.js';
import { shareStage, stage } from './shared-stage.js';

// One worker: commands that are sent together wait for each other in one group.
// These accounts belong to nothing but the test.
shareStage({ workers: 1, invariants: ledgerRules });

function command(
  prepare: (ledger: LedgerBook) => void,
  decide: (ledger: LedgerBook, books: Books) => Outcome,
): Command<Outcome> {
  return {
    name: 'ledger.test',
    programId: stage.programId,
    idempotency: null,
    prepare: (books) => prepare(books.book(LedgerBook)),
    decide: (books) => decide(books.book(LedgerBook), books),
  };
}

function give(memberId: string, cause: string, amount: number): Command<Outcome> {
  const { programId } = stage;
  return command(
    (ledger) => {
      ledger.need.points(programId, memberId);
      ledger.need.account(programId, cause, 'escrow');
    },
    (ledger) => {
      if (ledger.account(cause, 'escrow') === null) return { given: false };
      const to = { ownerId: cause, kind: 'escrow' } as const;
      spend(ledger, { programId, memberId, amount, reason: 'donation', subjectId: cause, note: null, to });
      return { given: true };
    },
  );
}

async function posted(ownerId: string, kind: string): Promise<number | null> {
  const sql = 'SELECT posted FROM account WHERE owner_id = $1 AND kind = $2::text::account_kind';
  const [row] = await stage.database.query<{ posted: number }>(sql, [ownerId, kind]);
  return row?.posted ?? null;
}

describe('an escrow account', () => {
  test('takes what members give, out of their lots', async () => {
    const [member, cause] = [await stage.member(100), stage.newId()];
    await openEscrow(stage.database, stage.programId, cause);
    expect(await stage.groups.submit(give(member, cause, 30))).toEqual({ given: true });
    expect(await posted(cause, 'escrow')).toBe(30);
    expect(await posted(member, 'points')).toBe(70);
  });

  test('must have been opened: a transfer to a made-up id opens none', async () => {
    const [member, cause] = [await stage.member(100), stage.newId()];
    expect(await stage.groups.submit(give(member, cause, 30))).toEqual({ given: false });
    expect(await posted(cause, 'escrow')).toBeNull();
    expect(await posted(member, 'points')).toBe(100);
  });

  test('never gives more than it has', async () => {
    const { programId } = stage;
    const cause = stage.newId();
    await openEscrow(stage.database, programId, cause);
    const payOut = command(
      (ledger) => ledger.need.account(programId, cause, 'escrow'),
      (ledger) => {
        const from = { ownerId: cause, kind: 'escrow' } as const;
        const to = { ownerId: programId, kind: 'donated' } as const;
        ledger.transfer({ programId, from, to, amount: 1, reason: 'donation_settlement', subjectId: cause });
        return {};
      },
    );
    await expect(stage.groups.submit(payOut)).rejects.toThrow('account_covered');
  });

  test('empties into what was donated, which has no row', async () => {
    const { programId } = stage;
    const [member, cause] = [await stage.member(100), stage.newId()];
    await openEscrow(stage.database, programId, cause);
    await stage.groups.submit(give(member, cause, 30));
    await stage.groups.submit(
      command(
        (ledger) => ledger.need.account(programId, cause, 'escrow'),
        (ledger) => {
          const from = { ownerId: cause, kind: 'escrow' } as const;
          const to = { ownerId: programId, kind: 'donated' } as const;
          ledger.transfer({
            programId,
            from,
            to,
            amount: 30,
            reason: 'donation_settlement',
            subjectId: cause,
          });
          return {};
        },
      ),
    );
    expect(await posted(cause, 'escrow')).toBe(0);
    const sql = `SELECT sum(amount)::bigint AS donated FROM system_posting WHERE program_id = $1 AND kind = 'donated'`;
    expect(await stage.database.query(sql, [programId])).toEqual([{ donated: 30 }]);
  });
});

describe('a hold', () => {
  const needs = (member: string, subject: string) => (ledger: LedgerBook) => {
    ledger.need.points(stage.programId, member);
    ledger.need.openHold(member, subject);
  };
  const place = (member: string, subjectId: string, amount: number) =>
    command(needs(member, subjectId), (ledger, books) => {
      const expiresAt = new Date(books.now.getTime() + 60_000);
      return {
        hold: ledger.placeHold({ programId: stage.programId, ownerId: member, amount, subjectId, expiresAt }),
      };
    });
  const look = (member: string, subject: string) =>
    command(needs(member, subject), (ledger) => ({ hold: ledger.openHold(member, subject)?.id ?? null }));

  test('is found by owner and subject, also in the group that placed it', async () => {
    const [member, subject] = [await stage.member(100), stage.newId()];
    const [before, placed, behind] = await Promise.all(
      [look(member, subject), place(member, subject, 40), look(member, subject)].map((one) =>
        stage.groups.submit(one),
      ),
    );
    expect(before).toEqual({ hold: null });
    expect(behind).toEqual(placed);
    expect(await stage.groups.submit(look(member, subject))).toEqual(placed);
  });

  test('is not found by another member or for another subject', async () => {
    const [member, other, subject] = [await stage.member(100), await stage.member(100), stage.newId()];
    await stage.groups.submit(place(member, subject, 40));
    expect(await stage.groups.submit(look(other, subject))).toEqual({ hold: null });
    expect(await stage.groups.submit(look(member, stage.newId()))).toEqual({ hold: null });
  });

  test.each(['captured', 'released'] as const)('is not found any more once it was %s', async (outcome) => {
    const [member, subject] = [await stage.member(100), stage.newId()];
    await stage.groups.submit(place(member, subject, 40));
    const resolve = command(needs(member, subject), (ledger) => {
      const hold = ledger.openHold(member, subject);
      if (hold === null) throw new Error('The hold was not found.');
      if (outcome === 'released') releaseHold(ledger, hold, 'released');
      else captureHold(ledger, hold, { reason: 'pledge', note: null });
      return { left: ledger.available(member) };
    });
    const [resolved, behind] = await Promise.all(
      [resolve, look(member, subject)].map((one) => stage.groups.submit(one)),
    );
    expect(resolved).toEqual({ left: outcome === 'captured' ? 60 : 100 });
    expect(behind).toEqual({ hold: null });
    expect(await stage.groups.submit(look(member, subject))).toEqual({ hold: null });
  });

  test('can be captured into an escrow', async () => {
    const [member, cause] = [await stage.member(100), stage.newId()];
    await openEscrow(stage.database, stage.programId, cause);
    await stage.groups.submit(place(member, cause, 40));
    await stage.groups.submit(
      command(
        (ledger) => {
          needs(member, cause)(ledger);
          ledger.need.account(stage.programId, cause, 'escrow');
        },
        (ledger) => {
          const hold = ledger.openHold(member, cause);
          if (hold === null) throw new Error('The hold was not found.');
          captureHold(ledger, hold, { reason: 'pledge', note: null, to: { ownerId: cause, kind: 'escrow' } });
          return {};
        },
      ),
    );
    expect(await posted(cause, 'escrow')).toBe(40);
  });
});
