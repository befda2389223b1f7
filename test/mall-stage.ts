import { z } from 'zod';
import { decodeId } from '../server/src/platform/ids.js';
import type { IdPrefix } from '../server/src/platform/ids.js';
import {
  type ExchangeOutcome,
  exchangeFields,
  exchangePayload,
  exchangeShape,
  outcomeOf,
  type SeenExchange,
  told,
} from './seen-exchange.js';
import { type Answer, at, startTestServer, type TestServer, type TestServerOptions } from './start-server.js';

export interface VariantSpec {
  points?: number;
  /** Cash beside the points, in yuan. */
  cash?: string;
  /** All price plans, instead of the one that points and cash make. */
  plans?: object[];
  onHand?: number | null;
  batch?: { size: number; period: string };
}

export interface RewardSpec extends VariantSpec {
  kind?: string;
  listed?: boolean;
  limit?: { quantity: number; period: string };
  onSaleFrom?: string;
  onSaleUntil?: string;
  category?: string;
  zones?: string[];
  title?: { zh: string; en: string };
  variants?: VariantSpec[];
}

const rewardShape = z.object({
  id: z.string(),
  handle: z.string(),
  variants: z.array(z.object({ id: z.string(), pricePlans: z.array(z.object({ id: z.string() })) })).min(1),
});
/** A reward of the stage; `variantId` is its first variant. */
export type StageReward = z.infer<typeof rewardShape> & { variantId: string };

/** A whole server with what tests of the mall do all day: furnish it, give points, shop in it. */
export class MallStage {
  #names = 0;

  private constructor(readonly server: TestServer) {}

  static async open(options: TestServerOptions = {}): Promise<MallStage> {
    return new MallStage(await startTestServer(options));
  }

  /** A name not used before, for keys, handles and customers. */
  name(): string {
    return `name-${(this.#names += 1)}`;
  }

  /** An id of the same kind that names nothing: its last digit is another. */
  nameless(id: string): string {
    return id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
  }

  /** The uuid behind a public id, for looking into tables. */
  uuid(prefix: IdPrefix, id: string): string {
    const uuid = decodeId(prefix, id);
    if (uuid === null) throw new Error(`${id} is no id of a ${prefix}.`);
    return uuid;
  }

  async reward(spec: RewardSpec = {}, key?: string): Promise<StageReward> {
    const { variants = [spec], kind = 'PHYSICAL', listed = true } = spec;
    const handle = this.name();
    const { limit, onSaleFrom, onSaleUntil, category, zones, title = { zh: '杯子', en: 'Cup' } } = spec;
    const input = {
      handle,
      kind,
      listed,
      title,
      limit,
      onSaleFrom,
      onSaleUntil,
      category,
      zones,
      variants: variants.map(
        ({ points = 100, cash, plans, onHand = kind === 'VIRTUAL' ? 0 : 1_000, batch }, at) => ({
          title: { zh: `第${at + 1}款`, en: `Choice ${at + 1}` },
          pricePlans: plans ?? [
            { price: { points, cash: cash === undefined ? null : { amount: cash, currencyCode: 'CNY' } } },
          ],
          stock: { onHand, batch },
        }),
      ),
    };
    const answer = await this.server.admin(
      `mutation ($input: RewardCreateInput!) {
        rewardCreate(input: $input) {
          reward { id handle variants { id pricePlans { id } } } userErrors { code message path }
        }
      }`,
      { input },
      key,
    );
    const reward = rewardShape.safeParse(at(answer, 'rewardCreate', 'reward'));
    if (!reward.success) throw new Error(`The reward was not made: ${told(answer)}`);
    const [first] = reward.data.variants;
    if (first === undefined) throw new Error('A reward has a variant.');
    return { ...reward.data, variantId: first.id };
  }

  /** A virtual reward with a pool of codes. */
  async voucher(codes: readonly string[], spec: RewardSpec = {}): Promise<StageReward> {
    const reward = await this.reward({ ...spec, kind: 'VIRTUAL' });
    const answer = await this.addCodes(reward.variantId, codes);
    if (at(answer, 'codesAdd', 'added') !== codes.length) throw new Error(`No codes: ${told(answer)}`);
    return reward;
  }

  addCodes(variantId: string, codes: readonly string[], idempotencyKey = this.name()): Promise<Answer> {
    return this.server.admin(
      'mutation ($input: CodesAddInput!) { codesAdd(input: $input) { added userErrors { code path } } }',
      { input: { variantId, codes, idempotencyKey } },
    );
  }

  async grant(customerId: string, points: number, expiresAt?: string, key?: string): Promise<void> {
    const input = { customerId, points, expiresAt, idempotencyKey: this.name() };
    const answer = await this.server.admin(
      'mutation ($input: PointsGrantInput!) { pointsGrant(input: $input) { userErrors { code message } } }',
      { input },
      key,
    );
    if (JSON.stringify(at(answer, 'pointsGrant', 'userErrors')) !== '[]')
      throw new Error(`No grant: ${told(answer)}`);
  }

  /** A member of the first brand, with some points. */
  async shopper(points = 0): Promise<Shopper> {
    const customerId = this.name();
    const { id } = await this.server.memberToken(customerId);
    if (points > 0) await this.grant(customerId, points);
    return new Shopper(this, customerId, id);
  }

  /** Fulfils or refunds as an operator. */
  async operate(
    field: 'exchangeFulfil' | 'exchangeRefund',
    exchangeId: string,
    more: object = {},
  ): Promise<ExchangeOutcome> {
    const type = field === 'exchangeFulfil' ? 'ExchangeFulfilInput' : 'ExchangeRefundInput';
    const input = { exchangeId, idempotencyKey: this.name(), ...more };
    const document = `mutation ($input: ${type}!) { ${field}(input: $input) ${exchangePayload} }`;
    return outcomeOf(await this.server.admin(document, { input }), field);
  }

  /** What members see of the stock of a reward's first variant. */
  async stock(reward: StageReward): Promise<unknown> {
    const answer = await this.server.storefront(
      `query ($id: ID!) { reward(id: $id) { variants { stock { available batch { left renewsOn } } } } }`,
      { id: reward.id },
    );
    return at(answer, 'reward', 'variants', 0, 'stock');
  }

  async available(reward: StageReward): Promise<unknown> {
    const stock = z.object({ available: z.number().nullable() }).parse(await this.stock(reward));
    return stock.available;
  }

  /** The trail that operators left on one thing, newest first. */
  async trail(subject: string): Promise<unknown[]> {
    const answer = await this.server.admin(
      '{ audit(first: 100) { nodes { action subject actor before after } } }',
    );
    const nodes = z.array(z.looseObject({ subject: z.string() })).parse(at(answer, 'audit', 'nodes'));
    return nodes.filter((node) => node.subject === subject);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export interface AskedLine {
  variantId: string;
  quantity?: number;
  pricePlanId?: string;
}

/** A member who shops: signs in again whenever the clock was moved. */
export class Shopper {
  #token: { token: string; signedInAt: number } | null = null;

  constructor(
    private readonly stage: MallStage,
    readonly customerId: string,
    readonly id: string,
  ) {}

  async ask(document: string, variables: object = {}): Promise<Answer> {
    return this.stage.server.storefront(document, variables, { token: await this.token() });
  }

  async redeem(lines: string | readonly AskedLine[], more: object = {}): Promise<ExchangeOutcome> {
    const asked = typeof lines === 'string' ? [{ variantId: lines }] : lines;
    const input = { lines: asked, idempotencyKey: this.stage.name(), ...more };
    return this.#exchange('exchangeRedeem', 'ExchangeRedeemInput', input);
  }

  /** Redeems and gives the exchange; throws when it was refused. */
  async redeemed(lines: string | readonly AskedLine[], more: object = {}): Promise<SeenExchange> {
    const outcome = await this.redeem(lines, more);
    if (outcome.exchange === null) throw new Error(`Refused: ${JSON.stringify(outcome.userErrors)}`);
    return outcome.exchange;
  }

  pay(
    exchangeId: string,
    paymentMethod = 'test_ok',
    idempotencyKey = this.stage.name(),
  ): Promise<ExchangeOutcome> {
    return this.#exchange('exchangePay', 'ExchangePayInput', { exchangeId, paymentMethod, idempotencyKey });
  }

  cancel(exchangeId: string, idempotencyKey = this.stage.name()): Promise<ExchangeOutcome> {
    return this.#exchange('exchangeCancel', 'ExchangeCancelInput', { exchangeId, idempotencyKey });
  }

  async balance(): Promise<{ available: number; held: number; pending: number; owed: number }> {
    const answer = await this.ask('{ me { balance { available held pending owed } } }');
    return z
      .object({ available: z.number(), held: z.number(), pending: z.number(), owed: z.number() })
      .parse(at(answer, 'me', 'balance'));
  }

  /** Every exchange of the member as they see it, newest first. */
  async exchanges(): Promise<SeenExchange[]> {
    const answer = await this.ask(`{ me { exchanges(first: 100) { nodes ${exchangeFields} } } }`);
    return z.array(exchangeShape).parse(at(answer, 'me', 'exchanges', 'nodes'));
  }

  /** The member's lots as stored, earliest expiry first. */
  lots(): Promise<{ expires_at: Date; amount: number; remaining: number }[]> {
    return this.stage.server.database.query(
      'SELECT expires_at, amount, remaining FROM lot WHERE owner_id = $1 ORDER BY expires_at',
      [this.stage.uuid('member', this.id)],
    );
  }

  async token(): Promise<string> {
    const now = this.stage.server.clock.now().getTime();
    if (this.#token?.signedInAt !== now) {
      const { token } = await this.stage.server.memberToken(this.customerId);
      this.#token = { token, signedInAt: now };
    }
    return this.#token.token;
  }

  async #exchange(field: string, type: string, input: object): Promise<ExchangeOutcome> {
    const document = `mutation ($input: ${type}!) { ${field}(input: $input) ${exchangePayload} }`;
    return outcomeOf(await this.ask(document, { input }), field);
  }
}
