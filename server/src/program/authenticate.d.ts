import type { RequestContext } from '../graphql/context.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
/** What a request or a socket brings along; all of it is text nobody has checked. */
export interface Credentials {
    /** Publishable or partner key. */
    key?: string | undefined;
    /** Member token, or on the admin side the secret key. */
    bearer?: string | undefined;
    /** An Accept-Language header or a language tag. */
    language?: string | undefined;
}
export interface AuthenticatorParts {
    database: Database;
    clock: Clock;
    /** Demo keys open nothing here. */
    production: boolean;
}
/** Turns credentials into the context of a request; whoever cannot be told apart from a stranger gets UNAUTHENTICATED. */
export declare class Authenticator {
    #private;
    private readonly parts;
    constructor(parts: AuthenticatorParts);
    /** Storefront: a publishable or partner key, a member token, or both. */
    storefront(credentials: Credentials): Promise<RequestContext>;
    /** Admin: a secret key, nothing else. */
    admin(credentials: Credentials): Promise<RequestContext>;
    /** The context of a further operation on a socket: the same caller, now. */
    renewed(context: RequestContext): RequestContext;
    /** Called when keys changed in this process, so that it takes effect here at once. */
    forget(): void;
}
/** Told apart by `reason`, so that clients know that a new token helps. */
export declare function tokenExpired(): import("graphql").GraphQLError;
