import DataLoader from 'dataloader';
const columns = 'id, customer_id AS "customerId", display_name AS "displayName"';
export function readMembers(database, programId, ids) {
    return database.query(`SELECT ${columns} FROM member WHERE program_id = $1 AND id = ANY($2::uuid[])`, [programId, ids]);
}
export async function findMember(database, programId, customerId) {
    const [found] = await database.query(`SELECT ${columns} FROM member WHERE program_id = $1 AND customer_id = $2`, [programId, customerId]);
    return found ?? null;
}
/** Newest first. */
export function listMembers(database, programId, options) {
    return database.query(`SELECT ${columns} FROM member
      WHERE program_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`, [programId, options.after, options.limit]);
}
const membersById = Symbol('members by id');
/** The members of this program by uuid, read together once a request; null for strangers. */
export function memberLoader(database, context) {
    return context.memo(membersById, () => new DataLoader(async (ids) => {
        const rows = await readMembers(database, context.program.id, ids);
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
    }));
}
//# sourceMappingURL=member.queries.js.map