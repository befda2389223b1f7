import { z } from 'zod';
import { type Answer, at } from './start-server.js';

export const refusalShape = z.looseObject({ code: z.string(), path: z.array(z.string()).nullable() });
const lineShape = z.object({
  title: z.string(),
  quantity: z.number(),
  codes: z.array(z.string()),
  shipment: z.object({ carrier: z.string().nullable(), trackingNumber: z.string().nullable() }).nullable(),
});
export const exchangeShape = z.object({
  id: z.string(),
  state: z.string(),
  version: z.coerce.number(),
  cancellable: z.boolean(),
  paymentDueAt: z.string().nullable(),
  total: z.object({ points: z.number(), cash: z.object({ amount: z.string() }).nullable() }),
  lines: z.array(lineShape),
  payment: z.object({ state: z.string(), intentId: z.string().nullable() }).nullable(),
});
const payloadShape = z.object({ exchange: exchangeShape.nullable(), userErrors: z.array(refusalShape) });
export type SeenExchange = z.infer<typeof exchangeShape>;
export type ExchangeOutcome = z.infer<typeof payloadShape>;

const userErrors = `userErrors {
  code path
  ... on NotFound { id }
  ... on OutOfStock { variantId available }
  ... on InsufficientPoints { balance required }
  ... on InvalidState { state }
  ... on NotOnSale { onSaleFrom onSaleUntil }
  ... on LimitReached { limit left }
  ... on PriceChanged {
    expected { points cash { amount currencyCode } }
    actual { points cash { amount currencyCode } }
  }
}`;
export const exchangeFields = `{
  id state version cancellable paymentDueAt
  total { points cash { amount } }
  lines { title quantity codes shipment { carrier trackingNumber } }
  payment { state intentId }
}`;
export const exchangePayload = `{ exchange ${exchangeFields} ${userErrors} }`;

/** The codes of what refused, in order. */
export function codesOf(outcome: { userErrors: readonly { code: string }[] }): string[] {
  return outcome.userErrors.map(({ code }) => code);
}

/** Reads the answer of a mutation on an exchange. */
export function outcomeOf(answer: Answer, field: string): ExchangeOutcome {
  const outcome = payloadShape.safeParse(at(answer, field));
  if (!outcome.success) throw new Error(`${field} was not answered: ${told(answer)}`);
  return outcome.data;
}

export function told(answer: Answer): string {
  return JSON.stringify({ data: answer.data, errors: answer.errors });
}
