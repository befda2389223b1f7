export async function findKey(database, hash) {
    const [found] = await database.query(`SELECT id, program_id AS "programId", kind, scopes, expires_at AS "expiresAt"
       FROM access_key WHERE hash = $1 AND revoked_at IS NULL`, [hash]);
    return found ?? null;
}
/** Every key the program ever had, newest first. */
export function listKeys(database, programId) {
    return database.query(`SELECT id, kind, label, hint, scopes, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
       FROM access_key WHERE program_id = $1 ORDER BY created_at DESC, id DESC`, [programId]);
}
//# sourceMappingURL=access-keys.queries.js.map