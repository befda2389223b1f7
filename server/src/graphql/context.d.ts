import type { Program } from '../program/program.js';
import type { Language } from './localized.js';
/** What a key of each kind may do beyond reading the public catalog. */
export type AccessScope = 'stock_feed';
export interface Access {
    kind: 'publishable' | 'partner' | 'secret';
    /** Null when a member token came without a key. */
    keyId: string | null;
    scopes: readonly string[];
}
/** Who asks, in which mall, in which language, at what moment; one for every request or socket operation. */
export interface RequestContext {
    readonly program: Program;
    readonly access: Access;
    readonly member: {
        readonly id: string;
        readonly tokenExpiresAt: Date;
    } | null;
    readonly language: Language;
    readonly now: Date;
    /** Made at the first call and shared for the rest of the request: DataLoaders and computed facts live here. */
    memo<T>(key: symbol, make: () => T): T;
}
export declare function requestContext(facts: Omit<RequestContext, 'memo'>): RequestContext;
/** The signed-in member, or an UNAUTHENTICATED error. */
export declare function requireMember(context: RequestContext): {
    id: string;
};
/** Refuses with FORBIDDEN unless the key carries the scope; a secret key carries all of them. */
export declare function requireScope(context: RequestContext, scope: AccessScope): void;
