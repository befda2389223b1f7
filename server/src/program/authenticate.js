import { decodeJwt, errors, jwtVerify } from 'jose';
import { failure, unauthenticated } from '../graphql/errors.js';
import { requestContext } from '../graphql/context.js';
import { chooseLanguage } from '../graphql/localized.js';
import { decodeId, encodeId } from '../platform/ids.js';
import { hashKey, isDemoKey } from './access-key.js';
import { findKey } from './access-keys.queries.js';
import { readProgram } from './program.queries.js';
import { ShortCache } from './short-cache.js';
// A revoked key works this much longer in other processes, at most.
const keepMs = 2_000;
const keptEntries = 10_000;
const longestCredential = 4_096;
/** Turns credentials into the context of a request; whoever cannot be told apart from a stranger gets UNAUTHENTICATED. */
export class Authenticator {
    parts;
    #keys = new ShortCache(keepMs, keptEntries);
    #programs = new ShortCache(keepMs, keptEntries);
    constructor(parts) {
        this.parts = parts;
    }
    /** Storefront: a publishable or partner key, a member token, or both. */
    async storefront(credentials) {
        const { key, bearer } = credentials;
        if (bearer?.startsWith('sk_')) {
            throw unauthenticated('Secret keys are for /admin/graphql and must stay out of storefronts.');
        }
        if (key === undefined && bearer === undefined) {
            throw unauthenticated('Send a publishable key in the header X-Jifen-Key.');
        }
        const found = key === undefined ? null : await this.#key(key);
        if (found?.kind === 'secret') {
            throw unauthenticated('Secret keys are for /admin/graphql and must stay out of storefronts.');
        }
        const member = bearer === undefined ? null : await this.#member(bearer, found);
        const home = await this.#program(member?.programId ?? found?.programId);
        const access = found === null
            ? { kind: 'publishable', keyId: null, scopes: [] }
            : { kind: found.kind, keyId: found.id, scopes: found.scopes };
        return this.#context(home, access, member === null ? null : { id: member.id, tokenExpiresAt: member.tokenExpiresAt }, credentials.language);
    }
    /** Admin: a secret key, nothing else. */
    async admin(credentials) {
        if (credentials.bearer === undefined) {
            throw unauthenticated('Send a secret key in the header Authorization: Bearer sk_….');
        }
        const found = await this.#key(credentials.bearer);
        if (found.kind !== 'secret')
            throw unauthenticated('This needs a secret key (sk_…).');
        const home = await this.#program(found.programId);
        return this.#context(home, { kind: 'secret', keyId: found.id, scopes: [] }, null, credentials.language);
    }
    /** The context of a further operation on a socket: the same caller, now. */
    renewed(context) {
        return requestContext({ ...context, now: this.parts.clock.now() });
    }
    /** Called when keys changed in this process, so that it takes effect here at once. */
    forget() {
        this.#keys.clear();
        this.#programs.clear();
    }
    async #key(key) {
        const refusable = key.length > longestCredential || (this.parts.production && isDemoKey(key));
        const hash = hashKey(key);
        const found = refusable
            ? null
            : await this.#keys.get(hash.toString('base64'), () => findKey(this.parts.database, hash));
        if (found === null || (found.expiresAt !== null && found.expiresAt <= this.parts.clock.now())) {
            throw unauthenticated('The key is unknown, expired or revoked.');
        }
        return found;
    }
    async #program(id) {
        const found = id === undefined ? null : await this.#programs.get(id, () => readProgram(this.parts.database, id));
        if (found === null)
            throw unauthenticated('The program is unknown.');
        return found;
    }
    /** The token names its program, but is only believed once that program's secret has verified it. */
    async #member(token, key) {
        const programId = token.length > longestCredential ? undefined : claimedProgram(token);
        if (programId === undefined || (key !== null && key.programId !== programId)) {
            throw unauthenticated('The member token is not valid.');
        }
        const { program, tokenSecret } = await this.#program(programId);
        try {
            const { payload } = await jwtVerify(token, tokenSecret, {
                algorithms: ['HS256'],
                audience: encodeId('program', program.id),
                currentDate: this.parts.clock.now(),
                requiredClaims: ['sub', 'exp'],
            });
            const id = decodeId('member', payload.sub ?? '');
            if (id === null || payload.exp === undefined)
                throw unauthenticated('The member token is not valid.');
            return { id, programId: program.id, tokenExpiresAt: new Date(payload.exp * 1_000) };
        }
        catch (error) {
            if (error instanceof errors.JWTExpired)
                throw tokenExpired();
            throw unauthenticated('The member token is not valid.');
        }
    }
    #context(home, access, member, language) {
        return requestContext({
            program: home.program,
            access,
            member,
            language: chooseLanguage(language, home.program.defaultLanguage),
            now: this.parts.clock.now(),
        });
    }
}
/** Told apart by `reason`, so that clients know that a new token helps. */
export function tokenExpired() {
    return failure('UNAUTHENTICATED', 'The member token has expired.', { reason: 'TOKEN_EXPIRED' });
}
function claimedProgram(token) {
    try {
        const { aud } = decodeJwt(token);
        return typeof aud === 'string' ? (decodeId('program', aud) ?? undefined) : undefined;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=authenticate.js.map