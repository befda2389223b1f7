import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
/** Where errors that callers must not see are written down. */
export type ErrorLog = (text: string) => void;
/** Makes of any error one that callers may see; what is nobody's business but ours is logged under a number. */
export declare function publicError(error: GraphQLError, log: ErrorLog): GraphQLError;
/** The last gate before an error leaves: a code is on it, a stack is not. */
export declare function formatError(formatted: GraphQLFormattedError, error: unknown, log: ErrorLog): GraphQLFormattedError;
/** Tells HTTP what the errors say: status, and when to come back. */
export declare function withHttpStatus(error: GraphQLError): GraphQLError;
export declare function codeOf(error: {
    extensions?: Record<string, unknown>;
}): string;
