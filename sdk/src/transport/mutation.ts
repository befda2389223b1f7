import { RefusedError, type UserError } from './errors.js';

/** Input of a mutation as callers give it: the idempotency key is made for them unless they bring their own. */
export type Keyed<Input extends { readonly idempotencyKey: string }> = Omit<Input, 'idempotencyKey'> & {
  /**
   * Marks this one intention; every call with the same key and input gives the first answer. Bring your own to stay
   * safe across page reloads; left out, a new one is made for each call and kept through its retries.
   */
  readonly idempotencyKey?: string;
};

/**
 * A new idempotency key, for an intention that may outlive a call: keep it until you know what became of it. Also where
 * `crypto.randomUUID` is missing, as in every page that came by plain http.
 */
export function newIdempotencyKey(): string {
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Adds the idempotency key, once per call, so that all retries of it carry the same. */
export function keyed<Input extends object>(
  input: Input & { readonly idempotencyKey?: string },
): Input & { readonly idempotencyKey: string } {
  return { ...input, idempotencyKey: input.idempotencyKey ?? newIdempotencyKey() };
}

/** Gives what a mutation made, or throws the reasons why it was refused. */
export function settled<Result>(payload: {
  readonly result: Result | null;
  readonly userErrors: readonly UserError[];
}): Result {
  const [first] = payload.userErrors;
  if (first === undefined && payload.result !== null) return payload.result;
  throw new RefusedError(first?.code ?? 'REFUSED', first?.message ?? 'Refused.', payload.userErrors);
}
