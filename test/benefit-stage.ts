import type { MallStage, Shopper } from './mall-stage.js';
import { at } from './start-server.js';

/** Tells the mall a member's birthday, as the brand's backend does when it signs them in. */
export async function setBirthday(mall: MallStage, shopper: Shopper, month: number, day: number) {
  const answer = await mall.server.admin(
    `mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) {
      member { birthday { month day } } userErrors { code path }
    } }`,
    { input: { customerId: shopper.customerId, birthday: { month, day } } },
  );
  return at(answer, 'memberTokenCreate');
}

/** What the member used since the year began. */
export async function usageOf(shopper: Shopper): Promise<unknown> {
  const answer = await shopper.ask('{ me { tier { benefitUsage { benefit uses points } } } }');
  return at(answer, 'me', 'tier', 'benefitUsage');
}

/** Records that staff served the member. */
export async function serve(mall: MallStage, memberId: string, more: object = {}): Promise<unknown> {
  const answer = await mall.server.admin(
    `mutation ($input: MemberBenefitUseInput!) { memberBenefitUse(input: $input) {
      member { id } userErrors { code path ... on TierRequired { tier } }
    } }`,
    { input: { memberId, idempotencyKey: mall.name(), ...more } },
  );
  return at(answer, 'memberBenefitUse');
}
