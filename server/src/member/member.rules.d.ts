import type { Refused } from '../platform/refusal.js';
/** Null when the customer id can name a member. */
export declare function checkCustomerId(customerId: string): Refused | null;
export declare function checkDisplayName(name: string): Refused | null;
export declare function checkLifetime(seconds: number): Refused | null;
