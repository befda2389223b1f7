import type { UserErrorFragment } from '../generated/storefront.js';

/**
 * One reason why the mall said no to a mutation.
 *
 * `__typename` tells the reasons apart and gives access to their data, for example
 * `if (error.__typename === 'InsufficientPoints') error.required`. `code` is the same reason as a stable constant,
 * `message` a sentence for the member in the language of the request, `path` the input field it is about.
 */
export type UserError = UserErrorFragment;

/**
 * The mall could not be reached, or was too busy, after every retry was used up. Trying again later is safe:
 * call again with the same `idempotencyKey` if the call was a mutation with one of your own.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  constructor(
    message: string,
    /** How long the mall asked to wait before the next try, in milliseconds; undefined when it did not say. */
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The mall understood and said no. Nothing has happened; trying again unchanged gives the same answer. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    /** The code of the first reason, for example `INSUFFICIENT_POINTS`, `OUT_OF_STOCK` or `BAD_USER_INPUT`. */
    readonly code: string,
    message: string,
    /** Every reason with its data; empty when the request as a whole was refused (for example malformed input). */
    readonly errors: readonly UserError[] = [],
  ) {
    super(message);
  }
}

/**
 * The key or the member token is missing, wrong, expired beyond renewal, or does not allow this operation.
 * A fresh token has already been tried when `getMemberToken` is given: ask the member to sign in.
 */
export class UnauthorisedError extends Error {
  override readonly name = 'UnauthorisedError';

  constructor(
    /** `UNAUTHENTICATED` (no valid key or token) or `FORBIDDEN` (valid, but not allowed to do this). */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Whatever kept the mall from being reached, as a NetworkError. */
export function unreachable(cause: unknown): NetworkError {
  if (cause instanceof NetworkError) return cause;
  return new NetworkError('The mall could not be reached.', undefined, { cause });
}

/** True for a non-null object, so that fields of parsed JSON can be looked at one by one. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Turns the top-level `errors` of a GraphQL answer into one of the three error classes. */
export function errorFrom(errors: unknown): NetworkError | RefusedError | UnauthorisedError {
  const first: unknown = Array.isArray(errors) ? errors[0] : errors;
  const { message, extensions } = isRecord(first) ? first : {};
  const { code, retryAfterMs } = isRecord(extensions) ? extensions : {};
  const text = String(message);
  switch (code) {
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN':
      return new UnauthorisedError(code, text);
    case 'OVERLOADED':
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
    case 'INTERNAL':
    case 'INTERNAL_SERVER_ERROR':
      return new NetworkError(text, typeof retryAfterMs === 'number' ? retryAfterMs : undefined);
    default:
      return new RefusedError(typeof code === 'string' ? code : 'REFUSED', text);
  }
}
