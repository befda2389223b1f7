import { GraphQLError } from 'graphql';
/** The stable `extensions.code` of every top-level error; refusals by rules are data, never one of these. */
export type ErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'QUERY_TOO_COMPLEX' | 'OVERLOADED' | 'UNAVAILABLE' | 'INTERNAL';
export declare function statusOf(code: string): number | undefined;
export declare function unauthenticated(message: string): GraphQLError;
export declare function forbidden(message: string): GraphQLError;
/** For arguments outside their documented range; what a rule refuses is a user error instead. */
export declare function badInput(message: string): GraphQLError;
export declare function failure(code: ErrorCode, message: string, more?: Record<string, unknown>): GraphQLError;
