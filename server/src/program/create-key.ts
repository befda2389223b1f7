import type { EntityManager } from 'typeorm';
import type { Refused } from '../platform/refusal.js';
import { isRefused } from '../platform/refusal.js';
import type { Database } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import type { NewId } from '../platform/ids.js';
import type { Random } from '../platform/random.js';
import { AccessKeyRow } from './access-key.entity.js';
import type { AccessKeyKind } from './access-key.entity.js';
import { hashKey, keyHint, makeKey } from './access-key.js';
import { checkNewKey } from './access-key.rules.js';
import { type Operator, recordAudit } from './audit.js';

export interface KeyParts {
  database: Database;
  newId: NewId;
  random: Random;
}

export interface MadeKey {
  key: AccessKeyRow;
  /** The raw key, which is stored nowhere. */
  secret: string;
}

export async function createKey(
  parts: KeyParts,
  operator: Operator,
  wish: { kind: AccessKeyKind; label: string; scopes: readonly string[] | null },
): Promise<MadeKey | Refused> {
  const checked = checkNewKey(wish.kind, wish.label, wish.scopes);
  if (isRefused(checked)) return checked;
  return parts.database.orm.transaction(async (manager) => {
    const made = await insertKey(manager, parts, operator, { ...wish, scopes: checked.scopes });
    await recordAudit(manager, parts.newId, {
      programId: operator.programId,
      actor: operator.actor,
      action: 'accessKeyCreate',
      subject: encodeId('key', made.key.id),
      after: { kind: made.key.kind, label: made.key.label, scopes: made.key.scopes },
      at: operator.now,
    });
    return made;
  });
}

/** Makes and stores a key; what it is allowed was checked by the caller. */
export async function insertKey(
  manager: EntityManager,
  parts: KeyParts,
  operator: Operator,
  wish: { kind: AccessKeyKind; label: string; scopes: string[] },
): Promise<MadeKey> {
  const secret = makeKey(wish.kind, parts.random);
  const key = manager.create(AccessKeyRow, {
    id: parts.newId(),
    programId: operator.programId,
    kind: wish.kind,
    label: wish.label,
    hash: hashKey(secret),
    hint: keyHint(secret),
    scopes: wish.scopes,
    createdAt: operator.now,
    expiresAt: null,
    revokedAt: null,
  });
  await manager.insert(AccessKeyRow, key);
  return { key, secret };
}
