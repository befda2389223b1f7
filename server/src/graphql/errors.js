import { GraphQLError } from 'graphql';
const status = {
    UNAUTHENTICATED: 401,
    FORBIDDEN: 403,
    BAD_USER_INPUT: 400,
    QUERY_TOO_COMPLEX: 400,
    OVERLOADED: 503,
    UNAVAILABLE: 503,
    INTERNAL: 500,
};
export function statusOf(code) {
    return Object.entries(status).find(([name]) => name === code)?.[1];
}
export function unauthenticated(message) {
    return failure('UNAUTHENTICATED', message);
}
export function forbidden(message) {
    return failure('FORBIDDEN', message);
}
/** For arguments outside their documented range; what a rule refuses is a user error instead. */
export function badInput(message) {
    return failure('BAD_USER_INPUT', message);
}
export function failure(code, message, more = {}) {
    return new GraphQLError(message, { extensions: { code, ...more } });
}
//# sourceMappingURL=errors.js.map