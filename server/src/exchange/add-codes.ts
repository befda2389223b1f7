import { encodeId } from '../platform/ids.js';
import { OfferBook } from '../catalog/offer.book.js';
import { AuditBook } from '../program/audit.book.js';
import type { Command } from '../platform/group-commit/command.js';
import { refuse } from '../platform/refusal.js';
import { StockBook } from '../stock/stock.book.js';
import { CodeBook } from './code.book.js';

export interface AddCodes {
  programId: string;
  idempotencyKey: string;
  actor: string;
  variantId: string;
  codes: string[];
}

/** Fills the code pool of a virtual variant; each new code is one more piece of stock, known ones are passed over. */
export function addCodes(input: AddCodes): Command<{ added: number }> {
  const { programId, variantId, idempotencyKey, codes } = input;
  return {
    name: 'exchange.addCodes',
    programId,
    idempotency: { scope: 'operator', key: idempotencyKey, input: { variantId, codes } },
    prepare(books) {
      books.book(StockBook).need(variantId);
      books.book(CodeBook).needTexts(programId, variantId, codes);
    },
    decide(books) {
      const stock = books.book(StockBook).row(programId, variantId);
      const offer = books.book(OfferBook).offer(programId, variantId);
      if (stock === null || offer === null)
        return refuse({ code: 'NOT_FOUND', id: encodeId('variant', variantId), path: ['variantId'] });
      if (offer.kind !== 'virtual' || stock.onHand === null) {
        const zh = '只有限量的虚拟奖品才有兑换码。';
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
