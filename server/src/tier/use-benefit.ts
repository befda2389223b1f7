import { LedgerBook } from '../ledger/ledger.book.js';
import { invalid } from '../platform/content.rules.js';
import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { refuse } from '../platform/refusal.js';
import { isStorable } from '../platform/text.rules.js';
import { AuditBook } from '../program/audit.book.js';
import { inForce } from '../program/rule-versions.rules.js';
import { BenefitBook } from './benefit.book.js';
import type { Benefit } from './benefit.rows.js';
import type { Scoring } from './scoring.js';
import { TierBook } from './tier.book.js';
import { requires } from './tier.rules.js';

export interface UseBenefit {
  programId: string;
  memberId: string;
  idempotencyKey: string;
  actor: string;
  benefit: Benefit;
  note: string | null;
  scoring: Scoring;
}

/** A line on the trail, not a file: staff keep those elsewhere. */
const longestNote = 500;

/** Staff served a member whose tier has dedicated service (T3). Every other benefit counts itself where it is used. */
export function useBenefit(input: UseBenefit): Command<{ tier: string }> {
  const { programId, memberId, benefit, note, scoring } = input;
  return {
    name: 'tier.useBenefit',
    programId,
    idempotency: {
      scope: 'operator',
      key: input.idempotencyKey,
      input: { memberId, benefit, note },
    },
    prepare(books) {
      books.book(LedgerBook).need.account(programId, memberId, 'points');
      books.book(TierBook).need(memberId);
    },
    decide(books) {
      const wrong = checkUse(input);
      if (wrong !== null) return refuse(wrong);
      const tiers = books.book(TierBook);
      const subject = encodeId('member', memberId);
      if (!tiers.isOf(memberId, programId)) {
        return refuse({ code: 'NOT_FOUND', id: subject, path: ['memberId'] });
      }
      const step = tiers.step(memberId, scoring);
      if (step === null || !step.benefits.dedicatedService) {
        const ladder = inForce(scoring.versions, books.now).rules.tiers;
        const lowest = ladder.find(({ benefits }) => benefits.dedicatedService);
        if (lowest !== undefined) return refuse(requires(lowest));
        return refuse(invalid(['benefit'], '没有任何等级享有该权益。', 'No tier has this benefit.'));
      }
      const { key: tier } = step;
      books.book(BenefitBook).used({ programId, memberId, tier, benefit, subjectId: null, points: 0 });
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'memberBenefitUse',
        subject,
        before: null,
        after: { benefit, tier, note },
      });
      return { tier };
    },
  };
}

function checkUse({ benefit, note }: UseBenefit) {
  if (benefit !== 'dedicated_service') {
    const en =
      'Only dedicated service is recorded by operators; other benefits are counted where they are used.';
    return invalid(['benefit'], '仅专属服务由运营记录，其他权益在使用时自动计数。', en);
  }
  if (note !== null && !isStorable(note, longestNote)) {
    const zh = `备注最多 ${longestNote} 个字符，且不能含无法保存的字符。`;
    const en = `A note takes at most ${longestNote} characters, all of them such as can be stored.`;
    return invalid(['note'], zh, en);
  }
  return null;
}
