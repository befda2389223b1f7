import type { Database } from '../platform/database.js';
import type { NewId } from '../platform/ids.js';
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
}
/**
 * The member behind a brand's customer id, made on first sight together with the account that will hold the points.
 * Any number of callers may ask for the same new customer at once: all get the one member.
 */
export declare function ensureMember(parts: MemberParts, customer: Customer, now: Date): Promise<MemberFacts>;
