import type { Queryable } from '../platform/database.js';
import type { AccessKeyKind } from './access-key.entity.js';

export type KeyFacts = {
  id: string;
  programId: string;
  kind: AccessKeyKind;
  scopes: string[];
  expiresAt: Date | null;
};

export async function findKey(database: Queryable, hash: Buffer): Promise<KeyFacts | null> {
  const [found] = await database.query<KeyFacts>(
    `SELECT id, program_id AS "programId", kind, scopes, expires_at AS "expiresAt"
       FROM access_key WHERE hash = $1 AND revoked_at IS NULL`,
    [hash],
  );
  return found ?? null;
}

export type KeyListing = {
  id: string;
  kind: AccessKeyKind;
  label: string;
  hint: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** Every key the program ever had, newest first. */
export function listKeys(database: Queryable, programId: string): Promise<KeyListing[]> {
  return database.query<KeyListing>(
    `SELECT id, kind, label, hint, scopes, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
       FROM access_key WHERE program_id = $1 ORDER BY created_at DESC, id DESC`,
    [programId],
  );
}
