import type { Queryable } from '../platform/database.js';
import type { AccessKeyKind } from './access-key.entity.js';
export type KeyFacts = {
    id: string;
    programId: string;
    kind: AccessKeyKind;
    scopes: string[];
    expiresAt: Date | null;
};
export declare function findKey(database: Queryable, hash: Buffer): Promise<KeyFacts | null>;
export type KeyListing = {
    id: string;
    kind: AccessKeyKind;
    label: string;
    hint: string;
    scopes: string[];
    createdAt: Date;
    expiresAt: Date | null;
    revokedAt: Date | null;
};
/** Every key the program ever had, newest first. */
export declare function listKeys(database: Queryable, programId: string): Promise<KeyListing[]>;
