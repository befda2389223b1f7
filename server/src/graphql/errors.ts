import { GraphQLError } from 'graphql';

/** Codes of top-level errors that have a status of their own; the README has all there are. Refusals by rules are data, never one of these. */
type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'QUERY_TOO_COMPLEX'
  | 'OVERLOADED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

const status: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  GRAPHQL_VALIDATION_FAILED: 400,
  QUERY_TOO_COMPLEX: 400,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

export function statusOf(code: string): number | undefined {
  return Object.entries(status).find(([name]) => name === code)?.[1];
}

export function unauthenticated(message: string): GraphQLError {
  return failure('UNAUTHENTICATED', message);
}

export function forbidden(message: string): GraphQLError {
  return failure('FORBIDDEN', message);
}

/** For arguments outside their documented range; what a rule refuses is a user error instead. */
export function badInput(message: string): GraphQLError {
  return failure('BAD_USER_INPUT', message);
}

export function failure(code: ErrorCode, message: string, more: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}
