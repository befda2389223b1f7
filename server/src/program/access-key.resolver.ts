import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { decodeId, encodeId } from '../platform/ids.js';
import { isRefused, refuse } from '../platform/refusal.js';
import type { Refused } from '../platform/refusal.js';
import { listKeys } from './access-keys.queries.js';
import type { KeyListing } from './access-keys.queries.js';
import {
  AccessKey,
  AccessKeyCreateInput,
  AccessKeyCreatePayload,
  AccessKeyRevokeInput,
  AccessKeyRevokePayload,
  AccessKeyRotateInput,
  AccessKeyRotatePayload,
} from './access-key.types.js';
import { operatorOf } from './audit.js';
import type { Authenticator } from './authenticate.js';
import { createKey } from './create-key.js';
import type { KeyParts, MadeKey } from './create-key.js';
import { revokeKey } from './revoke-key.js';
import { rotateKey } from './rotate-key.js';

const inputDescription = 'What to do, in one object.';

@Resolver()
export class AccessKeyResolver {
  constructor(
    private readonly parts: KeyParts,
    private readonly authenticator: Pick<Authenticator, 'forget'>,
  ) {}

  @Query(() => [AccessKey], { description: 'Every key the program ever had, newest first.' })
  async accessKeys(@Ctx() context: RequestContext): Promise<AccessKey[]> {
    return (await listKeys(this.parts.database, context.program.id)).map(described);
  }

  @Mutation(() => AccessKeyCreatePayload, {
    description: 'Makes a key; its secret is in the answer and nowhere else. Refuses with InvalidInput.',
  })
  async accessKeyCreate(
    @Arg('input', () => AccessKeyCreateInput, { description: inputDescription }) input: AccessKeyCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<AccessKeyCreatePayload> {
    const wish = { kind: input.kind, label: input.label, scopes: input.scopes ?? null };
    return told(await createKey(this.parts, operatorOf(context), wish), context);
  }

  @Mutation(() => AccessKeyRotatePayload, {
    description:
      'Puts a new key in the place of an old one. Refuses with NotFound, InvalidState (it was replaced or revoked already) or InvalidInput.',
  })
  async accessKeyRotate(
    @Arg('input', () => AccessKeyRotateInput, { description: inputDescription }) input: AccessKeyRotateInput,
    @Ctx() context: RequestContext,
  ): Promise<AccessKeyRotatePayload> {
    const keyId = decodeId('key', input.id);
    if (keyId === null) return told(unknownKey(input.id), context);
    const { graceSeconds } = input;
    const outcome = await rotateKey(this.parts, operatorOf(context), { keyId, graceSeconds });
    this.authenticator.forget();
    return told(outcome, context);
  }

  @Mutation(() => AccessKeyRevokePayload, {
    description:
      'Ends a key for good; other server processes follow within two seconds, open sockets within ten seconds. A key that was revoked already stays as it is. Refuses with NotFound.',
  })
  async accessKeyRevoke(
    @Arg('input', () => AccessKeyRevokeInput, { description: inputDescription }) input: AccessKeyRevokeInput,
    @Ctx() context: RequestContext,
  ): Promise<AccessKeyRevokePayload> {
    const keyId = decodeId('key', input.id);
    const outcome =
      keyId === null ? unknownKey(input.id) : await revokeKey(this.parts, operatorOf(context), keyId);
    this.authenticator.forget();
    return isRefused(outcome)
      ? { accessKey: null, userErrors: toUserErrors(outcome.refused, context.language) }
      : { accessKey: described(outcome), userErrors: [] };
  }
}

function unknownKey(id: string): Refused {
  return refuse({ code: 'NOT_FOUND', id, path: ['id'] });
}

function told(outcome: MadeKey | Refused, context: RequestContext): AccessKeyCreatePayload {
  return isRefused(outcome)
    ? { accessKey: null, secret: null, userErrors: toUserErrors(outcome.refused, context.language) }
    : { accessKey: described(outcome.key), secret: outcome.secret, userErrors: [] };
}

function described(key: KeyListing): AccessKey {
  return { ...key, id: encodeId('key', key.id) };
}
