import type { Program } from '../program/program.js';
import { forbidden, unauthenticated } from './errors.js';
import type { Language } from './localized.js';

/** What a partner key may be allowed beyond reading the public catalog. */
type AccessScope = 'stock_feed';

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

export function requestContext({ program, access, member, language, now }: CallerFacts): RequestContext {
  return new CallerContext(program, access, member, language, now);
}

type CallerFacts = Omit<RequestContext, 'memo'>;

/** Its fields are named one by one because one is made for every request (docs/performance.md, "Garbage"). */
class CallerContext implements RequestContext {
  /** No private name: Apollo gives resolvers a copy, which must bring along what the class needs. */
  protected made: Map<symbol, unknown> | null = null;

  constructor(
    readonly program: Program,
    readonly access: Access,
    readonly member: RequestContext['member'],
    readonly language: Language,
    readonly now: Date,
  ) {}

  memo<T>(key: symbol, make: () => T): T {
    this.made ??= new Map();
    if (!this.made.has(key)) this.made.set(key, make());
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `make` of the same key writes here
    return this.made.get(key) as T;
  }
}

/** The signed-in member, or an UNAUTHENTICATED error. */
export function requireMember(context: RequestContext): { id: string } {
  if (context.member === null) throw unauthenticated('This needs a member token.');
  return context.member;
}

/** Refuses with FORBIDDEN unless the key carries the scope. */
export function requireScope(context: RequestContext, scope: AccessScope): void {
  if (!context.access.scopes.includes(scope)) {
    throw forbidden(`This needs a partner key with the scope ${scope}.`);
  }
}
