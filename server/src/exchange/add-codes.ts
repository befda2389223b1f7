import { encodeId } from '../platform/ids.js';
import { OfferBook } from '../catalog/offer.book.js';
import { AuditBook } from '../program/audit.book.js';
import type { Command } from '../platform/group-commit/command.js';
import { type Refusal, refuse } from '../platform/refusal.js';
import { isStorable } from '../platform/text.rules.js';
import { StockBook } from '../stock/stock.book.js';
import { CodeBook } from './code.book.js';

export const mostCodes = 10_000;
const longestCode = 200;

export interface AddCodes {
  programId: string;
  idempotencyKey: string;
  actor: string;
  variantId: string;
  codes: string[];
}

/** Fills the code pool of a virtual variant; each new code is one more piece of stock, known ones are passed over. */
export function addCodes(input: AddCodes): Command<{ added: number }> {
  const { programId, variantId, idempotencyKey } = input;
  // Spaces come along when codes are pasted from a table; members would have to type them.
  const codes = input.codes.map((code) => code.trim());
  const wrong = checkCodes(codes);
  return {
    name: 'exchange.addCodes',
    programId,
    idempotency: { scope: 'operator', key: idempotencyKey, input: { variantId, codes } },
    prepare(books) {
      // A text that cannot be stored must not reach a query.
      if (wrong !== null) return;
      books.book(StockBook).need(variantId);
      books.book(CodeBook).needTexts(programId, variantId, codes);
    },
    decide(books) {
      if (wrong !== null) return refuse(wrong);
      const stock = books.book(StockBook).row(programId, variantId);
      const offer = books.book(OfferBook).offer(programId, variantId);
      if (stock === null || offer === null)
        return refuse({ code: 'NOT_FOUND', id: encodeId('variant', variantId), path: ['variantId'] });
      if (offer.kind !== 'virtual' || stock.onHand === null) {
        const zh = '只有限量的虚拟商品才有兑换码。';
        const en = 'Only virtual rewards with counted stock have codes.';
        return refuse({ code: 'INVALID_INPUT', reason: { zh, en }, path: ['variantId'] });
      }
      let added = 0;
      for (const text of codes) {
        if (books.book(CodeBook).exists(variantId, text)) continue;
        books.book(CodeBook).add(programId, variantId, text);
        added += 1;
      }
      if (added === 0) return { added };
      const before = stock.onHand;
      books.book(StockBook).set(variantId, { onHand: before + added, batch: stock.batch });
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'codesAdd',
        subject: encodeId('variant', variantId),
        before: { onHand: before },
        after: { onHand: before + added, added },
      });
      return { added };
    },
  };
}

function checkCodes(codes: readonly string[]): Refusal | null {
  const fine = codes.every((code) => code !== '' && isStorable(code, longestCode));
  if (fine && codes.length > 0 && codes.length <= mostCodes) return null;
  const zh = `请提供 1 到 ${mostCodes} 个兑换码，每个 1 到 ${longestCode} 个字符，不能全是空格，也不能含无法保存的字符。`;
  const en = `Give 1 to ${mostCodes} codes of 1 to ${longestCode} characters, not only spaces, and all of them such as can be stored.`;
  return { code: 'INVALID_INPUT', reason: { zh, en }, path: ['codes'] };
}
