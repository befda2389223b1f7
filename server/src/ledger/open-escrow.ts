import type { Queryable } from '../platform/database.js';

/** Opens the escrow account of something members give points to, in the transaction that makes the thing. */
export async function openEscrow(client: Queryable, programId: string, ownerId: string): Promise<void> {
  await client.query(`INSERT INTO account (owner_id, kind, program_id) VALUES ($1, 'escrow', $2)`, [
    ownerId,
    programId,
  ]);
}
