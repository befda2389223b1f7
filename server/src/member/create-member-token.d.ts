import type { Refused } from '../platform/refusal.js';
import type { MemberParts } from './ensure-member.js';
import type { MemberFacts } from './member.queries.js';
export interface MemberToken {
    token: string;
    expiresAt: Date;
    member: MemberFacts;
}
/** Signs a member in on the word of the brand's own backend. */
export declare function createMemberToken(parts: MemberParts, wish: {
    programId: string;
    customerId: string;
    displayName: string | null;
    lifetimeSeconds: number;
    now: Date;
}): Promise<MemberToken | Refused>;
