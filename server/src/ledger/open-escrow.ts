import type { Queryable } from '../platform/database.js';

/**
 * Opens the escrow account of something members give points to, in the transaction that makes the thing. With a ceiling
 * the database itself refuses a balance above it, whatever a command has decided.
 */
export async function openEscrow(
  client: Queryable,
  programId: string,
  ownerId: string,
  ceiling: number | null = null,
): Promise<void> {
  await client.query(
    `INSERT INTO account (owner_id, kind, program_id, ceiling) VALUES ($1, 'escrow', $2, $3)`,
    [ownerId, programId, ceiling],
  );
}
