import { randomUUID } from 'node:crypto';
import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { failure, statusOf } from './errors.js';
const lostConnection = /^(08...|57P0[123]|53300|ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const lostConnectionText = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;
/** Makes of any error one that callers may see; what is nobody's business but ours is logged under a number. */
export function publicError(error, log) {
    const cause = deepest(error);
    // A GraphQLError was thrown on purpose, for callers to read.
    if (cause === undefined || cause instanceof GraphQLError)
        return coded(error);
    if (isOverload(cause)) {
        const { retryAfterMs } = cause;
        return at(error, failure('OVERLOADED', 'Too many exchanges at once; try again shortly.', { retryAfterMs }));
    }
    if (isLostDatabase(cause)) {
        log(`The database cannot be reached: ${cause.message}`);
        return at(error, failure('UNAVAILABLE', 'The mall cannot reach its data right now; try again shortly.'));
    }
    const correlationId = randomUUID();
    log(`${correlationId} ${error.path?.join('.') ?? ''} ${cause.stack ?? cause.message}`);
    return at(error, failure('INTERNAL', `Something went wrong on our side (${correlationId}).`, { correlationId }));
}
/** The last gate before an error leaves: a code is on it, a stack is not. */
export function formatError(formatted, error, log) {
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR')
        return formatted;
    const told = publicError(error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) }), log);
    return told.toJSON();
}
/** Tells HTTP what the errors say: status, and when to come back. */
export function withHttpStatus(error) {
    const status = statusOf(codeOf(error));
    if (status === undefined)
        return error;
    const headers = new HeaderMap();
    const retryAfterMs = error.extensions['retryAfterMs'];
    if (typeof retryAfterMs === 'number')
        headers.set('retry-after', String(Math.ceil(retryAfterMs / 1_000)));
    else if (status === 503)
        headers.set('retry-after', '1');
    return at(error, error, { http: { status, headers } });
}
function at(place, told, more = {}) {
    return new GraphQLError(told.message, {
        ...(place.nodes === undefined ? {} : { nodes: place.nodes }),
        ...(place.path === undefined ? {} : { path: place.path }),
        extensions: { ...told.extensions, ...more },
    });
}
/** Errors of the execution itself, without a cause: variables and literals that do not fit their type. */
function coded(error) {
    return codeOf(error) === '' ? at(error, failure('BAD_USER_INPUT', error.message)) : error;
}
function deepest(error) {
    let cause = error.originalError ?? undefined;
    while (cause instanceof GraphQLError && cause.originalError)
        cause = cause.originalError;
    return cause;
}
export function codeOf(error) {
    const code = error.extensions?.['code'];
    return typeof code === 'string' ? code : '';
}
function isOverload(error) {
    return 'retryAfterMs' in error && typeof error.retryAfterMs === 'number';
}
function isLostDatabase(error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    return lostConnection.test(code) || lostConnectionText.test(error.message);
}
function asError(error) {
    return error instanceof Error ? error : new Error(String(error));
}
//# sourceMappingURL=failures.js.map