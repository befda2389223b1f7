import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import type { Queryable } from '../platform/database.js';
import { isKeepable } from '../platform/text.rules.js';
import { olderOfProgramAmongIndexes, olderThan } from '../platform/keyset.js';

export type MemberFacts = {
  id: string;
  customerId: string;
  displayName: string | null;
  /** Month and day, for example '02-29'. */
  birthday: string | null;
};

export const MEMBER_COLUMNS = 'id, customer_id AS "customerId", display_name AS "displayName", birthday';

function readMembers(database: Queryable, programId: string, ids: readonly string[]): Promise<MemberFacts[]> {
  return database.query<MemberFacts>(
    `SELECT ${MEMBER_COLUMNS} FROM member WHERE program_id = $1 AND id = ANY($2::uuid[])`,
    [programId, ids],
  );
}

export async function findMember(
  database: Queryable,
  programId: string,
  customerId: string,
): Promise<MemberFacts | null> {
  if (!isKeepable(customerId)) return null;
  const [found] = await database.query<MemberFacts>(
    `SELECT ${MEMBER_COLUMNS} FROM member WHERE program_id = $1 AND customer_id = $2`,
    [programId, customerId],
  );
  return found ?? null;
}

/** Newest first, all or those of some customers. */
export function listMembers(
  database: Queryable,
  programId: string,
  options: { customerIds: readonly string[] | null; after: string | null; limit: number },
): Promise<MemberFacts[]> {
  const { customerIds, after, limit } = options;
  if (customerIds !== null) return listCustomers(database, programId, { customerIds, after, limit });
  return database.query<MemberFacts>(
    `SELECT ${MEMBER_COLUMNS} FROM member m WHERE ${olderOfProgramAmongIndexes('m')} ORDER BY m.id DESC LIMIT $3`,
    [programId, after, limit],
  );
}

/** Each customer is looked up by the index of their ids, before they are put in order: along the list everybody would be read. */
function listCustomers(
  database: Queryable,
  programId: string,
  { customerIds, after, limit }: { customerIds: readonly string[]; after: string | null; limit: number },
): Promise<MemberFacts[]> {
  return database.query<MemberFacts>(
    `WITH named AS MATERIALIZED (
       SELECT m.* FROM unnest($4::text[]) AS n(customer_id)
         JOIN LATERAL (SELECT * FROM member m WHERE m.program_id = $1 AND m.customer_id = n.customer_id LIMIT 1) m ON true)
     SELECT ${MEMBER_COLUMNS} FROM named WHERE ${olderThan('id', '$2')} ORDER BY id DESC LIMIT $3`,
    [programId, after, limit, [...new Set(customerIds.filter(isKeepable))]],
  );
}

const membersById = Symbol('members by id');

/** The members of this program by uuid, read together once a request; null for strangers. */
export function memberLoader(
  database: Queryable,
  context: RequestContext,
): DataLoader<string, MemberFacts | null> {
  return context.memo(
    membersById,
    () =>
      new DataLoader<string, MemberFacts | null>(async (ids) => {
        const rows = await readMembers(database, context.program.id, ids);
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}
