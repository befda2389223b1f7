import type { Database, Queryable } from '../platform/database.js';
import type { NewId } from '../platform/ids.js';
import { findMember, MEMBER_COLUMNS } from './member.queries.js';
import type { MemberFacts } from './member.queries.js';

export interface MemberParts {
  database: Database;
  newId: NewId;
}

/** A brand's customer as checkCustomerId() and checkDisplayName() let pass. */
export interface Customer {
  programId: string;
  customerId: string;
  /** Null: keep the name that is known. */
  displayName: string | null;
  /** Month and day, for example '02-29'; absent or null: keep the one that is known. */
  birthday?: string | null;
}

/**
 * The member behind a brand's customer id, made on first sight; the database opens the points account with it.
 * Any number of callers may ask for the same new customer at once: all get the one member.
 */
export async function ensureMember(parts: MemberParts, customer: Customer, now: Date): Promise<MemberFacts> {
  const known = await findMember(parts.database, customer.programId, customer.customerId);
  // Most calls end here, without writing.
  if (known !== null && tellsNothingNew(known, customer)) return known;
  return upsertMember(parts.database, parts.newId(), customer, now);
}

function tellsNothingNew(known: MemberFacts, { displayName, birthday = null }: Customer): boolean {
  return (
    (displayName === null || displayName === known.displayName) &&
    (birthday === null || birthday === known.birthday)
  );
}

async function upsertMember(
  client: Queryable,
  newId: string,
  customer: Customer,
  now: Date,
): Promise<MemberFacts> {
  const [row] = await client.query<MemberFacts>(
    `INSERT INTO member (id, program_id, customer_id, display_name, birthday, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (program_id, customer_id)
       DO UPDATE SET display_name = coalesce(excluded.display_name, member.display_name),
                     birthday = coalesce(excluded.birthday, member.birthday)
     RETURNING ${MEMBER_COLUMNS}`,
    [newId, customer.programId, customer.customerId, customer.displayName, customer.birthday ?? null, now],
  );
  if (row === undefined) throw new Error('An upsert of a member gave no row.');
  return row;
}
