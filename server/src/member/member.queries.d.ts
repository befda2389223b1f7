import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import type { Queryable } from '../platform/database.js';
export type MemberFacts = {
    id: string;
    customerId: string;
    displayName: string | null;
};
export declare function readMembers(database: Queryable, programId: string, ids: readonly string[]): Promise<MemberFacts[]>;
export declare function findMember(database: Queryable, programId: string, customerId: string): Promise<MemberFacts | null>;
/** Newest first. */
export declare function listMembers(database: Queryable, programId: string, options: {
    after: string | null;
    limit: number;
}): Promise<MemberFacts[]>;
/** The members of this program by uuid, read together once a request; null for strangers. */
export declare function memberLoader(database: Queryable, context: RequestContext): DataLoader<string, MemberFacts | null>;
