import { encodeId } from '../platform/ids.js';
import { AuditBook } from '../program/audit.book.js';
import type { Command } from '../platform/group-commit/command.js';
import { isStorable } from '../platform/text.rules.js';
import { type Refusal, refuse } from '../platform/refusal.js';
import { spelled } from '../platform/spoken.rules.js';
import { StockBook } from '../stock/stock.book.js';
import { mostUnits } from './draft.rules.js';
import { OfferBook } from './offer.book.js';

const longestNote = 200;

export interface AdjustStock {
  programId: string;
  idempotencyKey: string;
  actor: string;
  variantId: string;
  /** Pieces that came in (positive) or went missing (negative); never none. */
  change: number;
  note: string | null;
}

/** The operator counts pieces in or out; never below nothing. */
export function adjustStock(input: AdjustStock): Command<{ variantId: string }> {
  const { programId, variantId, change, note } = input;
  return {
    name: 'stock.adjust',
    programId,
    idempotency: { scope: 'operator', key: input.idempotencyKey, input: { variantId, change, note } },
    prepare: (books) => books.book(StockBook).need(variantId),
    decide(books) {
      if (note !== null && !isStorable(note, longestNote)) {
        const zh = `备注最多 ${longestNote} 个字符，且不能含无法保存的字符。`;
        const en = `A note takes at most ${longestNote} characters, all of them such as can be stored.`;
        return refuse({ ...invalid(zh, en), path: ['note'] });
      }
      if (change === 0) {
        return refuse(
          invalid('库存的增减数量不能为 0。', 'A change of stock is of at least one piece, in or out.'),
        );
      }
      const stock = books.book(StockBook).row(programId, variantId);
      const offer = books.book(OfferBook).offer(programId, variantId);
      if (stock === null || offer === null)
        return refuse({ code: 'NOT_FOUND', id: encodeId('variant', variantId), path: ['variantId'] });
      if (stock.onHand === null)
        return refuse(
          invalid(
            '这个规格不限量，无需调整库存。',
            'This variant never runs out; it has no stock to adjust.',
          ),
        );
      if (offer.kind === 'virtual')
        return refuse(
          invalid(
            '虚拟商品的库存由兑换码决定，请添加兑换码。',
            'The stock of a virtual reward is its code pool; add codes instead.',
          ),
        );
      const before = stock.onHand;
      if (before + change < 0)
        return refuse({ code: 'OUT_OF_STOCK', variantId, available: before, path: ['change'] });
      if (change > 0 && before + change > mostUnits) {
        const most = spelled(mostUnits);
        return refuse(invalid(`库存最多 ${most} 件。`, `Stock is at most ${most} units.`));
      }
      books.book(StockBook).set(variantId, { onHand: before + change, batch: stock.batch });
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'stockAdjust',
        subject: encodeId('variant', variantId),
        before: { onHand: before },
        after: { onHand: before + change, note },
      });
      return { variantId };
    },
  };
}

function invalid(zh: string, en: string): Refusal {
  return { code: 'INVALID_INPUT', reason: { zh, en }, path: ['change'] };
}
