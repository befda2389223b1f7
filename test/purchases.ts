import { z } from 'zod';
import type { MallStage, Shopper } from './mall-stage.js';
import { refusalShape } from './seen-exchange.js';
import { at } from './start-server.js';

export const yuan = (amount: string) => ({ amount, currencyCode: 'CNY' });

const outcomeShape = z.object({
  purchase: z.object({ id: z.string(), points: z.number(), refundedPoints: z.number() }).nullable(),
  userErrors: z.array(refusalShape),
});

/** What a brand's backend reports of one customer's orders, of 100 yuan each unless said otherwise. */
export function purchasesOf(mall: () => MallStage, shopper: () => Shopper) {
  async function purchase(
    field: 'purchaseRecord' | 'purchaseRefund',
    input: object,
    stage = mall(),
  ): Promise<z.infer<typeof outcomeShape>> {
    const type = field === 'purchaseRecord' ? 'PurchaseRecordInput' : 'PurchaseRefundInput';
    const answer = await stage.server.admin(
      `mutation ($input: ${type}!) { ${field}(input: $input) { purchase { id points refundedPoints } userErrors { code path message } } }`,
      { input },
    );
    return outcomeShape.parse(at(answer, field));
  }
  return {
    purchase,
    record: (orderId: string, more: object = {}) => {
      const { customerId } = shopper();
      return purchase('purchaseRecord', { orderId, customerId, total: yuan('100.00'), ...more });
    },
    refund: (orderId: string, amount?: string) =>
      purchase('purchaseRefund', {
        orderId,
        idempotencyKey: mall().name(),
        amount: amount === undefined ? null : yuan(amount),
      }),
  };
}
