import { forbidden, unauthenticated } from './errors.js';
export function requestContext(facts) {
    const made = new Map();
    return {
        ...facts,
        memo(key, make) {
            if (!made.has(key))
                made.set(key, make());
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `make` of the same key writes here
            return made.get(key);
        },
    };
}
/** The signed-in member, or an UNAUTHENTICATED error. */
export function requireMember(context) {
    if (context.member === null)
        throw unauthenticated('This needs a member token.');
    return context.member;
}
/** Refuses with FORBIDDEN unless the key carries the scope; a secret key carries all of them. */
export function requireScope(context, scope) {
    const { kind, scopes } = context.access;
    if (kind !== 'secret' && !scopes.includes(scope)) {
        throw forbidden(`This needs a partner key with the scope ${scope}.`);
    }
}
//# sourceMappingURL=context.js.map