export type AccessKeyKind = 'publishable' | 'secret' | 'partner';
/** A key without its secret: only the hash is stored, and a hint by which people recognise it. */
export declare class AccessKeyRow {
    id: string;
    programId: string;
    kind: AccessKeyKind;
    label: string;
    hash: Uint8Array;
    hint: string;
    scopes: string[];
    createdAt: Date;
    expiresAt: Date | null;
    revokedAt: Date | null;
}
