import { createHash } from 'node:crypto';
const prefixes = { publishable: 'pk_', secret: 'sk_', partner: 'pt_' };
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 32;
/** The keys of the two demo brands: printed in the README, so they open nothing in production. */
export const demoKeys = {
    first: { publishable: 'pk_demo', secret: 'sk_demo', partner: 'pt_demo' },
    second: { publishable: 'pk_demo2', secret: 'sk_demo2', partner: 'pt_demo2' },
};
const publicKeys = new Set(Object.values(demoKeys).flatMap((brand) => Object.values(brand)));
export function isDemoKey(key) {
    return publicKeys.has(key);
}
/** A new key, about 190 bits of chance behind the prefix of its kind. */
export function makeKey(kind, random) {
    let text = '';
    while (text.length < secretLength) {
        // Bytes from 248 on are thrown away: 248 = 4 × 62, so every character stays equally likely.
        for (const byte of random.bytes(secretLength)) {
            if (byte < 248 && text.length < secretLength)
                text += alphabet.charAt(byte % alphabet.length);
        }
    }
    return prefixes[kind] + text;
}
/** Keys are long and random, so a plain hash cannot be searched; it lets a key be found by an index. */
export function hashKey(key) {
    return createHash('sha256').update(key).digest();
}
/** What people recognise a key by once its secret is gone. */
export function keyHint(key) {
    return key.length > 12 ? `${key.slice(0, 3)}…${key.slice(-4)}` : `${key.slice(0, 3)}…`;
}
//# sourceMappingURL=access-key.js.map