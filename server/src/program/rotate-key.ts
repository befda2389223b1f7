import { refuse } from '../platform/refusal.js';
import type { Refused } from '../platform/refusal.js';
import { encodeId } from '../platform/ids.js';
import { AccessKeyRow } from './access-key.entity.js';
import { checkGrace } from './access-key.rules.js';
import { type Operator, recordAudit } from './audit.js';
import { insertKey } from './create-key.js';
import type { KeyParts, MadeKey } from './create-key.js';

/** Puts a new key in the place of an old one, which keeps working for the grace and not longer. */
export async function rotateKey(
  parts: KeyParts,
  operator: Operator,
  wish: { keyId: string; graceSeconds: number },
): Promise<MadeKey | Refused> {
  const refusal = checkGrace(wish.graceSeconds);
  if (refusal !== null) return refusal;
  return parts.database.orm.transaction(async (manager) => {
    const old = await manager.findOne(AccessKeyRow, {
      where: { id: wish.keyId, programId: operator.programId },
      lock: { mode: 'pessimistic_write' },
    });
    if (old === null) return refuse({ code: 'NOT_FOUND', id: encodeId('key', wish.keyId), path: ['id'] });
    if (old.revokedAt !== null) return refuse({ code: 'INVALID_STATE', state: 'REVOKED', path: ['id'] });
    if (old.expiresAt !== null) return refuse({ code: 'INVALID_STATE', state: 'EXPIRING', path: ['id'] });
    const end = new Date(operator.now.getTime() + wish.graceSeconds * 1_000);
    const change = wish.graceSeconds === 0 ? { revokedAt: operator.now } : { expiresAt: end };
    await manager.update(AccessKeyRow, { id: old.id }, change);
    const made = await insertKey(manager, parts, operator, {
      kind: old.kind,
      label: old.label,
      scopes: old.scopes,
    });
    await recordAudit(manager, parts.newId, {
      programId: operator.programId,
      actor: operator.actor,
      action: 'accessKeyRotate',
      subject: encodeId('key', old.id),
      before: { hint: old.hint },
      after: { id: encodeId('key', made.key.id), hint: made.key.hint, graceSeconds: wish.graceSeconds },
      at: operator.now,
    });
    return made;
  });
}
