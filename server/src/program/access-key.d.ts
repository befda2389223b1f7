import type { Random } from '../platform/random.js';
import type { AccessKeyKind } from './access-key.entity.js';
/** The keys of the two demo brands: printed in the README, so they open nothing in production. */
export declare const demoKeys: {
    readonly first: {
        readonly publishable: 'pk_demo';
        readonly secret: 'sk_demo';
        readonly partner: 'pt_demo';
    };
    readonly second: {
        readonly publishable: 'pk_demo2';
        readonly secret: 'sk_demo2';
        readonly partner: 'pt_demo2';
    };
};
export declare function isDemoKey(key: string): boolean;
/** A new key, about 190 bits of chance behind the prefix of its kind. */
export declare function makeKey(kind: AccessKeyKind, random: Random): string;
/** Keys are long and random, so a plain hash cannot be searched; it lets a key be found by an index. */
export declare function hashKey(key: string): Buffer;
/** What people recognise a key by once its secret is gone. */
export declare function keyHint(key: string): string;
