import { decodeJwt, jwtVerify } from 'jose';
import { failure, unauthenticated } from '../graphql/errors.js';
import { requestContext } from '../graphql/context.js';
import type { Access, RequestContext } from '../graphql/context.js';
import { chooseLanguage } from '../graphql/localized.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { decodeId, encodeId } from '../platform/ids.js';
import { hashKey, isDemoKey } from './access-key.js';
import { findKey } from './access-keys.queries.js';
import type { KeyFacts } from './access-keys.queries.js';
import { readProgram } from './program.queries.js';
import type { SigningProgram } from './program.queries.js';
import { ShortCache } from './short-cache.js';

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

// A revoked key works this much longer in other processes, at most.
const keepMs = 2_000;
const keptEntries = 10_000;
// A signature does not change; checking it costs more than everything else about a small request.
const keepTokenMs = 60_000;
const longestCredential = 4_096;

/** Turns credentials into the context of a request; whoever cannot be told apart from a stranger gets UNAUTHENTICATED. */
export class Authenticator {
  readonly #keys = new ShortCache<KeyFacts>(keepMs, keptEntries);
  readonly #programs = new ShortCache<SigningProgram>(keepMs, keptEntries);
  readonly #tokens = new ShortCache<Claims>(keepTokenMs, keptEntries);

  constructor(private readonly parts: AuthenticatorParts) {}

  /** Storefront: a publishable or partner key, a member token, or both. */
  async storefront(credentials: Credentials): Promise<RequestContext> {
    const { key, bearer } = credentials;
    if (bearer?.startsWith('sk_')) {
      throw unauthenticated('Secret keys are for /admin/graphql and must stay out of storefronts.');
    }
    if (key === undefined && bearer === undefined) {
      throw unauthenticated(
        'Send a publishable key: in the header X-Jifen-Key, over a socket as `key` in connectionParams.',
      );
    }
    const found = key === undefined ? null : await this.#key(key);
    if (found?.kind === 'secret') {
      throw unauthenticated('Secret keys are for /admin/graphql and must stay out of storefronts.');
    }
    const member = bearer === undefined ? null : await this.#member(bearer, found);
    const home = await this.#program(member?.programId ?? found?.programId);
    const access: Access =
      found === null
        ? { kind: 'publishable', keyId: null, scopes: [] }
        : { kind: found.kind, keyId: found.id, scopes: found.scopes };
    return this.#context(
      home,
      access,
      member === null ? null : { id: member.id, tokenExpiresAt: member.tokenExpiresAt },
      credentials.language,
    );
  }

  /** Admin: a secret key, nothing else. */
  async admin(credentials: Credentials): Promise<RequestContext> {
    if (credentials.bearer === undefined) {
      throw unauthenticated('Send a secret key in the header Authorization: Bearer sk_….');
    }
    const found = await this.#key(credentials.bearer);
    if (found.kind !== 'secret') throw unauthenticated('This needs a secret key (sk_…).');
    const home = await this.#program(found.programId);
    return this.#context(home, { kind: 'secret', keyId: found.id, scopes: [] }, null, credentials.language);
  }

  /** The context of a further operation on a socket: the same caller, now. */
  renewed(context: RequestContext): RequestContext {
    const { program, access, member, language } = context;
    return requestContext({ program, access, member, language, now: this.parts.clock.now() });
  }

  /** Called when keys changed in this process, so that it takes effect here at once. */
  forget(): void {
    this.#keys.clear();
    this.#programs.clear();
    this.#tokens.clear();
  }

  async #key(key: string): Promise<KeyFacts> {
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

  async #program(id: string | undefined): Promise<SigningProgram> {
    const found =
      id === undefined ? null : await this.#programs.get(id, () => readProgram(this.parts.database, id));
    if (found === null) throw unauthenticated('The program is unknown.');
    return found;
  }

  async #member(token: string, key: KeyFacts | null): Promise<Claims> {
    const claims =
      token.length > longestCredential ? null : await this.#tokens.get(token, () => this.#verified(token));
    if (claims === null || (key !== null && key.programId !== claims.programId)) {
      throw unauthenticated('The member token is not valid.');
    }
    if (claims.tokenExpiresAt <= this.parts.clock.now()) throw tokenExpired();
    return claims;
  }

  /** The token names its program, but is only believed once that program's secret has verified it. */
  async #verified(token: string): Promise<Claims | null> {
    const programId = claimedProgram(token);
    if (programId === undefined) return null;
    const { program, tokenSecret } = await this.#program(programId);
    return verified(token, tokenSecret, program.id);
  }

  #context(
    home: SigningProgram,
    access: Access,
    member: RequestContext['member'],
    language: string | undefined,
  ): RequestContext {
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
function tokenExpired() {
  return failure('UNAUTHENTICATED', 'The member token has expired.', { reason: 'TOKEN_EXPIRED' });
}

interface Claims {
  programId: string;
  id: string;
  tokenExpiresAt: Date;
}

/** What a genuine token says, expired or not; null when it is forged or says too little. */
async function verified(token: string, secret: Uint8Array, programId: string): Promise<Claims | null> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      audience: encodeId('program', programId),
      // Whether it has expired is asked at every request, not once.
      currentDate: new Date(0),
      requiredClaims: ['sub', 'exp'],
    });
    const id = decodeId('member', payload.sub ?? '');
    return id === null || payload.exp === undefined
      ? null
      : { programId, id, tokenExpiresAt: new Date(payload.exp * 1_000) };
  } catch {
    return null;
  }
}

function claimedProgram(token: string): string | undefined {
  try {
    const { aud } = decodeJwt(token);
    return typeof aud === 'string' ? (decodeId('program', aud) ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
