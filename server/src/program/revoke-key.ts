import { refuse } from '../platform/refusal.js';
import type { Refused } from '../platform/refusal.js';
import { encodeId } from '../platform/ids.js';
import { AccessKeyRow } from './access-key.entity.js';
import { type Operator, recordAudit } from './audit.js';
import type { KeyParts } from './create-key.js';

/** Ends a key for good; revoking it again changes nothing. */
export async function revokeKey(
  parts: KeyParts,
  operator: Operator,
  keyId: string,
): Promise<AccessKeyRow | Refused> {
  return parts.database.orm.transaction(async (manager) => {
    const key = await manager.findOne(AccessKeyRow, {
      where: { id: keyId, programId: operator.programId },
      lock: { mode: 'pessimistic_write' },
    });
    if (key === null) return refuse({ code: 'NOT_FOUND', id: encodeId('key', keyId), path: ['id'] });
    if (key.revokedAt !== null) return key;
    await manager.update(AccessKeyRow, { id: key.id }, { revokedAt: operator.now });
    await recordAudit(manager, parts.newId, {
      programId: operator.programId,
      actor: operator.actor,
      action: 'accessKeyRevoke',
      subject: encodeId('key', key.id),
      before: { revokedAt: null },
      after: { revokedAt: operator.now },
      at: operator.now,
    });
    key.revokedAt = operator.now;
    return key;
  });
}
