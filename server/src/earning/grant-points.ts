import { earn } from '../ledger/earn.js';
import { expiresAt, type ExpiryRule } from '../ledger/expiry.rules.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { cleanWords } from '../platform/content.rules.js';
import { encodeId } from '../platform/ids.js';
import { dayOf } from '../platform/calendar.js';
import type { Command } from '../platform/group-commit/command.js';
import type { LocalizedText } from '../graphql/localized.js';
import { type Refusal, refuse } from '../platform/refusal.js';
import { isStorable } from '../platform/text.rules.js';
import { AuditBook } from '../program/audit.book.js';

/** The most points one grant may give: a slip of the hand must not become a liability. */
const MOST_GRANTED = 100_000_000;

export interface GrantPoints {
  programId: string;
  memberId: string;
  idempotencyKey: string;
  actor: string;
  points: number;
  note: LocalizedText | null;
  /** Null: as the program's expiry rule says. */
  expiresAt: Date | null;
  timeZone: string;
  expiry: ExpiryRule;
}

/** The operator gives points; what the member owes is repaid first. */
export function grantPoints(input: GrantPoints): Command<{ granted: number }> {
  const { programId, memberId, points, timeZone } = input;
  const note = written(input.note);
  return {
    name: 'earning.grant',
    programId,
    idempotency: {
      scope: 'operator',
      key: input.idempotencyKey,
      input: { memberId, points, note, expiresAt: input.expiresAt?.toISOString() ?? null },
    },
    prepare: (books) => books.book(LedgerBook).need.earning(programId, memberId, dayOf(books.now, timeZone)),
    decide(books) {
      const wrong = checkGrant(input, books.now);
      if (wrong !== null) return refuse(wrong);
      const earnedOn = dayOf(books.now, timeZone);
      const expiry = input.expiresAt ?? expiresAt(input.expiry, earnedOn, timeZone);
      earn(books.book(LedgerBook), {
        programId,
        memberId,
        amount: points,
        reason: 'grant',
        subjectId: null,
        note,
        earnedOn,
        expiresAt: expiry,
      });
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'pointsGrant',
        subject: encodeId('member', memberId),
        before: null,
        after: { points, note, expiresAt: expiry },
      });
      return { granted: points };
    },
  };
}

/** A blank note is none, or the statement would show a colon with nothing behind it. */
function written(note: LocalizedText | null): LocalizedText | null {
  if (note === null) return null;
  const { zh, en } = cleanWords(note);
  return zh === '' && en === '' ? null : { zh, en };
}

/** Why nobody can be given this; null when somebody can. */
export function checkGrant(
  { points, note, expiresAt }: Pick<GrantPoints, 'points' | 'note' | 'expiresAt'>,
  now: Date,
): Refusal | null {
  if (note !== null && !(isStorable(note.zh, 200) && isStorable(note.en, 200))) {
    const zh = '备注最多 200 个字符，且不能含无法保存的字符。';
    const en = 'A note takes at most 200 characters, all of them such as can be stored.';
    return { code: 'INVALID_INPUT', reason: { zh, en }, path: ['note'] };
  }
  if (!Number.isInteger(points) || points < 1 || points > MOST_GRANTED) {
    const zh = `积分须在 1 到 ${MOST_GRANTED} 之间。`;
    const en = `Points must be from 1 to ${MOST_GRANTED}.`;
    return { code: 'INVALID_INPUT', reason: { zh, en }, path: ['points'] };
  }
  if (expiresAt !== null && expiresAt <= now) {
    const zh = '到期时间须在将来。';
    const en = 'The expiry must lie in the future.';
    return { code: 'INVALID_INPUT', reason: { zh, en }, path: ['expiresAt'] };
  }
  return null;
}
