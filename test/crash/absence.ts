import { z } from 'zod';
import { adminOf, type Mall, setupPrefix } from './mall.js';
import type { Stage } from './stage.js';

const stockAdjust =
  'mutation ($input: StockAdjustInput!) { payload: stockAdjust(input: $input) { userErrors { code } } }';
const codesAdd =
  'mutation ($input: CodesAddInput!) { payload: codesAdd(input: $input) { userErrors { code } } }';
const pointsGrant =
  'mutation ($input: PointsGrantInput!) { payload: pointsGrant(input: $input) { userErrors { code } } }';
const acceptedShape = z.object({ payload: z.object({ userErrors: z.tuple([]) }) });

/**
 * Changes everything that is watched once while all who watch are cut off, and nothing afterwards: what they are not told
 * when they come back, no later change of the same thing can make good.
 */
export async function changeUnseen(stage: Stage, mall: Mall, members: readonly number[]): Promise<void> {
  const admin = adminOf(stage.direct(0), mall.keys.secret);
  const ask = async (document: string, input: object) => {
    acceptedShape.parse(await admin(document, input));
  };
  await stage.withoutLive(async () => {
    for (const [at, { id: variantId, virtual }] of mall.variants.entries()) {
      const idempotencyKey = `${setupPrefix}unseen-stock-${at}`;
      // Codes are counted by adding one.
      if (virtual) await ask(codesAdd, { variantId, codes: [`unseen-${at}`], idempotencyKey });
      else await ask(stockAdjust, { variantId, change: 1, idempotencyKey });
    }
    for (const at of members) {
      const idempotencyKey = `${setupPrefix}unseen-grant-${at}`;
      await ask(pointsGrant, { customerId: mall.members[at]?.customerId, points: 1, idempotencyKey });
    }
  });
}
