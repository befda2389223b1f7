import { z } from 'zod';
import type { MallStage, Shopper } from './mall-stage.js';
import { at } from './start-server.js';

const payload = z.object({ userErrors: z.array(z.looseObject({ code: z.string() })) });

/** Buys for some yuan, as the brand's backend reports it; gives the order id. */
export async function buy(mall: MallStage, shopper: Shopper, yuan: string, purchasedAt?: string) {
  const orderId = mall.name();
  const total = { amount: yuan, currencyCode: 'CNY' };
  const answer = await mall.server.admin(
    'mutation ($input: PurchaseRecordInput!) { purchaseRecord(input: $input) { userErrors { code } } }',
    { input: { customerId: shopper.customerId, orderId, total, purchasedAt } },
  );
  const { userErrors } = payload.parse(at(answer, 'purchaseRecord'));
  if (userErrors.length > 0) throw new Error(`The purchase was refused: ${JSON.stringify(userErrors)}`);
  return orderId;
}

/** The standing of a member as they see it. */
export async function tierOf(shopper: Shopper): Promise<Record<string, unknown>> {
  const answer = await shopper.ask(`{ me { tier {
    current { key } next { key } score spendScore interactionScore missing percent since reviewOn
    sprint { active from multiplier missing }
  } } }`);
  return z.record(z.string(), z.unknown()).parse(at(answer, 'me', 'tier'));
}

const noticesShape = z.array(z.object({ kind: z.string(), message: z.string() }));

/** What a member was told, newest first. */
export async function noticesOf(shopper: Shopper) {
  const answer = await shopper.ask('{ me { notices { nodes { kind message } } } }');
  return noticesShape.parse(at(answer, 'me', 'notices', 'nodes'));
}

/** Changes the rules of the ladder, whatever is announced, and gives what the operator is told. */
export async function changeTierRules(mall: MallStage, input: object): Promise<unknown> {
  const answer = await mall.server.admin(
    `mutation ($input: TierRulesChangeInput!) { tierRulesChange(input: $input) {
      version { version effectiveFrom inForce } userErrors { code path }
    } }`,
    { input: { replacesAnnounced: true, ...input } },
  );
  return at(answer, 'tierRulesChange');
}

/** Puts a member on a step, without the purchases that lead there. */
export async function stand(mall: MallStage, shopper: Shopper, tier: string | null): Promise<void> {
  await mall.server.database.query(
    `UPDATE member_tier SET tier = $2, since = $3, valid_until = $4 WHERE member_id = $1`,
    [
      mall.uuid('member', shopper.id),
      tier,
      tier === null ? null : '2026-11-01',
      tier === null ? null : '2027-11-01',
    ],
  );
}
