import { z } from 'zod';
import type { Chance } from '../chance.js';
import type { Args, Operation, Player, Proposal, Question, Scene } from '../operation.js';
import { checkExchanges, checkExchangesSoFar } from './exchanges.check.js';

const name = 'exchanges';
const userErrors = 'userErrors { code }';
const documents = {
  redeem: `mutation ($input: ExchangeRedeemInput!) { exchangeRedeem(input: $input) { exchange { id total { points } } ${userErrors} } }`,
  pay: `mutation ($input: ExchangePayInput!) { exchangePay(input: $input) { exchange { id total { points } } ${userErrors} } }`,
  cancel: `mutation ($input: ExchangeCancelInput!) { exchangeCancel(input: $input) { exchange { id total { points } } ${userErrors} } }`,
  refund: `mutation ($input: ExchangeRefundInput!) { exchangeRefund(input: $input) { exchange { id total { points } } ${userErrors} } }`,
};
const payloadShape = z.object({
  exchange: z.object({ id: z.string(), total: z.object({ points: z.number() }) }),
});

/** Members redeem, pay and cancel; operators refund; often the same exchange at the same time. */
export const exchanges: Player = {
  name,
  weight: 20,
  reaches: { redeem: 100, pay: 500, cancel: 350, refund: 700 },
  propose(chance, scene) {
    const roll = chance.next();
    if (roll < 0.5) return redeem(chance, scene);
    const [action, cashOnly] = roll < 0.72 ? (['pay', true] as const) : undo(roll);
    const of = recent(chance, scene, cashOnly);
    if (of === null) return redeem(chance, scene);
    const args: Args = { of: of.key, member: of.args['member'] ?? 0 };
    if (action === 'pay') args['method'] = chance.happens(0.15) ? 'test_declined' : 'test_ok';
    return { action, args };
  },
  ask(operation, scene) {
    if (operation.action === 'redeem') return askToRedeem(operation, scene);
    const origin = scene.origin(operation);
    const action = actionShape.parse(operation.action);
    if (origin === null) return null;
    const { key, args } = operation;
    const input = { exchangeId: origin.done['id'], idempotencyKey: key };
    return action === 'refund'
      ? question(action, '/admin/graphql', null, input)
      : question(action, '/graphql', Number(args['member']), {
          ...input,
          ...(action === 'pay' ? { paymentMethod: args['method'] } : {}),
        });
  },
  done(_operation, payload) {
    const { exchange } = payloadShape.parse(payload);
    return { id: exchange.id, points: exchange.total.points };
  },
  always: checkExchangesSoFar,
  check: checkExchanges,
};

const actionShape = z.enum(['redeem', 'pay', 'cancel', 'refund']);

function undo(roll: number): readonly ['cancel' | 'refund', boolean] {
  return [roll < 0.9 ? 'cancel' : 'refund', false];
}

function redeem(chance: Chance, { mall }: Scene): Proposal {
  const args: Args = {
    member: chance.int(0, mall.members.length - 1),
    variant: chance.int(0, mall.variants.length - 1),
    quantity: chance.happens(0.8) ? 1 : chance.int(2, 3),
  };
  // Two lines are all or nothing.
  if (chance.happens(0.15)) args['also'] = chance.int(0, mall.variants.length - 1);
  return { action: 'redeem', args };
}

/** One of the last successes, so that several clients meet on the same exchange. */
function recent(chance: Chance, scene: Scene, cashOnly: boolean): Operation | null {
  const made = scene
    .successes(name, 'redeem')
    .map(({ operation }) => operation)
    .filter((operation) => !cashOnly || hasCash(operation, scene));
  return chance.pick(made.slice(-24)) ?? null;
}

function hasCash({ args }: Operation, { mall }: Scene): boolean {
  return [args['variant'], args['also']].some(
    (at) => at !== undefined && mall.variants[Number(at)]?.cash !== null,
  );
}

function askToRedeem({ key, args }: Operation, { mall }: Scene): Question {
  const line = (at: unknown, quantity: number) => ({ variantId: mall.variants[Number(at)]?.id, quantity });
  const lines = [line(args['variant'], Number(args['quantity']))];
  if (args['also'] !== undefined) lines.push(line(args['also'], 1));
  return question('redeem', '/graphql', Number(args['member']), { lines, idempotencyKey: key });
}

function question(
  action: keyof typeof documents,
  endpoint: Question['endpoint'],
  member: number | null,
  input: object,
): Question {
  const field = `exchange${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  return { endpoint, document: documents[action], variables: { input }, member, field };
}
