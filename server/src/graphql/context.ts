import type { Program } from '../program/program.js';
import { forbidden, unauthenticated } from './errors.js';
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
  readonly member: { readonly id: string; readonly tokenExpiresAt: Date } | null;
  readonly language: Language;
  readonly now: Date;
  /** Made at the first call and shared for the rest of the request: DataLoaders and computed facts live here. */
  memo<T>(key: symbol, make: () => T): T;
}

export function requestContext(facts: Omit<RequestContext, 'memo'>): RequestContext {
  const made = new Map<symbol, unknown>();
  return {
    ...facts,
    memo<T>(key: symbol, make: () => T): T {
      if (!made.has(key)) made.set(key, make());
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `make` of the same key writes here
      return made.get(key) as T;
    },
  };
}

/** The signed-in member, or an UNAUTHENTICATED error. */
export function requireMember(context: RequestContext): { id: string } {
  if (context.member === null) throw unauthenticated('This needs a member token.');
  return context.member;
}

/** Refuses with FORBIDDEN unless the key carries the scope; a secret key carries all of them. */
export function requireScope(context: RequestContext, scope: AccessScope): void {
  const { kind, scopes } = context.access;
  if (kind !== 'secret' && !scopes.includes(scope)) {
    throw forbidden(`This needs a partner key with the scope ${scope}.`);
  }
}
